/** Lets code wait for a state: whoever changes something has the conditions checked. */
export interface Conditions {
  until(condition: () => boolean): Promise<void>;
  check(): void;
}

export function conditions(): Conditions {
  const waiting = new Set<{ readonly holds: () => boolean; readonly resolve: () => void }>();
  return {
    until: (holds) => {
      if (holds()) return Promise.resolve();
      return new Promise((resolve) => void waiting.add({ holds, resolve }));
    },
    check: () => {
      for (const each of waiting) {
        if (!each.holds()) continue;
        waiting.delete(each);
        each.resolve();
      }
    },
  };
}
