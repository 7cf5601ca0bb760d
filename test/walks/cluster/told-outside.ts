import { Kafka, logLevel } from 'kafkajs';
import type { Settings } from '../walk.js';

const QUIET_MS = 3000;

/**
 * The ids of all messages of a topic of the outside, as a reader of committed ones sees them; what
 * the reader itself is given twice, as after a rebalance, lies there once.
 */
export async function toldOutside(settings: Settings, topic: string): Promise<readonly string[]> {
  const kafka = new Kafka({
    brokers: [(settings['EXTRANET_KAFKA'] ?? '').replace('kafka://', '')],
    logLevel: logLevel.NOTHING,
  });
  const consumer = kafka.consumer({ groupId: `outside-${Date.now()}`, readUncommitted: false });
  const ids = new Map<string, string>();
  let heardAt = Date.now();
  await consumer.connect();
  await consumer.subscribe({
    topic: `${settings['EXTRANET_KAFKA_PREFIX'] ?? ''}${topic}`,
    fromBeginning: true,
  });
  const joined = new Promise((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve));
  await consumer.run({
    eachMessage: ({ partition, message }) => {
      heardAt = Date.now();
      ids.set(`${partition}/${message.offset}`, String(message.headers?.['ce_id']));
      return Promise.resolve();
    },
  });
  await joined;
  heardAt = Date.now();
  while (Date.now() - heardAt < QUIET_MS) await new Promise((resolve) => setTimeout(resolve, 100));
  await consumer.disconnect();
  return [...ids.values()];
}
