import type { Consumer, ConsumerConfig, ConsumerRunConfig, EachBatchPayload, Kafka } from 'kafkajs';
import { conditions } from '../conditions.js';
import { pause, waitAfter, type Waits } from '../faults.js';
import { asUnavailable } from './connection.js';
import { leave, onSilence } from './silence.js';

/** A member of a consumer group for one topic: what crashes is started again, for ever. */
export interface Member {
  /** Resolves when the group was joined, or a failure was told. */
  begun(): Promise<void>;
  /** What hinders it just now; absent when all is well. */
  trouble(): string | undefined;
  /** Tells that all is well: partitions are open. */
  isWell(): void;
  /** The consumer at work; another one after each crash. */
  consumer(): Consumer | undefined;
  /** Leaves the group after the last wish is done. */
  stop(lastWish: () => Promise<void>): Promise<void>;
}

export interface MemberOptions {
  readonly kafka: Kafka;
  /** The topic's and the group's whole names. */
  readonly topic: string;
  readonly groupId: string;
  /** Runs before each attempt to join: makes the topic, say. */
  readonly prepare: () => Promise<void>;
  readonly waits: Waits;
  /** Partitions whose batches are handed over at the same time; one after another, unless told. */
  readonly partitionsAtOnce?: number;
  /** A member that falls silent for so long loses its partitions. */
  readonly silenceMsMax: number;
  readonly onJoin: (consumer: Consumer, partitions: readonly number[]) => void;
  readonly onRebalancing?: () => void;
  readonly onHeartbeat?: () => void;
  /** Batches of nothing but markers of transactions come only here. */
  readonly onPassed: (partition: number, nextOffset: number) => void;
  readonly eachBatch: (payload: EachBatchPayload) => Promise<void>;
  /** A failure that is waited out, and that all is well again. */
  readonly onHindered: (error: unknown) => void;
  readonly onWell: () => void;
}

/** The first crash is told after some seconds without a broker; then we start it again. */
const RETRY = { retries: 4, initialRetryTime: 100, maxRetryTime: 1000 };
const WAITS_GROW_MAX = 10;
const FETCH_MS_MAX = 250;

export function startMember(options: MemberOptions): Member {
  const { onHindered } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const changes = conditions();
  let consumer: Consumer | undefined;
  let hasBegun = false;
  let [failures, trouble]: [number, string | undefined] = [0, 'has not joined yet'];
  let lastWish = (): Promise<void> => Promise.resolve();
  const ended = run();

  return {
    begun: () => changes.until(() => hasBegun || signal.aborted),
    trouble: () => trouble,
    isWell: () => {
      [failures, trouble] = [0, undefined];
      options.onWell();
      begin();
    },
    consumer: () => consumer,
    stop: async (wish) => {
      lastWish = wish;
      stopping.abort();
      changes.check();
      await ended;
    },
  };

  async function run(): Promise<void> {
    while (!signal.aborted) {
      await lifeOfOne().catch(hindered);
      await pause(waitAfter(Math.min(failures, WAITS_GROW_MAX), options.waits), signal);
    }
  }

  function hindered(error: unknown): void {
    if (signal.aborted) return;
    failures += 1;
    trouble = `starts again after: ${wordsOf(error)}`;
    onHindered(asUnavailable(error));
    begin();
  }

  function begin(): void {
    hasBegun = true;
    changes.check();
  }

  /** Fails with what ended it; resolves when it is stopped. */
  async function lifeOfOne(): Promise<void> {
    await options.prepare();
    const one = consumerOf(options);
    const { crashed, forget } = crashOf(one);
    consumer = one;
    const beginning = started(one, options);
    try {
      await Promise.race([crashed, beginning]);
      await Promise.race([crashed, untilAborted(signal)]);
    } catch (error) {
      // Told at once: one that is not answered may take its time to leave.
      hindered(error);
    } finally {
      forget();
      // One that leaves before it has joined would join all the same, and nobody could stop it.
      await beginning.catch(() => undefined);
      if (signal.aborted) await lastWish().catch(() => undefined);
      await leave(one);
    }
  }
}

function consumerOf(options: MemberOptions): Consumer {
  const retry = { ...RETRY, restartOnFailure: () => Promise.resolve(false) };
  const { kafka, groupId } = options;
  const one = kafka.consumer({ groupId, ...timesOf(options), retry });
  listen(one, options);
  return one;
}

async function started(one: Consumer, options: MemberOptions): Promise<void> {
  await one.connect();
  // Never after the place where we go on: what lies before it is dropped, nothing is missed.
  await one.subscribe({ topic: options.topic, fromBeginning: true });
  await one.run(runningOf(options));
}

/** Fails when it crashes, or is not answered, until it is forgotten. */
function crashOf(one: Consumer) {
  let forget = (): void => undefined;
  const crashed = new Promise<never>((_resolve, reject) => {
    one.on(one.events.CRASH, ({ payload }) => reject(payload.error));
    forget = onSilence(one, reject);
  });
  crashed.catch(() => undefined);
  return { crashed, forget };
}

const timesOf = ({ silenceMsMax }: MemberOptions): Partial<ConsumerConfig> => ({
  sessionTimeout: silenceMsMax,
  rebalanceTimeout: 1.5 * silenceMsMax,
  heartbeatInterval: silenceMsMax / 10,
  maxWaitTimeInMs: FETCH_MS_MAX,
  allowAutoTopicCreation: false,
});

const runningOf = ({ eachBatch, partitionsAtOnce = 1 }: MemberOptions): ConsumerRunConfig => ({
  autoCommit: false,
  eachBatchAutoResolve: false,
  partitionsConsumedConcurrently: partitionsAtOnce,
  eachBatch,
});

function listen(one: Consumer, options: MemberOptions): void {
  const { topic, onJoin, onRebalancing, onHeartbeat, onPassed } = options;
  one.on(one.events.GROUP_JOIN, ({ payload }) =>
    onJoin(one, payload.memberAssignment[topic] ?? []),
  );
  one.on(one.events.REBALANCING, () => onRebalancing?.());
  one.on(one.events.HEARTBEAT, () => onHeartbeat?.());
  one.on(one.events.END_BATCH_PROCESS, ({ payload: { partition, batchSize, lastOffset } }) => {
    if (batchSize === 0) onPassed(partition, Number(lastOffset) + 1);
  });
}

const wordsOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

const untilAborted = (signal: AbortSignal): Promise<unknown> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', resolve, { once: true });
  });
