import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { PATIENCE_MS } from '@libs/testing';
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

/** A seed at which the process ended, or turned for ever, is told of, and the others are played. */
async function toldBy(seeds: readonly number[], file: string): Promise<readonly Told[]> {
  if (seeds.length === 0) return [];
  const told: Told[] = [];
  const child = fork(join(import.meta.dirname, file), seeds.map(String), {
    execArgv: ['--import', TYPESCRIPT],
  });
  const watch = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  child.on('message', (message: Told) => {
    told.push(message);
    watch.refresh();
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  clearTimeout(watch);
  const [seed, ...left] = seeds.slice(told.length);
  if (seed === undefined) return told;
  const failure = `its process ended with ${signal ?? code}, before the run did`;
  return [...told, { seed, failure }, ...(await toldBy(left, file))];
}
