import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Faults of our own engines: they pass, and say nothing against the message, so nothing is ever
 * parked for them. Known by name, since the bus must not know the other engines' ports.
 */
const PASSING: ReadonlySet<string> = new Set([
  'EventStoreUnavailable',
  'ViewStoreUnavailable',
  'KeyStoreUnavailable',
  'EventBusUnavailable',
  'RequestsUnavailable',
  'RequestQueueFull',
]);

export const isPassingFault = (error: unknown): error is Error =>
  error instanceof Error && PASSING.has(error.name);

/** How long to wait between tries: each wait four times the one before, up to a maximum. */
export interface Waits {
  readonly firstWaitMs: number;
  readonly waitMaxMs: number;
}

const GROWTH = 4;

export const waitAfter = (attempts: number, { firstWaitMs, waitMaxMs }: Waits): number =>
  Math.min(firstWaitMs * GROWTH ** (attempts - 1), waitMaxMs);

/** Waits, but no longer than until the signal is aborted. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => undefined);

/** Tries until it works or the signal is aborted; then fails with the last error. */
export async function untilItWorks<Answer>(
  action: () => Promise<Answer>,
  options: {
    readonly waits: Waits;
    readonly signal: AbortSignal;
    readonly onFault: (error: unknown) => void;
    /** It works again after a fault. */
    readonly onFaultOver?: () => void;
    /** Which errors are worth another try; passing faults unless told otherwise. */
    readonly passes?: (error: unknown) => boolean;
  },
): Promise<Answer> {
  const passes = options.passes ?? isPassingFault;
  for (let attempts = 1; ; attempts += 1)
    try {
      const answer = await action();
      if (attempts > 1) options.onFaultOver?.();
      return answer;
    } catch (error) {
      if (options.signal.aborted || !passes(error)) throw error;
      options.onFault(error);
      await pause(waitAfter(attempts, options.waits), options.signal);
    }
}
