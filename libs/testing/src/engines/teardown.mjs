/** Jest's global tear-down: stops what was started, and names each engine that was asked for. */
import { setTimeout as pause } from 'node:timers/promises';

const STOP_MS_MAX = 30_000;

export default async function endEngines() {
  const { kept, server } = globalThis.engines;
  server.close();
  for (const [name, { said }] of kept) console.log(lineOf(name, JSON.parse(await said)));
  await Promise.all([...kept.values()].map(end));
}

function lineOf(name, { source, product, skipped }) {
  if (skipped !== undefined) return `engine ${name}: SKIPPED: ${skipped}`;
  return `engine ${name}: ${product} (${source})`;
}

/** Lets the keeper stop its server; one that comes to no end is killed, and its server with it. */
async function end({ keeper, ended }) {
  keeper.stdin.end();
  const limit = pause(STOP_MS_MAX, 'late', { ref: false });
  if ((await Promise.race([ended, limit])) === 'late') keeper.kill('SIGKILL');
}
