import { randomUUID } from 'node:crypto';
import { kafkaEventBus } from '@libs/event-bus/kafka';
import type { EventStore } from '@libs/event-store';
import { memoryEventStore } from '@libs/event-store/memory';
import { dropSealed } from '@libs/personal-data';
import { Kafka, logLevel, Partitioners, type Message, type Producer } from 'kafkajs';
import { fillStore } from './append-facts.js';
import { interleaved, timed, type Bench } from './bench.js';
import { someBrokers, type Brokers } from './kafka-broker.js';

const EVENTS = 20_000;
const ROUNDS = 5;
const PARTITIONS = 6;
const TOGETHER = 1024;
const TOPIC = 'refunds.events';
const CATEGORIES = ['account', 'order', 'merchant', 'settlement'];

export const relayBench: Bench = {
  name: `relay of ${EVENTS.toLocaleString('en-US')} events to Kafka, from memory`,
  mustReach: 0.8,
  aim: 0.95,
  run: async () => {
    const place = await someBrokers();
    const store = memoryEventStore();
    await fillStore(store, 0, EVENTS);
    const head = await store.head();
    try {
      const limit = await rawProducer(place);
      const measured = await interleaved(ROUNDS, {
        ours: () => relayed(store, head, place),
        limit: limit.send,
      });
      const plain = await limit.sendPlainly();
      await limit.close();
      return {
        ...measured,
        unit: `ms for ${EVENTS} events of ${limit.bytes} bytes in ${PARTITIONS} partitions`,
        notes: [
          place.product,
          `relayed a second: ${Math.round((EVENTS / measured.ours.median) * 1000)}`,
          `a producer without transactions took ${Math.round(plain)} ms, once`,
        ],
      };
    } finally {
      await place.stop();
    }
  },
};

/** From the moment that a relay at work is given the log until all of it is published. */
async function relayed(store: EventStore, head: string, { brokers }: Brokers): Promise<number> {
  const gate = gated(store);
  const bus = kafkaEventBus({
    kafka: { brokers, clientId: 'bench', prefix: `bench-${randomUUID()}.` },
    source: gate.store,
    strip: dropSealed,
    newsTopics: { [TOPIC]: CATEGORIES },
    outsideTopics: {},
    topics: { partitions: PARTITIONS, replication: 1, keptMs: () => 3_600_000 },
    parkedStore: store,
    clock: { now: () => new Date().toISOString() },
    limits: { relayBatchMax: TOGETHER },
  });
  const relay = bus.relays.carryNews(TOPIC);
  await gate.isAsked;
  const took = await timed(() => {
    gate.open();
    return relay?.reached(head);
  });
  await bus.close();
  return took;
}

/** A log that is followed once the gate is open. */
function gated(store: EventStore) {
  let [open, ask] = [() => {}, () => {}];
  const opened = new Promise<void>((resolve) => (open = resolve));
  const isAsked = new Promise<void>((resolve) => (ask = resolve));
  const follow: EventStore['follow'] = async function* (query) {
    ask();
    await opened;
    yield* store.follow(query);
  };
  return { isAsked, open: () => open(), store: { ...store, follow } };
}

/** The same bytes in the same batches with the same settings, all made before the clock starts. */
async function rawProducer({ brokers }: Brokers) {
  const kafka = new Kafka({ brokers: [...brokers], clientId: 'raw', logLevel: logLevel.ERROR });
  const topic = `bench-${randomUUID()}.raw`;
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({
    topics: [{ topic, numPartitions: PARTITIONS, replicationFactor: 1 }],
    waitForLeaders: true,
  });
  await admin.disconnect();
  const shared = {
    idempotent: true,
    maxInFlightRequests: 1,
    retry: { initialRetryTime: 4, factor: 0.2, multiplier: 1.6, retries: 16 },
    createPartitioner: Partitioners.DefaultPartitioner,
  };
  const producer = kafka.producer({ ...shared, transactionalId: topic });
  const plain = kafka.producer(shared);
  await Promise.all([producer.connect(), plain.connect()]);
  const batches = await wiredBatches();
  return {
    bytes: bytesOf(batches),
    send: () =>
      timed(async () => {
        for (const messages of batches) await transact(producer, topic, messages);
      }),
    sendPlainly: () =>
      timed(async () => {
        for (const messages of batches) await plain.send({ topic, messages, acks: -1 });
      }),
    close: async () => {
      await Promise.all([producer.disconnect(), plain.disconnect()]);
    },
  };
}

async function transact(producer: Producer, topic: string, messages: Message[]): Promise<void> {
  const transaction = await producer.transaction();
  await transaction.sendBatch({ topicMessages: [{ topic, messages }] });
  await transaction.commit();
}

/** What the relay makes of the log, cut as the relay cuts it. */
async function wiredBatches(): Promise<Message[][]> {
  const store = memoryEventStore();
  await fillStore(store, 0, EVENTS);
  const batches: Message[][] = [];
  for (let after = '0'.repeat(20); ;) {
    const { events } = await store.readAll({ after, limit: TOGETHER });
    if (events.length === 0) return batches;
    after = events.at(-1)?.position ?? after;
    const messages = events.map(({ id, type, stream, position, data, metadata }) => ({
      key: stream,
      value: JSON.stringify(data),
      headers: {
        ce_specversion: '1.0',
        ce_id: id,
        ce_source: 'urn:merchant-extranet:refunds',
        ce_type: `fi.merchant-extranet.refunds.${type}.v1`,
        ce_time: metadata.occurredAt,
        ce_partitionkey: stream,
        'content-type': 'application/json',
        ce_subject: stream,
        ce_sequence: position,
        ce_revision: '0',
        ce_correlationid: metadata.correlationId,
        ce_causationid: metadata.causationId,
        ce_recordedtime: metadata.recordedAt,
        ce_commandid: metadata.commandId,
        ce_actorkind: metadata.actor.kind,
        ce_actorid: metadata.actor.id,
      },
    }));
    batches.push(messages);
  }
}

const bytesOf = (batches: readonly Message[][]): number => {
  const [first] = batches[0] ?? [];
  return first === undefined ? 0 : JSON.stringify(first).length;
};
