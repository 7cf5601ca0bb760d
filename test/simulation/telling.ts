import type { Outcome } from './schedule.js';

/** What a process tells: the outcome of a schedule, or why it could not be played. */
export type Told = { readonly seed: number } & (
  { readonly outcome: Outcome } | { readonly failure: string }
);

/** Plays the seeds that a process was started with, one after the other, tells of each, and ends. */
export async function tellSchedules(play: (seed: number) => Promise<Outcome>): Promise<never> {
  for (const seed of process.argv.slice(2).map(Number)) {
    const told = await play(seed).then(
      (outcome): Told => ({ seed, outcome }),
      (error: unknown): Told => ({ seed, failure: wordsOf(error) }),
    );
    await new Promise((resolve) => process.send?.(told, resolve));
  }
  process.exit(0);
}

const wordsOf = (error: unknown): string =>
  error instanceof Error ? String(error.stack) : String(error);

/** Of each schedule that failed: its seed, the command that plays it again, and what was wrong. */
export const failuresIn = (told: readonly Told[]): readonly string[] =>
  told.flatMap((each) => {
    const wrong = 'failure' in each ? [each.failure] : each.outcome.broken;
    const again = `seed ${each.seed} (SEED=${each.seed} npm test -- test/simulation)`;
    return wrong.length === 0 ? [] : [`${again}: ${wrong.join('; ')}`];
  });
