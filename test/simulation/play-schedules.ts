import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Told } from './schedules-child.js';

const CHILD = join(import.meta.dirname, 'schedules-child.ts');
const TYPESCRIPT = join(import.meta.dirname, '../../libs/testing/src/run-typescript.mjs');
const CHILDREN_MAX = 2;

/**
 * Plays schedules in processes of their own, and answers what each of them told: among the
 * modules of a spec the same takes twice as long.
 */
export async function playSchedules(seeds: readonly number[]): Promise<readonly Told[]> {
  const count = Math.min(CHILDREN_MAX, availableParallelism());
  const shares = Array.from({ length: count }, (_, child) =>
    seeds.filter((_seed, at) => at % count === child),
  );
  return (await Promise.all(shares.map(toldBy))).flat();
}

async function toldBy(seeds: readonly number[]): Promise<readonly Told[]> {
  const told: Told[] = [];
  const child = fork(CHILD, seeds.map(String), { execArgv: ['--import', TYPESCRIPT] });
  child.on('message', (message: Told) => void told.push(message));
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0 || told.length < seeds.length)
    throw new Error(`a process ended with ${code} after ${told.length} of ${seeds.length} seeds`);
  return told;
}
