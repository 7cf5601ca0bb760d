import { Unhandleable, type Message } from './event-bus.js';
import { isPassingFault, pause, waitAfter, type Waits } from './faults.js';
import { slots } from './lanes.js';

/** What came of handling a message. `stopped`: the bus closes, and it must come again. */
export type Outcome =
  | { readonly status: 'handled' }
  | { readonly status: 'stopped' }
  | { readonly status: 'failed'; readonly error: unknown; readonly attempts: number };

export interface AttemptOptions {
  readonly handler: (message: Message) => Promise<void>;
  /** Handlers at work at a time. */
  readonly concurrencyMax: number;
  /** Tries before a message counts as failed. */
  readonly attemptsMax: number;
  readonly waits: Waits;
  readonly signal: AbortSignal;
  readonly onFault: (error: unknown) => void;
  /** No message waits to be tried again any more. */
  readonly onFaultOver?: () => void;
}

/**
 * Handles a message, trying again after growing waits: as often as it takes while an engine of
 * ours is away, and `attemptsMax` times otherwise. A message that waits holds no slot.
 */
export function attempting(options: AttemptOptions): (message: Message) => Promise<Outcome> {
  const { handler, attemptsMax, waits, signal, onFault } = options;
  const inSlot = slots(options.concurrencyMax);
  const waiting = new Set<Message>();

  return async (message) => {
    const outcome = await tried(message);
    if (waiting.delete(message) && waiting.size === 0) options.onFaultOver?.();
    return outcome;
  };

  async function tried(message: Message): Promise<Outcome> {
    let [attempts, faults] = [0, 0];
    while (!signal.aborted) {
      const failure = await attempt(message);
      if (failure === undefined) return { status: 'handled' };
      const { error } = failure;
      if (isPassingFault(error)) faults += 1;
      else attempts += 1;
      if (attempts === attemptsMax || error instanceof Unhandleable)
        return { status: 'failed', error, attempts };
      waiting.add(message);
      onFault(error);
      await pause(waitAfter(isPassingFault(error) ? faults : attempts, waits), signal);
    }
    return { status: 'stopped' };
  }

  function attempt(message: Message): Promise<{ readonly error: unknown } | undefined> {
    return inSlot(async () => {
      if (signal.aborted) return { error: signal.reason as unknown };
      try {
        await handler(message);
        return undefined;
      } catch (error) {
        return { error };
      }
    });
  }
}
