import type { Outcome } from './attempts.js';
import type { Conditions } from './conditions.js';
import type { Message } from './event-bus.js';
import { untilItWorks, type Waits } from './faults.js';
import type { Letter } from './feed.js';
import type { Lanes } from './lanes.js';
import type { ParkedMessages } from './parked-messages.js';
import type { Parking } from './parking.js';

export interface DeliveringOptions {
  readonly keyed: Lanes;
  readonly parked: ParkedMessages;
  readonly parks: Parking;
  readonly attempt: (message: Message) => Promise<Outcome>;
  readonly changes: Conditions;
  readonly waits: Waits;
  readonly signal: AbortSignal;
  readonly onFault: (error: unknown) => void;
}

export type Deliver = (letter: Letter, finish: () => void) => void;

/** Brings a message to its handler, in its key's turn, and tells when it is finished. */
export function delivering(options: DeliveringOptions): Deliver {
  const { keyed, parked, parks, attempt, changes, signal, onFault } = options;
  // Whatever goes wrong besides the handler, the message must not be passed over: it is tried
  // until it works, and its key waits.
  const patience = { ...options, passes: () => true };

  return (letter, finish) => {
    void keyed.add(letter.key, async () => {
      try {
        if (await untilItWorks(() => isDealtWith(letter), patience)) finish();
      } catch (error) {
        // The bus closes: the message comes again.
        if (!signal.aborted) onFault(error);
      }
      changes.check();
    });
  };

  async function isDealtWith(letter: Letter): Promise<boolean> {
    if (signal.aborted) return false;
    if (parked.isKnown(letter.id)) return true;
    const { position } = letter;
    const { message, error } = opened(letter);
    if (parked.isBlocked(letter.key))
      return (await parks.park(message, { isWaiting: true }, position)) || isDealtWith(letter);
    const outcome: Outcome =
      error === undefined ? await attempt(message) : { status: 'failed', error, attempts: 1 };
    if (outcome.status === 'failed') {
      const { error: cause, attempts } = outcome;
      await parks.park(message, { isWaiting: false, error: cause, attempts }, position);
    }
    return outcome.status !== 'stopped';
  }
}

/** One that cannot be read is parked as far as it is known. */
function opened(letter: Letter): { readonly message: Message; readonly error?: unknown } {
  try {
    return { message: letter.open() };
  } catch (error) {
    const { id, topic, key, type } = letter;
    return { message: { id, topic, key, type, data: {} }, error };
  }
}
