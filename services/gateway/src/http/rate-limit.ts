/** How often something may be tried, counted for each key by itself. */
export interface RateLimit {
  /** Counts one try; false when there were too many. */
  take(key: string): boolean;
}

/** More keys than this are not told apart any more: the oldest ones are forgotten. */
const KEYS_MAX = 10_000;

/** At most `max` tries a key in each window of real time. A process counts its own. */
export function rateLimit({
  max,
  windowMs,
}: {
  readonly max: number;
  readonly windowMs: number;
}): RateLimit {
  const windows = new Map<string, { tries: number; readonly endsAt: number }>();
  return {
    take: (key) => {
      const now = performance.now();
      const known = windows.get(key);
      const current =
        known === undefined || known.endsAt <= now ? { tries: 0, endsAt: now + windowMs } : known;
      current.tries += 1;
      windows.delete(key);
      windows.set(key, current);
      const [oldest] = windows.keys();
      if (windows.size > KEYS_MAX && oldest !== undefined) windows.delete(oldest);
      return current.tries <= max;
    },
  };
}
