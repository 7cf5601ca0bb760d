import { arch, cpus } from 'node:os';
import { appendMemoryBench } from './append-memory.js';
import { appendAloneBench, appendBench } from './append.js';
import { NotRun, type Bench, type BenchResult, type Spread } from './bench.js';
import { schedulesBench } from './schedules.js';
import { httpFilteredBench, httpSummaryBench } from './summary.js';
import { wholeLifeBench } from './whole-life.js';
import { httpRefundBench, httpTransactionsBench } from './http.js';
import { relayBench } from './kafka-relay.js';
import { visibleBench } from './kafka-visible.js';
import { rebuildBench } from './rebuild.js';
import { replayBench } from './replay.js';
import { requestsBench } from './requests.js';
import { standaloneMemoryBench } from './standalone-memory.js';

/** By the word that picks them: `npm run bench -- append http-refund`. */
const BENCHES: Readonly<Record<string, Bench>> = {
  append: appendBench,
  'append-alone': appendAloneBench,
  replay: replayBench,
  rebuild: rebuildBench,
  'http-refund': httpRefundBench,
  'http-transactions': httpTransactionsBench,
  'http-summary': httpSummaryBench,
  'http-filtered': httpFilteredBench,
  'whole-life': wholeLifeBench,
  schedules: schedulesBench,
  relay: relayBench,
  visible: visibleBench,
  requests: requestsBench,
  'memory-store': appendMemoryBench,
  'memory-standalone': standaloneMemoryBench,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => BENCHES[name] === undefined);
if (unknown.length > 0) {
  say(`there is no bench ${unknown.join(', ')}: try ${Object.keys(BENCHES).join(', ')}`);
  process.exit(1);
}
say(
  `Node ${process.version}, ${arch()}, ${cpus().length} cores; medians (range), ratio to the limit`,
);
for (const name of asked.length > 0 ? asked : Object.keys(BENCHES)) {
  const bench = BENCHES[name];
  if (bench === undefined) continue;
  say(`\n${name}: ${bench.name}`);
  try {
    report(bench, await bench.run());
  } catch (error) {
    if (!(error instanceof NotRun)) throw error;
    say(`  not run: ${error.message}`);
  }
}
process.exit(0);

function report({ mustReach, aim }: Bench, result: BenchResult): void {
  const { unit, ours, limit, ratio, bounds = [], notes = [] } = result;
  const verdict = ratio >= aim ? 'aim reached' : ratio >= mustReach ? 'reached' : 'MISSED';
  say(`  ours   ${inWords(ours)} ${unit}`);
  say(`  limit  ${inWords(limit)} ${unit}`);
  say(`  ratio  ${ratio.toFixed(2)} of the limit (must ${mustReach}, aim ${aim}): ${verdict}`);
  for (const { name, value, atMost } of bounds)
    say(
      `  ${name}: ${value.toFixed(1)} (at most ${atMost}): ${value <= atMost ? 'kept' : 'MISSED'}`,
    );
  for (const note of notes) say(`  ${note}`);
}

function inWords({ median, min, max }: Spread): string {
  return `${figure(median)} (${figure(min)} to ${figure(max)})`;
}

function figure(value: number): string {
  return value >= 1000 ? Math.round(value).toLocaleString('en-US') : value.toFixed(2);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
