import { START } from '@libs/event-store';
import { assert, type Position } from '@libs/kernel';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkedHandler } from '../checked-handler.js';
import { MessageNotParked, NotSettled, type EventBus, type Subscription } from '../event-bus.js';
import type { Ground } from './ground.js';
import { startKafkaGroup, type KafkaGroup } from './kafka-group.js';
import type { KafkaRelays } from './relays.js';
import { highsOf } from './topics.js';

/** The groups that this process is a member of. */
export interface Subscriptions extends Pick<EventBus, 'progress' | 'settled'> {
  add: EventBus['subscribe'];
  /** Fails with `MessageNotParked` for a group that is not subscribed. */
  of(group: string, messageId: string): KafkaGroup;
  stop(): Promise<void>;
}

export function subscriptionsOn(ground: Ground, relays: KafkaRelays): Subscriptions {
  const { limits, source, newsTopics, outsideTopics } = ground;
  const groups: KafkaGroup[] = [];
  const names = new Set<string>();
  return {
    add,
    of,
    progress: () => Promise.all(groups.map((group) => group.progress())),
    settled,
    stop: async () => void (await Promise.all(groups.map((group) => group.stop()))),
  };

  async function add(subscription: Subscription): Promise<void> {
    const { group, topic } = subscription;
    assert(!names.has(group), `a group has one subscription, also ${group}`);
    const isDeclared = newsTopics[topic] !== undefined || outsideTopics[topic] !== undefined;
    assert(isDeclared, `topic ${topic} is declared`);
    names.add(group);
    const made = start(subscription, await firstPosition(subscription));
    groups.push(made);
    await Promise.race([made.begun(), sleep(limits.joinWaitMs, undefined, { ref: false })]);
  }

  /** Now is what the store has: some of it may not be on the topic yet. */
  async function firstPosition({ topic, from }: Subscription): Promise<Position> {
    return newsTopics[topic] !== undefined && from === 'now' ? source.head() : START;
  }

  function start(subscription: Subscription, firstMetadata: Position): KafkaGroup {
    const { group, topic, from } = subscription;
    const { client: kafka, administration, prepare, whole, parkedStore, clock } = ground;
    const { hooks, outages } = ground;
    const handler = checkedHandler(subscription, outsideTopics[topic]);
    return startKafkaGroup({
      ...{ kafka, administration, prepare, parkedStore, clock, limits, firstMetadata },
      subscription: { ...subscription, handler },
      topic: whole(topic),
      groupId: whole(group),
      from: from === 'now' ? 'end' : 'beginning',
      onParked: (notice) => hooks?.onParked?.(notice),
      onFault: (error) => hooks?.onFault?.({ group, error }),
      onFaultOver: () => hooks?.onFaultOver?.({ group }),
      onHindered: (error) => outages.hinder(group, error),
      onWell: () => outages.goesOn(group),
    });
  }

  function of(group: string, messageId: string): KafkaGroup {
    const found = groups.find((each) => each.group === group);
    if (found === undefined) throw new MessageNotParked(group, messageId);
    return found;
  }

  /** Waits until relays, wherever they are, have told all, and groups have handled it. */
  async function settled({ timeoutMs }: Parameters<EventBus['settled']>[0]): Promise<void> {
    const head = await source.head();
    const hasTold = onceTrue((topic) => relays.hasTold(topic, head));
    const ends = remembered((topic) => highsOf(ground.administration, ground.whole(topic)));
    const isDone = async (group: KafkaGroup): Promise<boolean> =>
      (await hasTold(group.topic)) && group.hasReached(await ends(group.topic));
    await untilAll(groups, isDone, timeoutMs);
  }
}

const SETTLE_MS = 10;

async function untilAll(
  groups: readonly KafkaGroup[],
  isDone: (group: KafkaGroup) => Promise<boolean>,
  timeoutMs: number,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (let late = groups; ;) {
    const before = late;
    const answers = await Promise.all(before.map(isDone));
    late = before.filter((_group, index) => answers[index] !== true);
    if (late.length === 0) return;
    if (performance.now() > deadline) throw new NotSettled(late.map(({ group }) => group));
    await sleep(SETTLE_MS);
  }
}

/** Asks until the answer was yes. */
function onceTrue(ask: (topic: string) => Promise<boolean>): (topic: string) => Promise<boolean> {
  const yes = new Set<string>();
  return async (topic) => {
    if (!yes.has(topic) && (await ask(topic))) yes.add(topic);
    return yes.has(topic);
  };
}

/** Asks once for each topic. */
function remembered<Answer>(
  ask: (topic: string) => Promise<Answer>,
): (topic: string) => Promise<Answer> {
  const answers = new Map<string, Promise<Answer>>();
  return (topic) => {
    const answer = answers.get(topic) ?? ask(topic);
    answers.set(topic, answer);
    return answer;
  };
}
