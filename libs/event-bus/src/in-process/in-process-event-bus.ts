import type { EventStore } from '@libs/event-store';
import type { Recorded, z } from '@libs/kernel';
import type { EventBus, OutgoingMessage } from '../event-bus.js';
import { pause } from '../faults.js';
import type { GroupLimits } from '../group.js';
import { readParked } from '../parked-contents.js';
import type { ParkedNotice } from '../parking.js';
import type { RelayPositions } from '../relay.js';
import { openBusFile } from './bus-file.js';
import { checkOutgoing } from './check-outgoing.js';
import { outsideMessages, type PayloadSealer } from './outside-messages.js';
import { own, type Ownership } from './ownership.js';
import { DELETED_MAX, type Retention } from './retention.js';
import { savedPositions, type Moved } from './saved-positions.js';
import { subscriptions } from './subscriptions.js';

/** The bus within one process. It does not close the stores it was given. */
export interface InProcessEventBus extends EventBus {
  /** For relays to topics of the outside. */
  readonly positions: RelayPositions;
}

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

const HOUR_MS = 3_600_000;
const LIMITS: BusLimits = {
  concurrencyMax: 16,
  readAheadMax: 512,
  attemptsMax: 5,
  waits: { firstWaitMs: 100, waitMaxMs: 10_000 },
  parkedMax: 10_000,
  retention: { keptMs: HOUR_MS, keptMax: 10_000, forgottenAfterMs: 30 * 24 * HOUR_MS },
  rowsMax: 1_000_000,
  saveEveryMs: 25,
  cleanEveryMs: 60_000,
  closeWaitMs: 30_000,
};

/** Opens the bus, or fails with `BusTaken` when another process holds the directory. */
export async function inProcessEventBus(
  options: InProcessEventBusOptions,
): Promise<InProcessEventBus> {
  const { directory, clock, sealer, hooks = {}, outsideTopics, parkedStore } = options;
  const limits: BusLimits = { ...LIMITS, ...options.limits };
  const onFault = (error: unknown) => hooks.onFault?.({ error });
  const ownership = own(directory, clock.now());
  const file = openOrRelease(() => openBusFile(directory), ownership);
  const outside = outsideMessages({ ...limits, file, sealer, clock });
  const onSaved = (moved: readonly Moved[]) => hooks.onProgress?.(moved);
  const positions = savedPositions({ ...limits, file, clock, onFault, onSaved });
  const groups = subscriptions({ ...options, limits, outside, positions });
  const cleaning = cleanRegularly();

  return {
    publish,
    subscribe: groups.add,
    parked: (group) => readParked(parkedStore, group),
    retry: async (group, messageId, actorId) =>
      groups.of(group, messageId).retry(messageId, actorId),
    skip: async (group, messageId, actorId, reason) =>
      groups.of(group, messageId).skip(messageId, actorId, reason),
    progress: groups.progress,
    settled: groups.settled,
    close,
    positions: positions.ofRelays,
  };

  async function publish(topic: string, messages: readonly OutgoingMessage[]): Promise<void> {
    for (const message of messages) checkOutgoing(topic, outsideTopics[topic], message);
    await outside.keep(topic, messages);
  }

  function cleanRegularly(): NodeJS.Timeout {
    const clean = () => {
      try {
        groups.touch();
        const isMore = Object.keys(outsideTopics)
          .map((topic) => outside.clean(topic))
          .some((count) => count === DELETED_MAX);
        if (isMore) setImmediate(clean);
      } catch (error) {
        onFault(error);
      }
    };
    return setInterval(clean, limits.cleanEveryMs).unref();
  }

  async function close(): Promise<void> {
    clearInterval(cleaning);
    const patience = new AbortController();
    await Promise.race([groups.stop(), pause(limits.closeWaitMs, patience.signal)]);
    patience.abort();
    // What was published in this turn is kept before the file closes.
    await new Promise((resolve) => setImmediate(resolve));
    try {
      positions.flush();
    } catch (error) {
      onFault(error);
    }
    positions.close();
    file.close();
    ownership.release();
  }
}

function openOrRelease<Opened>(open: () => Opened, ownership: Ownership): Opened {
  try {
    return open();
  } catch (error) {
    ownership.release();
    throw error;
  }
}
