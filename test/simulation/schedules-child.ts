import { playSchedule, type Outcome } from './schedule.js';

/** What a child tells: the outcome of a schedule, or why it could not be played. */
export type Told = { readonly seed: number } & (
  { readonly outcome: Outcome } | { readonly failure: string }
);

/** A world mostly waits: for retries, and for news to come round. */
const WORLDS_AT_ONCE = 10;

const seeds = process.argv.slice(2).map(Number);
await Promise.all(Array.from({ length: WORLDS_AT_ONCE }, playOn));
process.exit(0);

async function playOn(): Promise<void> {
  for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) await play(seed);
}

async function play(seed: number): Promise<void> {
  const told = await playSchedule(seed).then(
    (outcome): Told => ({ seed, outcome }),
    (error: unknown): Told => ({ seed, failure: wordsOf(error) }),
  );
  await new Promise((resolve) => process.send?.(told, resolve));
}

const wordsOf = (error: unknown): string =>
  error instanceof Error ? String(error.stack) : String(error);
