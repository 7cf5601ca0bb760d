import type { Position } from '@libs/kernel';
import {
  administration,
  asUnavailable,
  kafkaClient,
  transactionalProducer,
  type KafkaSettings,
} from './connection.js';
import { untilItWorks } from '../faults.js';
import { relayOf } from './relays.js';
import { committedOf, createTopics } from './topics.js';

/** These relays have carried something already: they are of an installation that has begun. */
export class RelayHasBegun extends Error {
  override readonly name = 'RelayHasBegun';
  constructor(readonly relay: string) {
    super(
      `${relay} has been at work on these brokers: name a prefix (EXTRANET_KAFKA_PREFIX) that is new`,
    );
  }
}

export interface BeginningOptions {
  readonly kafka: KafkaSettings;
  readonly replication: number;
  /** The relays: topics of news, and what is told to the outside. */
  readonly names: readonly string[];
}

/**
 * Lets relays that were never at work begin after a position, as if one had told all before: each
 * says so on its own topic, which the first one at work reads to its end. Groups need no such
 * word, for their topics are empty. Said again, it changes nothing.
 */
export async function beginRelaysAfter(
  { kafka, replication, names }: BeginningOptions,
  position: Position,
): Promise<void> {
  const client = kafkaClient(kafka);
  const admin = administration(client);
  const wholes = names.map((name) => `${kafka.prefix}${relayOf(name)}`);
  try {
    await createTopics(
      admin,
      wholes.map((topic) => ({ topic, partitions: 1, replication, kept: 'last-of-key' })),
    );
    for (const whole of wholes) {
      const saved = await patiently(() => committedOf(admin, whole, whole));
      if (saved.size > 0) throw new RelayHasBegun(whole);
    }
    for (const whole of wholes) await patiently(() => sayTold(client, whole, position));
  } finally {
    await admin.close();
  }
}

/** Brokers that have just started elect who keeps groups and transactions only when asked. */
const PATIENCE_MS = 30_000;
const WAITS = { firstWaitMs: 50, waitMaxMs: 2000 };

const patiently = <Answer>(action: () => Promise<Answer>): Promise<Answer> =>
  untilItWorks(action, {
    waits: WAITS,
    signal: AbortSignal.timeout(PATIENCE_MS),
    onFault: () => undefined,
  });

async function sayTold(
  client: Parameters<typeof transactionalProducer>[0],
  whole: string,
  position: Position,
): Promise<void> {
  const producer = transactionalProducer(client, whole);
  try {
    await producer.connect();
    const transaction = await producer.transaction();
    await transaction.send({ topic: whole, messages: [{ key: 'position', value: position }] });
    await transaction.commit();
  } catch (error) {
    throw asUnavailable(error);
  } finally {
    await producer.disconnect().catch(() => undefined);
  }
}
