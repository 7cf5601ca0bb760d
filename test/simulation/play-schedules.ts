import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Told } from './telling.js';

const TYPESCRIPT = join(import.meta.dirname, '../../libs/testing/src/run-typescript.mjs');
const CHILDREN_MAX = 2;

/**
 * Plays schedules in processes of their own, each in a time of its own, and answers what they told.
 * `child` is what such a process runs.
 */
export async function playSchedules(
  seeds: readonly number[],
  child = 'schedules-child.ts',
): Promise<readonly Told[]> {
  const count = Math.min(CHILDREN_MAX, availableParallelism(), seeds.length);
  const shares = Array.from({ length: count }, (_, number) =>
    seeds.filter((_seed, at) => at % count === number),
  );
  const told = (await Promise.all(shares.map((share) => toldBy(share, child)))).flat();
  return told.sort((one, other) => one.seed - other.seed);
}

async function toldBy(seeds: readonly number[], file: string): Promise<readonly Told[]> {
  const told: Told[] = [];
  const child = fork(join(import.meta.dirname, file), seeds.map(String), {
    execArgv: ['--import', TYPESCRIPT],
  });
  child.on('message', (message: Told) => void told.push(message));
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0 || told.length < seeds.length)
    throw new Error(`a process ended with ${code} after ${told.length} of ${seeds.length} seeds`);
  return told;
}
