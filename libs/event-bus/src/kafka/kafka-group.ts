import { START, type EventStore } from '@libs/event-store';
import type { Actor } from '@libs/kernel';
import { attempting } from '../attempts.js';
import { conditions } from '../conditions.js';
import { delivering, type Deliver } from '../delivering.js';
import {
  EventBusUnavailable,
  MessageNotParked,
  type GroupProgress,
  type Message,
  type Subscription,
} from '../event-bus.js';
import { untilItWorks } from '../faults.js';
import { lanes, slots } from '../lanes.js';
import { parkedMessages } from '../parked-messages.js';
import { parking, type ParkedNotice } from '../parking.js';
import { hasReached, standOf, type Ends } from './group-progress.js';
import type { Mark, OpenPartition, Taker } from './open-partition.js';
import type { KafkaLimits } from './options.js';
import { partitionOfGroup, type PartitionOfGroup } from './partition-of-group.js';
import { startPartitionReader, type PartitionReaderOptions } from './partition-reader.js';
import { highsOf } from './topics.js';

/** One subscription at work in this process, in the partitions that fall to it. */
export interface KafkaGroup {
  readonly group: string;
  readonly topic: string;
  begun(): Promise<void>;
  progress(): Promise<GroupProgress>;
  /** Whether all was handled, by whichever process, that lay in the topic by these ends. */
  hasReached(ends: Ends): Promise<boolean>;
  retry(messageId: string, actorId: string): Promise<void>;
  skip(messageId: string, actorId: string, reason: string): Promise<void>;
  stop(): Promise<void>;
}

export interface KafkaGroupOptions extends Pick<
  PartitionReaderOptions,
  | 'kafka'
  | 'administration'
  | 'prepare'
  | 'topic'
  | 'groupId'
  | 'from'
  | 'firstMetadata'
  | 'onHindered'
  | 'onWell'
> {
  readonly subscription: Subscription;
  readonly parkedStore: EventStore;
  readonly clock: { now(): string };
  readonly limits: KafkaLimits;
  readonly onParked: (notice: ParkedNotice) => void;
  readonly onFault: (error: unknown) => void;
  readonly onFaultOver: () => void;
}

export function startKafkaGroup(options: KafkaGroupOptions): KafkaGroup {
  const { subscription, limits, administration } = options;
  const { group, topic, types } = subscription;
  const stopping = new AbortController();
  const handling = handlingOf(options, stopping.signal, () => reader.atRest());
  const { keyed, parked, parks, changes, loaded } = handling;
  const partitions = new Map<number, PartitionOfGroup>();
  const reader = startPartitionReader({ ...options, ...limits, opened });

  return {
    group,
    topic,
    begun: reader.begun,
    progress,
    hasReached: (ends) => hasReached(ends, partitions, options),
    retry: (id, actorId) => inItsLane(id, () => parks.retry(id, operator(actorId))),
    skip: (id, actorId, reason) => inItsLane(id, () => parks.skip(id, operator(actorId), reason)),
    stop,
  };

  /** What others parked meanwhile is known before the first message of a partition is taken. */
  async function opened(open: OpenPartition, start: Mark): Promise<Taker> {
    await loaded;
    await parked.refresh();
    for (const key of parked.abandonedKeys()) handling.adopt(key, open.signal);
    const deliver = handling.deliverUntil(open.signal);
    const onChange = () => settle(open);
    const made = partitionOfGroup({ topic, types, open, start, deliver, onChange });
    partitions.set(open.partition, made);
    open.signal.addEventListener('abort', () => {
      if (partitions.get(open.partition) === made) partitions.delete(open.partition);
    });
    return made;
  }

  /** Reads no faster than messages are handled. */
  function settle(open: OpenPartition): void {
    const pending = partitions.get(open.partition)?.pendingCount() ?? 0;
    const isFull = parked.count() >= limits.parkedMax || pending >= limits.readAheadMax;
    if (isFull) open.hold(true);
    else if (pending <= limits.readAheadMax / 2) open.hold(false);
    changes.check();
  }

  async function progress(): Promise<GroupProgress> {
    const stand = standOf(partitions, await highsOf(administration, options.topic));
    const trouble = reader.trouble();
    const hindered = trouble !== undefined && { trouble };
    return { group, topic, ...stand, parked: parked.count(), ...hindered };
  }

  async function inItsLane(messageId: string, work: () => Promise<void>): Promise<void> {
    await loaded;
    await parked.refresh();
    const entry = parked.entry(messageId);
    if (entry === undefined) throw new MessageNotParked(group, messageId);
    await new Promise<void>((resolve, reject) => {
      void keyed.add(entry.key, () => work().then(resolve, reject));
    }).finally(() => partitions.forEach(({ open }) => settle(open)));
  }

  async function stop(): Promise<void> {
    stopping.abort();
    reader.quiet();
    // Handlers at work are waited for, so that what they did is saved.
    await keyed.idle();
    await reader.stop();
    changes.check();
  }
}

/** What happens to messages, whichever partition they come from. */
function handlingOf(options: KafkaGroupOptions, signal: AbortSignal, atRest: () => Promise<void>) {
  const { subscription, limits, clock, parkedStore: store } = options;
  const { onFault, onFaultOver } = options;
  const { group, handler } = subscription;
  const { waits } = limits;
  const patience = { waits, signal, onFault, onFaultOver };
  const patiently = <Answer>(action: () => Promise<Answer>) => untilItWorks(action, patience);
  const changes = conditions();
  const keyed = lanes();
  const inSlot = slots(limits.concurrencyMax);
  const parked = parkedMessages({ store, group, clock, patiently });
  const attempt = attempting({ ...limits, ...patience, handler });
  const parks = parking({ ...options, group, parked, store, attempt, patiently });
  const loaded = untilItWorks(() => parked.load(START), { ...patience, passes: () => true });
  loaded.catch(() => undefined);
  return { keyed, parked, parks, changes, loaded, deliverUntil, adopt };

  /** A partition's messages stop with it, also those that wait to be tried again. */
  function deliverUntil(leaving: AbortSignal): Deliver {
    const here = { ...patience, signal: AbortSignal.any([signal, leaving]) };
    const carefully = (message: Message) =>
      inSlot(async () => {
        await atRest();
        // A fault of ours: says nothing against the message.
        if (here.signal.aborted) throw new EventBusUnavailable('the partition is left');
        await handler(message);
      });
    const attemptHere = attempting({ ...limits, ...here, handler: carefully });
    return delivering({ ...here, keyed, parked, parks, attempt: attemptHere, changes });
  }

  /** Works off a key that another process left when it ended. */
  function adopt(key: string, leaving: AbortSignal): void {
    void keyed.add(key, async () => {
      await atRest();
      if (leaving.aborted || !parked.abandonedKeys().includes(key)) return;
      await parks.workOff(key).catch((error) => signal.aborted || onFault(error));
    });
  }
}

const operator = (actorId: string): Actor => ({ kind: 'operator', id: actorId });
