import { setTimeout as sleep } from 'node:timers/promises';
import { kafkaEventBus } from '@libs/event-bus/kafka';
import { memoryEventStore } from '@libs/event-store/memory';
import { Kafka, logLevel } from 'kafkajs';

/** The process that follows what another one records; the parent tells it when to answer. */
export interface ReaderOptions {
  readonly brokers: readonly string[];
  readonly prefix: string;
}

export const NEWS = 'refunds.events';
export const RAW = 'raw';
/** The first ones meet code that is not warm. */
const UNHEARD = 100;

/** By the clock of the machine, finer than milliseconds. */
export const moment = (): number => performance.timeOrigin + performance.now();

const [, , given] = process.argv;
if (process.send !== undefined && given !== undefined)
  await read(JSON.parse(given) as ReaderOptions);

async function read({ brokers, prefix }: ReaderOptions): Promise<void> {
  const waits = { ours: [] as number[], limit: [] as number[] };
  const bus = kafkaEventBus({
    kafka: { brokers, clientId: 'reader', prefix },
    source: memoryEventStore(),
    strip: (event) => event,
    newsTopics: { [NEWS]: ['account'] },
    outsideTopics: {},
    topics: { partitions: 6, replication: 1, keptMs: () => 3_600_000 },
    parkedStore: memoryEventStore(),
    clock: { now: () => new Date().toISOString() },
  });
  await bus.subscribe({
    group: 'bench.reader',
    topic: NEWS,
    from: 'beginning',
    handler: ({ data }) => {
      waits.ours.push(moment() - (data as { readonly at: number }).at);
      return Promise.resolve();
    },
  });
  await readRaw({ brokers, prefix }, waits.limit);
  process.on('message', ({ count }: { readonly count: number }) => void answer(count));
  process.send?.('ready');

  async function answer(count: number): Promise<void> {
    while (waits.ours.length < count || waits.limit.length < count) await sleep(10);
    process.send?.({ ours: waits.ours.slice(UNHEARD), limit: waits.limit.slice(UNHEARD) });
  }
}

async function readRaw({ brokers, prefix }: ReaderOptions, waits: number[]): Promise<void> {
  const kafka = new Kafka({ brokers: [...brokers], clientId: 'raw', logLevel: logLevel.ERROR });
  const consumer = kafka.consumer({ groupId: `${prefix}${RAW}`, maxWaitTimeInMs: 250 });
  await consumer.connect();
  await consumer.subscribe({ topic: `${prefix}${RAW}`, fromBeginning: true });
  const joined = new Promise((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve));
  await consumer.run({
    eachMessage: ({ message }) => {
      waits.push(moment() - Number(message.value?.toString()));
      return Promise.resolve();
    },
  });
  await joined;
}
