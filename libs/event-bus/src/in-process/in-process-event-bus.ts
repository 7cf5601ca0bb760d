import type { EventBus, OutgoingMessage } from '../event-bus.js';
import { pause } from '../faults.js';
import { readParked } from '../parked-contents.js';
import type { RelayPositions } from '../relay.js';
import { openBusFile } from './bus-file.js';
import { checkOutgoing } from '../check-outgoing.js';
import type { BusLimits, InProcessEventBusOptions } from './options.js';
import { outsideMessages } from './outside-messages.js';
import { own, type Ownership } from './ownership.js';
import { DELETED_MAX } from './retention.js';
import { savedPositions, type Moved } from './saved-positions.js';
import { subscriptions } from './subscriptions.js';

/** The bus within one process. It does not close the stores it was given. */
export interface InProcessEventBus extends EventBus {
  /** For relays to topics of the outside. */
  readonly positions: RelayPositions;
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
  const onFaultOver = () => hooks.onFaultOver?.({});
  const ownership = own(directory, clock.now());
  const file = openOrRelease(() => openBusFile(directory), ownership);
  const outside = outsideMessages({ ...limits, file, sealer, clock });
  const onSaved = (moved: readonly Moved[]) => hooks.onProgress?.(moved);
  const positions = savedPositions({ ...limits, file, clock, onFault, onFaultOver, onSaved });
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
        // Saved first: where the clock has jumped, nobody here is to look long gone.
        positions.flush();
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
