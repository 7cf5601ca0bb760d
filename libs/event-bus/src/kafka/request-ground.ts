import type { Kafka } from 'kafkajs';
import type { QueueLimits } from '../serving/request-queues.js';
import type { RequestHooks } from '../serving/transport.js';
import {
  administration,
  kafkaClient,
  type Administration,
  type KafkaSettings,
} from './connection.js';
import { LIMITS, type KafkaHooks, type KafkaLimits } from './options.js';
import { outages, type Outages } from './outages.js';
import { createTopics } from './topics.js';

export interface KafkaRequestsOptions {
  readonly kafka: KafkaSettings;
  /** The request topics of all services, and the one that answers go to. */
  readonly requestTopics: readonly string[];
  readonly replyTopic: string;
  readonly partitions: number;
  readonly replication: number;
  /** Partitions of a request topic that a process reads at a time. */
  readonly partitionsAtOnce: number;
  readonly hooks?: RequestHooks & Pick<KafkaHooks, 'onAway' | 'onBack' | 'onDriverLog'>;
  readonly limits?: Partial<KafkaRequestLimits>;
}

export interface KafkaRequestLimits
  extends QueueLimits, Pick<KafkaLimits, 'waits' | 'silenceMsMax' | 'joinWaitMs' | 'closeWaitMs'> {
  /** Requests a process has taken and not answered; with so many it takes no more. */
  readonly takenMax: number;
}

/** What both ends of requests stand on. */
export interface RequestGround extends Omit<KafkaRequestsOptions, 'hooks' | 'limits'> {
  readonly client: Kafka;
  readonly administration: Administration;
  readonly limits: KafkaRequestLimits;
  readonly hooks: NonNullable<KafkaRequestsOptions['hooks']>;
  readonly outages: Outages;
  whole(name: string): string;
  /** Makes the topics that are missing. */
  prepare(): Promise<void>;
}

/** Far more than a well-behaved installation ever has waiting. */
const REQUEST_LIMITS = { perKeyMax: 100, waitingMax: 10_000, takenMax: 512 };
/** A request is of no use past its deadline, and holds personal data. */
const KEPT_MS = 5 * 60_000;

export function requestGround(options: KafkaRequestsOptions): RequestGround {
  const { kafka, requestTopics, replyTopic, partitions, replication, hooks = {} } = options;
  const client = kafkaClient(kafka, hooks.onDriverLog);
  const admin = administration(client);
  const whole = (name: string): string => `${kafka.prefix}${name}`;
  return {
    ...options,
    client,
    administration: admin,
    limits: { ...LIMITS, ...REQUEST_LIMITS, ...options.limits },
    hooks,
    outages: outages(hooks),
    whole,
    prepare: () =>
      createTopics(
        admin,
        [...requestTopics, replyTopic].map((topic) => {
          return { topic: whole(topic), partitions, replication, kept: KEPT_MS };
        }),
      ),
  };
}
