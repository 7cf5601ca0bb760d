import { randomUUID } from 'node:crypto';
import type { EventStore } from '@libs/event-store';
import { memoryEventStore } from '@libs/event-store/memory';
import { ATTEMPTS_MAX, NEWS_TOPICS, OUTSIDE_TOPICS } from '../contract/topics.fixtures.js';
import type { BusUnderTest } from '../event-bus.contract.js';
import {
  kafkaEventBus,
  type KafkaEventBus,
  type KafkaEventBusOptions,
  type KafkaLimits,
} from './index.js';

export interface KafkaUnderTest extends BusUnderTest {
  readonly bus: KafkaEventBus;
  /** Stands before all that is its own on the brokers. */
  readonly prefix: string;
  /** A bus of another process of the same installation. */
  readonly another: () => KafkaUnderTest;
}

/** A bus on topics of its own, with a relay for its news, and short waits. */
export const openBus = (
  brokers: string,
  over: Partial<KafkaEventBusOptions> = {},
): Promise<KafkaUnderTest> =>
  Promise.resolve(
    openIn(brokers, `spec-${randomUUID()}.`, over.source ?? memoryEventStore(), over),
  );

/** A bus with short waits, and no relay yet. */
export function busIn(
  brokers: string,
  prefix: string,
  store: EventStore,
  over: Partial<KafkaEventBusOptions> = {},
): KafkaEventBus {
  const { limits, ...others } = over;
  return kafkaEventBus({
    kafka: { brokers: brokers.split(','), clientId: 'spec', prefix },
    source: store,
    strip: (event) => event,
    newsTopics: NEWS_TOPICS,
    outsideTopics: OUTSIDE_TOPICS,
    topics: { partitions: 1, replication: 1, keptMs: () => 3_600_000 },
    parkedStore: store,
    clock: { now: () => new Date().toISOString() },
    ...others,
    limits: { ...SHORT, ...limits },
  });
}

function openIn(
  brokers: string,
  prefix: string,
  store: EventStore,
  over: Partial<KafkaEventBusOptions>,
): KafkaUnderTest {
  const bus = busIn(brokers, prefix, store, over);
  for (const topic of Object.keys(NEWS_TOPICS)) bus.relays.carryNews(topic);
  return {
    ...{ bus, store, prefix },
    another: () => openIn(brokers, prefix, store, over),
    reopen: async () => {
      await bus.close();
      return openIn(brokers, prefix, store, over);
    },
    close: () => bus.close(),
  };
}

/** What specs need to be quick. */
export const SHORT: Partial<KafkaLimits> = {
  attemptsMax: ATTEMPTS_MAX,
  waits: { firstWaitMs: 5, waitMaxMs: 50 },
  silenceMsMax: 1500,
};
