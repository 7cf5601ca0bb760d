import type { Kafka } from 'kafkajs';
import { administration, kafkaClient, type Administration } from './connection.js';
import { LIMITS, type KafkaEventBusOptions, type KafkaLimits } from './options.js';
import { outages, type Outages } from './outages.js';
import { createTopics, type TopicPlan } from './topics.js';

/** What groups, relays and the publisher of one process stand on. */
export interface Ground extends KafkaEventBusOptions {
  readonly client: Kafka;
  readonly administration: Administration;
  readonly limits: KafkaLimits;
  readonly outages: Outages;
  /** A name as the brokers know it. */
  whole(name: string): string;
  /** Makes the declared topics, once; tried again when asked again after a failure. */
  prepare(): Promise<void>;
  /** Makes a topic that is no declared one: it keeps the last message of each key. */
  prepareOwn(topic: string): Promise<void>;
}

export function groundOf(options: KafkaEventBusOptions): Ground {
  const { newsTopics, outsideTopics, topics, hooks = {} } = options;
  const client = kafkaClient(options.kafka, hooks.onDriverLog);
  const admin = administration(client);
  const whole = (name: string): string => `${options.kafka.prefix}${name}`;
  let made: Promise<void> | undefined;

  return {
    ...options,
    client,
    administration: admin,
    limits: { ...LIMITS, ...options.limits },
    outages: outages(hooks),
    whole,
    prepare: () =>
      (made ??= createTopics(admin, declared()).catch((error: unknown) => {
        made = undefined;
        throw error;
      })),
    prepareOwn: (topic) =>
      createTopics(admin, [plan(topic, { partitions: 1, kept: 'last-of-key' })]),
  };

  function declared(): readonly TopicPlan[] {
    const { partitions, keptMs } = topics;
    return [...Object.keys(newsTopics), ...Object.keys(outsideTopics)].map((topic) =>
      plan(topic, { partitions, kept: keptMs(topic) }),
    );
  }

  function plan(topic: string, shape: Pick<TopicPlan, 'partitions' | 'kept'>): TopicPlan {
    return { topic: whole(topic), replication: topics.replication, ...shape };
  }
}
