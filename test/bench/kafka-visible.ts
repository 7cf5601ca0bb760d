import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { kafkaEventBus } from '@libs/event-bus/kafka';
import { EMPTY, type EventStore } from '@libs/event-store';
import { memoryEventStore } from '@libs/event-store/memory';
import { Kafka, logLevel, Partitioners, type Producer } from 'kafkajs';
import { benchEvent } from './append-facts.js';
import { quantile, spread, type Bench } from './bench.js';
import { someBrokers, type Brokers } from './kafka-broker.js';
import { moment, NEWS, RAW, type ReaderOptions } from './kafka-visible-reader.js';

const EVENTS = 1000;
const EVERY_MS = 5;

export const visibleBench: Bench = {
  name: 'an event recorded here is handled in another process',
  mustReach: 0.3,
  aim: 0.6,
  run: async () => {
    const place = await someBrokers();
    const prefix = `bench-${randomUUID()}.`;
    const { brokers, product } = place;
    const store = memoryEventStore();
    const bus = busOn(store, place, prefix);
    const raw = await rawOn(place, `${prefix}${RAW}`);
    const reader = await startReader({ brokers, prefix });
    try {
      for (let n = 0; n < EVENTS; n += 1) {
        await Promise.all([
          store.append(`account-${n}`, EMPTY, [{ ...benchEvent(n), data: { at: moment() } }]),
          raw.send({ topic: `${prefix}${RAW}`, messages: [{ value: String(moment()) }], acks: -1 }),
        ]);
        await sleep(EVERY_MS);
      }
      const { ours, limit } = await reader.waits(EVENTS);
      const [p99, limitP99] = [quantile(ours, 0.99), quantile(limit, 0.99)];
      return {
        unit: `ms until it is handled, one event each ${EVERY_MS} ms`,
        ours: spread(ours),
        limit: spread(limit),
        ratio: limitP99 / p99,
        notes: [
          `${product}; the ratio is that of the p99`,
          `p50 ${inMs(quantile(ours, 0.5))}, p99 ${inMs(p99)}; a producer and a consumer alone: ` +
            `p50 ${inMs(quantile(limit, 0.5))}, p99 ${inMs(limitP99)}`,
        ],
      };
    } finally {
      await reader.end();
      await raw.disconnect();
      await bus.close();
      await place.stop();
    }
  },
};

const inMs = (value: number): string => `${value.toFixed(1)} ms`;

function busOn(store: EventStore, { brokers }: Brokers, prefix: string) {
  const bus = kafkaEventBus({
    kafka: { brokers, clientId: 'bench', prefix },
    source: store,
    strip: (event) => event,
    newsTopics: { [NEWS]: ['account'] },
    outsideTopics: {},
    topics: { partitions: 6, replication: 1, keptMs: () => 3_600_000 },
    parkedStore: store,
    clock: { now: () => new Date().toISOString() },
  });
  bus.relays.carryNews(NEWS);
  return bus;
}

async function rawOn({ brokers }: Brokers, topic: string): Promise<Producer> {
  const kafka = new Kafka({ brokers: [...brokers], clientId: 'raw', logLevel: logLevel.ERROR });
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({
    topics: [{ topic, numPartitions: 6, replicationFactor: 1 }],
    waitForLeaders: true,
  });
  await admin.disconnect();
  const createPartitioner = Partitioners.DefaultPartitioner;
  const producer = kafka.producer({ idempotent: true, createPartitioner });
  await producer.connect();
  return producer;
}

interface Waits {
  readonly ours: readonly number[];
  readonly limit: readonly number[];
}

/** The other process; ready once both of its consumers read. */
async function startReader(options: ReaderOptions) {
  const child = fork(fileURLToPath(new URL('kafka-visible-reader.js', import.meta.url)), [
    JSON.stringify(options),
  ]);
  await once(child, 'message');
  return {
    waits: async (count: number): Promise<Waits> => {
      child.send({ count });
      const [waits] = (await once(child, 'message')) as [Waits];
      return waits;
    },
    end: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
