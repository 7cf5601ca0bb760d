import { START } from '@libs/event-store';
import { assert, type Position } from '@libs/kernel';
import { checkedHandler } from '../checked-handler.js';
import { MessageNotParked, NotSettled, type EventBus, type Subscription } from '../event-bus.js';
import { untilItWorks } from '../faults.js';
import type { Feed } from '../feed.js';
import { startGroup, type Group } from '../group.js';
import { newsFeed, outsideFeed } from './feeds.js';
import type { BusLimits, InProcessEventBusOptions } from './options.js';
import type { OutsideMessages } from './outside-messages.js';
import type { SavedPosition, SavedPositions } from './saved-positions.js';

/** The groups of this process. */
export interface Subscriptions extends Pick<EventBus, 'progress' | 'settled'> {
  add: EventBus['subscribe'];
  /** Fails with `MessageNotParked` for a group that is not subscribed. */
  of(group: string, messageId: string): Group;
  /** Marks all groups as still there. */
  touch(): void;
  stop(): Promise<void>;
}

export interface SubscriptionsOptions extends InProcessEventBusOptions {
  readonly limits: BusLimits;
  readonly outside: OutsideMessages;
  readonly positions: SavedPositions;
}

export function subscriptions(options: SubscriptionsOptions): Subscriptions {
  const { limits, positions, hooks = {}, parkedStore, clock } = options;
  const names = new Set<string>();
  const members: Member[] = [];
  const stopping = new AbortController();
  const { signal } = stopping;

  const touch = () => members.forEach(({ saved, run }) => saved.move(run.position()));
  const stop = async () => {
    stopping.abort();
    await Promise.all(members.map(({ run }) => run.stop()));
  };
  const progress = () => Promise.all(members.map(({ run }) => run.progress()));

  return { add, of, touch, progress, settled, stop };

  async function add(subscription: Subscription): Promise<void> {
    const { group, topic } = subscription;
    assert(!names.has(group), `a group has one subscription, also ${group}`);
    const feed = feedOf(topic, options);
    const onFault = (error: unknown) => hooks.onFault?.({ group, error });
    const onFaultOver = () => hooks.onFaultOver?.({ group });
    names.add(group);
    const saved = positions.of(group, topic);
    const fromNow = () =>
      untilItWorks(() => feed.head(), { ...limits, signal, onFault, onFaultOver });
    const start = await begin(saved, subscription.from, fromNow).catch((error: unknown) => {
      names.delete(group);
      throw error;
    });
    const handler = checkedHandler(subscription, options.outsideTopics[topic]);
    const run = startGroup({
      subscription: { ...subscription, handler },
      feed,
      start,
      parkedStore,
      clock,
      limits,
      onAdvance: saved.move,
      onParked: (notice) => hooks.onParked?.(notice),
      onFault,
      onFaultOver,
    });
    members.push({ group, saved, feed, run });
  }

  function of(group: string, messageId: string): Group {
    const run = members.find((each) => each.group === group)?.run;
    if (run === undefined) throw new MessageNotParked(group, messageId);
    return run;
  }

  async function settled({ timeoutMs }: Parameters<EventBus['settled']>[0]): Promise<void> {
    const late = new Set(members.map(({ group }) => group));
    const all = members.map(async ({ group, feed, run }) => {
      await run.reached(await feed.head());
      late.delete(group);
    });
    await within(timeoutMs, Promise.all(all), () => new NotSettled([...late]));
  }
}

/** A group goes on from where it was; where a new one begins is kept before it does. */
async function begin(
  saved: SavedPosition,
  from: Subscription['from'],
  fromNow: () => Promise<Position>,
): Promise<Position> {
  const start = saved.load() ?? (from === 'beginning' ? START : await fromNow());
  saved.begin(start);
  return start;
}

/** Fails when the work takes longer. */
async function within(
  timeoutMs: number,
  work: Promise<unknown>,
  failure: () => Error,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timedOut = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(failure()), timeoutMs);
  });
  await Promise.race([work, timedOut]).finally(() => clearTimeout(timer));
}

interface Member {
  readonly group: string;
  readonly saved: SavedPosition;
  readonly feed: Feed;
  readonly run: Group;
}

function feedOf(topic: string, options: SubscriptionsOptions): Feed {
  const { newsTopics, outsideTopics, source, strip, outside, sealer } = options;
  const categories = newsTopics[topic];
  if (categories !== undefined) return newsFeed({ topic, source, categories, strip });
  assert(outsideTopics[topic] !== undefined, `topic ${topic} is declared`);
  return outsideFeed({ topic, outside, sealer });
}
