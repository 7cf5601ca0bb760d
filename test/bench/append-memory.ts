import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sqliteEventStore } from '@libs/event-store/sqlite';
import { fillStore } from './append-facts.js';
import { spread, type Bench, type BenchResult } from './bench.js';

export interface MemoryBenchOptions {
  readonly few: number;
  readonly many: number;
  readonly rounds: number;
}

export const appendMemoryBench: Bench = {
  name: 'resident memory of the store, 100,000 and 1,000,000 events',
  mustReach: 0.9,
  aim: 1,
  run: () => measureMemory({ few: 100_000, many: 1_000_000, rounds: 3 }),
};

/** A process that has replayed, filtered, followed and appended, over two sizes of the log. */
export async function measureMemory(options: MemoryBenchOptions): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-memory-'));
  const files = { few: join(folder, 'few.db'), many: join(folder, 'many.db') };
  const taken = { few: [] as number[], many: [] as number[] };
  await fill(files.few, options.few);
  await fill(files.many, options.many);
  for (let round = 0; round < options.rounds; round += 1) {
    taken.few.push(await residentBytes(files.few));
    taken.many.push(await residentBytes(files.many));
  }
  rmSync(folder, { recursive: true });
  const [limit, ours] = [spread(taken.few), spread(taken.many)];
  return { unit: 'bytes resident', ours, limit, ratio: limit.median / ours.median };
}

async function fill(file: string, events: number): Promise<void> {
  const store = await sqliteEventStore({ file });
  await fillStore(store, 0, events);
  await store.close();
}

async function residentBytes(file: string): Promise<number> {
  const child = fork(fileURLToPath(new URL('append-memory-child.js', import.meta.url)), [file], {
    execArgv: ['--expose-gc'],
  });
  const [bytes] = (await once(child, 'message')) as [number];
  return bytes;
}
