import type { EventStore } from '@libs/event-store';
import type { Position, Recorded } from '@libs/kernel';
import type { EventBus, OutgoingMessage } from './event-bus.js';
import { startRelay, type Relay, type RelayPositions } from './relay.js';

/**
 * The port: carries recorded events out, by position and from the beginning on. Published, then
 * saved: a crash repeats and never loses. Whoever else tells the same, in another process, stands
 * by. Each bus adapter offers one.
 */
export interface Relays {
  /** Carries recorded events to a topic of news; nothing where groups read them from the store. */
  carryNews(topic: string): Relay | undefined;
  tell(telling: Telling): Relay;
  /** How far a relay has come, in whichever process; absent for one that never was at work. */
  positionOf(name: string): Promise<Position | undefined>;
  /** What hinders the relays of this process just now, by name. */
  troubles(): ReadonlyMap<string, string>;
}

/** What is told on a topic of the outside, and of which events. */
export interface Telling {
  /** Whose progress it is, as `<service>.<name>`; never renamed, or all is told again. */
  readonly name: string;
  readonly topic: string;
  readonly categories: readonly string[];
  /** What is told of an event; `undefined` for nothing. */
  readonly message: (event: Recorded) => OutgoingMessage | undefined;
  /** Events with their personal fields opened, where the receiver is to have them. */
  readonly store: Pick<EventStore, 'follow'>;
}

/** Relays within the one process that its bus belongs to. */
export function relaysWithin(
  { publish }: Pick<EventBus, 'publish'>,
  positions: RelayPositions,
  { onFault, onFaultOver }: RelayFaults = {},
): Relays {
  return {
    carryNews: () => undefined,
    tell: ({ topic, ...telling }) =>
      startRelay({
        ...telling,
        publish: (messages) => publish(topic, messages),
        positions,
        onFault: (error) => onFault?.({ group: telling.name, error }),
        onFaultOver: () => onFaultOver?.({ group: telling.name }),
      }),
    positionOf: (name) => positions.load(name),
    troubles: () => new Map(),
  };
}

interface RelayFaults {
  readonly onFault?: (fault: { readonly group: string; readonly error: unknown }) => void;
  readonly onFaultOver?: (fault: { readonly group: string }) => void;
}
