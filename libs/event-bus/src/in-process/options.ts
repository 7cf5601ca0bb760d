import type { EventStore } from '@libs/event-store';
import type { Recorded, z } from '@libs/kernel';
import type { GroupLimits } from '../group.js';
import type { ParkedNotice } from '../parking.js';
import type { PayloadSealer } from './outside-messages.js';
import type { Retention } from './retention.js';
import type { Moved } from './saved-positions.js';

export interface InProcessEventBusOptions {
  /** The data directory: this process alone may hold it. */
  readonly directory: string;
  /** The event store as it is, its personal fields sealed. */
  readonly source: EventStore;
  /** Drops the sealed fields of a recorded event: they read `erased`. */
  readonly strip: (event: Recorded) => Recorded;
  /** The categories that each topic of recorded events carries. */
  readonly newsTopics: Readonly<Record<string, readonly string[]>>;
  /** The shape that each topic from or to the outside takes. */
  readonly outsideTopics: Readonly<Record<string, z.ZodType>>;
  /** Where parked messages are told; it seals their contents. */
  readonly parkedStore: EventStore;
  /** Seals what is kept of messages from outside. */
  readonly sealer: PayloadSealer;
  readonly clock: { now(): string };
  readonly hooks?: BusHooks;
  readonly limits?: Partial<BusLimits>;
}

/** For alarms, logs and metrics; they must not fail. */
export interface BusHooks {
  readonly onParked?: (notice: ParkedNotice) => void;
  /** Told of groups' and relays' positions as they are saved. */
  readonly onProgress?: (moved: readonly Moved[]) => void;
  /** A fault that is waited out: an engine is away, or a handler failed and is tried again. */
  readonly onFault?: (fault: { readonly group?: string; readonly error: unknown }) => void;
  /** Nothing of the group waits after a fault any more. */
  readonly onFaultOver?: (fault: { readonly group?: string }) => void;
}

export interface BusLimits extends GroupLimits {
  readonly retention: Retention;
  /** Messages from outside that may lie in the file. */
  readonly rowsMax: number;
  /** How long handled messages may go unsaved, and so come again after a crash. */
  readonly saveEveryMs: number;
  readonly cleanEveryMs: number;
  /** How long `close` waits for handlers at work. */
  readonly closeWaitMs: number;
}
