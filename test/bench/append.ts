import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Revision } from '@libs/kernel';
import { EMPTY, type EventStore, type NewEvent } from '@libs/event-store';
import { sqliteEventStore } from '@libs/event-store/sqlite';
import { benchEvent, benchStream } from './append-facts.js';
import { interleaved, quantile, type Bench, type BenchResult } from './bench.js';

export interface AppendBenchOptions {
  readonly callers: number;
  readonly streams: number;
  /** Appends of each caller in one round. */
  readonly appends: number;
  readonly rounds: number;
}

export const appendBench: Bench = {
  name: 'durable append, 64 callers',
  mustReach: 0.33,
  aim: 0.45,
  run: () => measureAppends({ callers: 64, streams: 1000, appends: 60, rounds: 9 }),
};

export const appendAloneBench: Bench = {
  name: 'durable append, one caller',
  mustReach: 0.6,
  aim: 0.85,
  run: () => measureAppends({ callers: 1, streams: 1000, appends: 300, rounds: 9 }),
};

/** Until the WAL has come to its full size: from then on it is written over and over. */
const WARM_UP_ROUNDS = 4;

/** Callers append one event each with an expected revision; the limit writes the same bytes. */
export async function measureAppends(options: AppendBenchOptions): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-append-'));
  const store = await sqliteEventStore({ file: join(folder, 'events.db') });
  const raw = openSync(join(folder, 'raw'), 'a');
  const waits = { ours: [] as number[], limit: [] as number[] };
  const streams = await someStreams(store, options);
  const record = await recordOf(store);
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1)
    await appendAll(store, someCallers(streams, options), []);
  const measured = await interleaved(options.rounds, {
    ours: () => appendAll(store, someCallers(streams, options), waits.ours),
    limit: () => writeAll(raw, record, options, waits.limit),
  });
  await store.close();
  closeSync(raw);
  rmSync(folder, { recursive: true });
  return { unit: unitOf(options), ...measured, ...tailOf(waits) };
}

/** The streams of each caller, begun before anything is measured, with their revisions. */
type Streams = readonly Map<string, Revision>[];

async function someStreams(store: EventStore, options: AppendBenchOptions): Promise<Streams> {
  const names = Array.from({ length: options.streams }, (_, n) => benchStream(n));
  await Promise.all(names.map((name, n) => store.append(name, EMPTY, [benchEvent(n)])));
  return Array.from({ length: options.callers }, (_, caller) => {
    const own = names.filter((_name, n) => n % options.callers === caller);
    return new Map(own.map((name) => [name, 0]));
  });
}

/** A stored event as it lies in the log, with its line end. */
async function recordOf(store: EventStore): Promise<string> {
  const { events } = await store.readAll({ after: '0'.repeat(20), limit: 1 });
  return `${JSON.stringify(events[0])}\n`;
}

/** What a caller appends in a round, made before the clock starts: the limit's bytes are too. */
interface Caller {
  readonly revisions: Map<string, Revision>;
  readonly appends: readonly (readonly [stream: string, event: NewEvent])[];
}

function someCallers(streams: Streams, { appends }: AppendBenchOptions): readonly Caller[] {
  const callers = streams.map((revisions) => {
    const names = [...revisions.keys()];
    const anyName = () => names[Math.floor(Math.random() * names.length)] as string;
    const asked = Array.from({ length: appends }, (_, n) => [anyName(), benchEvent(n)] as const);
    return { revisions, appends: asked };
  });
  // What lies ready would else be copied while the clock runs.
  global.gc?.();
  return callers;
}

async function appendAll(
  store: EventStore,
  callers: readonly Caller[],
  waits: number[],
): Promise<number> {
  const startedAt = performance.now();
  await Promise.all(
    callers.map(async ({ revisions, appends }) => {
      for (const [name, event] of appends) {
        const askedAt = performance.now();
        const { revision } = await store.append(name, revisions.get(name) as Revision, [event]);
        waits.push(performance.now() - askedAt);
        revisions.set(name, revision);
      }
    }),
  );
  return performance.now() - startedAt;
}

function writeAll(
  file: number,
  record: string,
  { callers, appends }: AppendBenchOptions,
  waits: number[],
): number {
  const group = Buffer.from(record.repeat(callers));
  const startedAt = performance.now();
  for (let n = 0; n < appends; n += 1) {
    const askedAt = performance.now();
    writeSync(file, group);
    fdatasyncSync(file);
    waits.push(performance.now() - askedAt);
  }
  return performance.now() - startedAt;
}

const unitOf = ({ callers, appends }: AppendBenchOptions): string =>
  `ms for ${callers * appends} events in groups of ${callers}`;

/** A wait in the tail is at most so many times that of the limit. */
const TAIL_MAX = 5;

function tailOf(waits: { readonly ours: readonly number[]; readonly limit: readonly number[] }) {
  const [ours, limit] = [quantile(waits.ours, 0.99), quantile(waits.limit, 0.99)];
  const value = Math.round((100 * ours) / limit) / 100;
  return {
    bounds: [{ name: 'p99 to the p99 of the limit', value, atMost: TAIL_MAX }],
    notes: [`p99: ${ours.toFixed(2)} ms, of the limit ${limit.toFixed(2)} ms`],
  };
}
