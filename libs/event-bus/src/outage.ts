/** One outage, however many wait for its end. */
export interface Outage {
  /** Somebody waits; told, unless the outage was told before. */
  hinder(name: string, error: unknown): void;
  /** It is at work again; once all have been for a while, the outage is over. */
  goesOn(name: string): void;
  /** From now on nothing is told, whoever is hindered or goes on. */
  close(): void;
}

export interface OutageHooks {
  readonly onAway: (first: { readonly name: string; readonly error: unknown }) => void;
  readonly onBack: () => void;
}

/**
 * An engine that starts refuses the one and takes the other, and who was idle notices late: that
 * is still one outage.
 */
const CALM_MS = 10_000;

export function outage({ onAway, onBack }: OutageHooks, calmMs = CALM_MS): Outage {
  const hindered = new Set<string>();
  let [isAway, isClosed] = [false, false];
  let calm: NodeJS.Timeout | undefined;
  return {
    hinder: (name, error) => {
      if (isClosed) return;
      clearTimeout(calm);
      hindered.add(name);
      if (!isAway) onAway({ name, error });
      isAway = true;
    },
    goesOn: (name) => {
      if (!hindered.delete(name) || hindered.size > 0 || isClosed) return;
      calm = setTimeout(() => {
        isAway = false;
        onBack();
      }, calmMs).unref();
    },
    close: () => {
      isClosed = true;
      clearTimeout(calm);
    },
  };
}
