import type { EventStore } from '@libs/event-store';
import { START } from '@libs/event-store';
import type { Position, Recorded } from '@libs/kernel';
import { conditions } from './conditions.js';
import type { OutgoingMessage } from './event-bus.js';
import { pause, untilItWorks, type Waits } from './faults.js';

/** Where relays keep how far they have come; each bus adapter offers one. */
export interface RelayPositions {
  load(name: string): Promise<Position | undefined>;
  save(name: string, position: Position): Promise<void>;
}

export interface RelayOptions {
  /** Whose progress it is, as `<service>.<name>`; never renamed, or all is told again. */
  readonly name: string;
  readonly store: Pick<EventStore, 'follow'>;
  readonly categories: readonly string[];
  /** What is told of an event; `undefined` for nothing. */
  readonly message: (event: Recorded) => OutgoingMessage | undefined;
  readonly publish: (messages: readonly OutgoingMessage[]) => Promise<void>;
  readonly positions: RelayPositions;
  readonly waits?: Waits;
  /** Told of each failure that is waited out; nothing is ever passed over. */
  readonly onFault?: (error: unknown) => void;
  /** It goes on. */
  readonly onFaultOver?: () => void;
}

export interface Relay {
  position(): Position;
  /** Resolves when everything up to the position is published. */
  reached(position: Position): Promise<void>;
  /** Resolves when nothing is under way any more. */
  stop(): Promise<void>;
}

const BATCH_MAX = 256;
const WAITS: Waits = { firstWaitMs: 50, waitMaxMs: 5000 };

/**
 * Carries recorded events to the bus, from the beginning on: publishes, then saves its position,
 * so that a crash repeats and never loses. The same event always makes the same message.
 */
export function startRelay(options: RelayOptions): Relay {
  const { name, positions, waits = WAITS, onFault = () => undefined } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const changes = conditions();
  let position = START;
  const ended = run();

  return {
    position: () => position,
    reached: (wanted) => changes.until(() => position >= wanted),
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };

  async function run(): Promise<void> {
    const patience = { waits, signal, onFault, passes: () => true };
    while (!signal.aborted) {
      await untilItWorks(followOn, patience).catch(() => undefined);
      await pause(waits.firstWaitMs, signal);
    }
  }

  async function followOn(): Promise<void> {
    const { store, categories, message, publish } = options;
    const after = (await positions.load(name)) ?? START;
    for await (const batch of store.follow({ after, categories, batchMax: BATCH_MAX, signal })) {
      const messages = batch.events.map(message).filter((each) => each !== undefined);
      if (messages.length > 0) await publish(messages);
      await positions.save(name, batch.position);
      position = batch.position;
      options.onFaultOver?.();
      changes.check();
    }
  }
}
