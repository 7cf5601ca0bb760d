/** Work of one key runs one after another, in order; works of different keys do not wait. */
export interface Lanes {
  /** The work must not fail. Resolves when it is done. */
  add(key: string, work: () => Promise<void>): Promise<void>;
  /** Resolves when all that was added by now is done. */
  idle(): Promise<void>;
}

export function lanes(): Lanes {
  const tails = new Map<string, Promise<void>>();
  return {
    add: (key, work) => {
      const before = tails.get(key);
      const done = (before === undefined ? work() : before.then(work)).then(() => {
        if (tails.get(key) === done) tails.delete(key);
      });
      tails.set(key, done);
      return done;
    },
    idle: async () => {
      await Promise.all(tails.values());
    },
  };
}

/** At most so many at a time; the others wait in order. */
export function slots(countMax: number): <Answer>(work: () => Promise<Answer>) => Promise<Answer> {
  const waiting: (() => void)[] = [];
  let takenCount = 0;
  return async (work) => {
    if (takenCount < countMax) takenCount += 1;
    else await new Promise<void>((resolve) => void waiting.push(resolve));
    try {
      return await work();
    } finally {
      // The slot is handed on to the next one, or given back.
      const next = waiting.shift();
      if (next === undefined) takenCount -= 1;
      else next();
    }
  };
}
