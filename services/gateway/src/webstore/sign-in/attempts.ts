/** Counts what failed lately, under a name that tells who and from where. */
export interface Attempts {
  /** How long the name has to wait; `undefined` while it may try. */
  waitMs(name: string): number | undefined;
  failed(name: string): void;
}

export interface AttemptLimits {
  /** So many failures within the window are borne. */
  readonly failuresMax: number;
  readonly windowMs: number;
  /** So many names are remembered; past that the oldest window is forgotten. */
  readonly namesMax: number;
  /** Real time in milliseconds: limits have nothing to do with the clock of the domain. */
  readonly now: () => number;
}

interface Window {
  readonly beganAt: number;
  readonly failures: number;
}

/** Failures are counted in windows from the first one on; the next window begins anew. */
export function attemptsWithin({ failuresMax, windowMs, namesMax, now }: AttemptLimits): Attempts {
  const windows = new Map<string, Window>();
  const windowOf = (name: string): Window | undefined => {
    const window = windows.get(name);
    return window !== undefined && now() - window.beganAt < windowMs ? window : undefined;
  };
  return {
    waitMs: (name) => {
      const window = windowOf(name);
      if (window === undefined || window.failures < failuresMax) return undefined;
      return window.beganAt + windowMs - now();
    },
    failed: (name) => {
      const { beganAt, failures } = windowOf(name) ?? { beganAt: now(), failures: 0 };
      windows.delete(name);
      windows.set(name, { beganAt, failures: failures + 1 });
      const [oldest] = windows.keys();
      if (windows.size > namesMax && oldest !== undefined) windows.delete(oldest);
    },
  };
}
