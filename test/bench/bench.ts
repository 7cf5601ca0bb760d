/** What a bench needs is not there. */
export class NotRun extends Error {
  override readonly name = 'NotRun';
}

/** One measured promise: our work against the physical limit, in the same run. */
export interface Bench {
  readonly name: string;
  /** The ratio that must be reached, and the one that is aimed at: limit's time to our time. */
  readonly mustReach: number;
  readonly aim: number;
  run(): Promise<BenchResult>;
}

export interface BenchResult {
  /** What `ours` and `limit` count, such as `ms for 200,000 events`. */
  readonly unit: string;
  readonly ours: Spread;
  readonly limit: Spread;
  /** The limit's median to ours: 1 means that nothing is lost. */
  readonly ratio: number;
  /** Further figures with a bound of their own. */
  readonly bounds?: readonly Bound[];
  readonly notes?: readonly string[];
}

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export interface Bound {
  readonly name: string;
  readonly value: number;
  readonly atMost: number;
}

/** Each measures the same work and answers what it took; less is better. */
export interface Measured {
  readonly ours: () => number | Promise<number>;
  readonly limit: () => number | Promise<number>;
}

/** Measures both by turns, so that what disturbs one disturbs the other; first round unheard. */
export async function interleaved(
  rounds: number,
  { ours, limit }: Measured,
): Promise<Pick<BenchResult, 'ours' | 'limit' | 'ratio'>> {
  const taken = { ours: [] as number[], limit: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    const [mine, theirs] = [await ours(), await limit()];
    if (round > 0) {
      taken.ours.push(mine);
      taken.limit.push(theirs);
    }
  }
  const spreads = { ours: spread(taken.ours), limit: spread(taken.limit) };
  return { ...spreads, ratio: spreads.limit.median / spreads.ours.median };
}

export function spread(values: readonly number[]): Spread {
  return { median: quantile(values, 0.5), min: quantile(values, 0), max: quantile(values, 1) };
}

/** The value that a share of the values does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

/** What something took, in milliseconds. */
export async function timed(work: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
