import { Kafka, logLevel, type KafkaMessage } from 'kafkajs';
import type { Line } from './consumer.js';
import { HEARD_TYPES, type News, type Saying } from './messages.js';

export interface KafkaLine {
  readonly brokers: readonly string[];
  /** Before the names of topics, where the installation has one. */
  readonly prefix: string;
  readonly group: string;
  readonly pauseMs?: number;
}

const OURS = 'fi.merchant-extranet';

/**
 * Over Kafka: hears `refunds.events`, says on `settlement.events`, CloudEvents 1.0 in binary
 * mode. The position is the event's `sequence`, which only grows within a partition.
 */
export function kafkaLine({ brokers, prefix, group, pauseMs = 1000 }: KafkaLine): Line {
  const kafka = new Kafka({ clientId: group, brokers: [...brokers], logLevel: logLevel.ERROR });
  const producer = kafka.producer({ idempotent: true });
  let connected: Promise<void> | undefined;
  return {
    now: () => Promise.resolve(new Date().toISOString()),
    say: async (said) => {
      await (connected ??= producer.connect());
      await producer.send({ topic: `${prefix}settlement.events`, messages: [onTheWire(said)] });
    },
    listen: async (_positions, handle, signal) => {
      // The group's offsets only spare reading again: what was heard is known by the books.
      const consumer = kafka.consumer({ groupId: `${prefix}${group}`, readUncommitted: false });
      const inTurn = oneAfterTheOther(handle);
      await consumer.connect();
      await consumer.subscribe({ topic: `${prefix}refunds.events`, fromBeginning: true });
      await consumer.run({
        eachMessage: ({ partition, message }) => {
          const news = newsIn(message, partition);
          return news === undefined ? Promise.resolve() : inTurn([news]);
        },
      });
      // What fails here is asked for again in a moment; a message's own failure is kafkajs's.
      const ticking = setInterval(() => void inTurn([]).catch(() => undefined), pauseMs);
      await new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        else signal.addEventListener('abort', () => resolve(), { once: true });
      });
      clearInterval(ticking);
      await consumer.disconnect();
      if (connected !== undefined) await producer.disconnect();
    },
  };
}

/** The books are changed by one at a time, however many partitions are read. */
function oneAfterTheOther(handle: (batch: readonly News[]) => Promise<void>) {
  let last: Promise<unknown> = Promise.resolve();
  return (batch: readonly News[]): Promise<void> => {
    const mine = last.then(() => handle(batch));
    last = mine.catch(() => undefined);
    return mine;
  };
}

/** A message of ours that is heard here; `…refunds.settlement-confirmed.v1` by its short name. */
export function newsIn({ headers, value }: KafkaMessage, partition: number): News | undefined {
  const attribute = (name: string): string => String(headers?.[`ce_${name}`] ?? '');
  const type = HEARD_TYPES.find((each) => attribute('type') === typeOnTheWire('refunds', each));
  if (type === undefined) return undefined;
  return {
    ...{ type, id: attribute('id'), position: attribute('sequence') },
    source: `partition-${partition}`,
    data: JSON.parse(String(value)) as unknown,
  };
}

export function onTheWire({ id, key, time, type, data }: Saying) {
  return {
    key,
    value: JSON.stringify(data),
    headers: {
      ce_specversion: '1.0',
      ce_id: id,
      ce_source: 'urn:example:settlement-system',
      ce_type: typeOnTheWire('settlement', type),
      ce_time: time,
      ce_partitionkey: key,
      'content-type': 'application/json',
    },
  };
}

const typeOnTheWire = (service: string, type: string): string =>
  `${OURS}.${service}.${type.replace(/(?<!^)[A-Z]/gu, (capital) => `-${capital}`).toLowerCase()}.v1`;
