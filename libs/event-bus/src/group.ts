import type { EventStore } from '@libs/event-store';
import type { Actor, Position } from '@libs/kernel';
import { attempting } from './attempts.js';
import { conditions } from './conditions.js';
import { delivering } from './delivering.js';
import { LAG_MAX, MessageNotParked, type GroupProgress, type Subscription } from './event-bus.js';
import { untilItWorks, type Waits } from './faults.js';
import type { Feed, Letter } from './feed.js';
import { lanes, type Lanes } from './lanes.js';
import { parkedMessages } from './parked-messages.js';
import { parking, type ParkedNotice } from './parking.js';
import { progressTracker } from './progress-tracker.js';
import { reading } from './reading.js';

/** One subscription at work: its messages, in order per key, until it is stopped. */
export interface Group {
  position(): Position;
  progress(): Promise<GroupProgress>;
  /** Resolves when everything up to the position is handled or parked. */
  reached(position: Position): Promise<void>;
  /** As the port says. */
  retry(messageId: string, actorId: string): Promise<void>;
  skip(messageId: string, actorId: string, reason: string): Promise<void>;
  /** Takes no more messages; resolves when no handler is at work. */
  stop(): Promise<void>;
}

export interface GroupOptions {
  readonly subscription: Subscription;
  readonly feed: Feed;
  /** All at and below this position was handled before. */
  readonly start: Position;
  readonly parkedStore: EventStore;
  readonly clock: { now(): string };
  readonly limits: GroupLimits;
  /** Told whenever all at and below a position is handled. */
  readonly onAdvance: (position: Position) => void;
  readonly onParked: (notice: ParkedNotice) => void;
  /** A fault that is waited out: an engine is away, or a handler failed and is tried again. */
  readonly onFault: (error: unknown) => void;
  readonly onFaultOver: () => void;
}

export interface GroupLimits {
  /** Handlers at work at a time, for different keys. */
  readonly concurrencyMax: number;
  /** Messages read ahead of the first one that is not handled. */
  readonly readAheadMax: number;
  /** Tries before a message is parked. */
  readonly attemptsMax: number;
  readonly waits: Waits;
  /** With so many parked a group takes no more until somebody has looked after them. */
  readonly parkedMax: number;
}

export function startGroup(options: GroupOptions): Group {
  const { subscription, limits, feed, clock, parkedStore: store, onFault, onFaultOver } = options;
  const { group, topic, handler } = subscription;
  const stopping = new AbortController();
  const { signal } = stopping;
  const patience = { waits: limits.waits, signal, onFault, onFaultOver };
  const patiently = <Answer>(action: () => Promise<Answer>) => untilItWorks(action, patience);

  const changes = conditions();
  const keyed = lanes();
  const tracker = progressTracker(options.start, (position) => {
    options.onAdvance(position);
    changes.check();
  });
  const parked = parkedMessages({ store, group, clock, patiently });
  const attempt = attempting({ ...limits, ...patience, handler });
  const parks = parking({ ...options, group, parked, store, attempt, patiently });
  const deliver = delivering({ ...patience, keyed, parked, parks, attempt, changes });
  const loaded = load();
  loaded.catch(() => undefined);
  const reader = reading({ ...options, patience, take, pass: tracker.pass });

  return {
    position: tracker.position,
    progress,
    reached: (position) => changes.until(() => tracker.position() >= position),
    retry: (id, actorId) => inItsLane(id, () => parks.retry(id, operator(actorId))),
    skip: (id, actorId, reason) => inItsLane(id, () => parks.skip(id, operator(actorId), reason)),
    stop,
  };

  async function load(): Promise<void> {
    await untilItWorks(() => parked.load(options.start), { ...patience, passes: () => true });
    for (const key of parked.abandonedKeys())
      inLane(keyed, key, () => parks.workOff(key)).catch(
        (error) => signal.aborted || onFault(error),
      );
  }

  /** Waits for room; then the message goes its way. */
  async function take(letter: Letter): Promise<void> {
    await loaded;
    await changes.until(() => signal.aborted || hasRoom());
    if (!signal.aborted) deliver(letter, tracker.begin(letter.position));
  }

  function hasRoom(): boolean {
    return tracker.pendingCount() < limits.readAheadMax && parked.count() < limits.parkedMax;
  }

  async function progress(): Promise<GroupProgress> {
    const unread = reader.isCaughtUp() ? 0 : await feed.count(reader.rest()).catch(() => LAG_MAX);
    const lag = Math.min(tracker.pendingCount() + unread, LAG_MAX);
    return { group, topic, position: tracker.position(), lag, parked: parked.count() };
  }

  async function inItsLane(messageId: string, work: () => Promise<void>): Promise<void> {
    await loaded;
    const entry = parked.entry(messageId);
    if (entry === undefined) throw new MessageNotParked(group, messageId);
    await inLane(keyed, entry.key, work).finally(changes.check);
  }

  async function stop(): Promise<void> {
    stopping.abort();
    changes.check();
    await Promise.allSettled([loaded, reader.ended]);
    await keyed.idle();
  }
}

function inLane(keyed: Lanes, key: string, work: () => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    void keyed.add(key, () => work().then(resolve, reject));
  });
}

const operator = (actorId: string): Actor => ({ kind: 'operator', id: actorId });
