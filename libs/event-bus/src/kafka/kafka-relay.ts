import { START, type EventStore } from '@libs/event-store';
import type { Position } from '@libs/kernel';
import { setImmediate as aTurn } from 'node:timers/promises';
import { conditions } from '../conditions.js';
import { pause, waitAfter } from '../faults.js';
import type { Relay } from '../relay.js';
import { asUnavailable, transactionalProducer } from './connection.js';
import type { Mark, OpenPartition, Taker } from './open-partition.js';
import type { KafkaLimits } from './options.js';
import { startPartitionReader, type PartitionReaderOptions } from './partition-reader.js';
import { leave } from './silence.js';
import { toldBy, type Told } from './told-positions.js';
import { endsOf, highsOf } from './topics.js';
import {
  cutsOf,
  publishAll,
  takeName,
  type Cut,
  type ToldPlace,
  type TransactionOptions,
} from './transactions.js';

/** The name is that of its topic of one partition, of its group and of its transactions. */
export interface KafkaRelayOptions
  extends
    Pick<PartitionReaderOptions, 'kafka' | 'administration' | 'prepare' | 'onHindered' | 'onWell'>,
    TransactionOptions {
  readonly source: Pick<EventStore, 'follow'>;
  readonly categories: readonly string[];
  readonly limits: KafkaLimits;
  /** It is its turn, and it knows what was told. */
  readonly onAtWork: () => void;
}

/** Waits grow no further. */
const FAILURES_COUNTED_MAX = 10;

/** A relay in this process; it works or stands by. */
export interface KafkaRelay extends Relay {
  /** Whether all that it told can be read from its topic by now. */
  isReadable(): Promise<boolean>;
  /** What hinders it just now; absent when all is well. */
  trouble(): string | undefined;
}

/**
 * Carries recorded events to a topic, one process at a time: who has the one partition of the
 * relay's own topic works, the others stand by. The working one's transactions fence whoever
 * worked before and was only asleep; each holds the messages and, on the relay's own topic, the
 * position they bring it to, so that nothing is lost and nothing is told twice.
 */
export function startKafkaRelay(options: KafkaRelayOptions): KafkaRelay {
  const { name, administration, limits } = options;
  const changes = conditions();
  const leading = new Set<Promise<void>>();
  let [position, lastTold]: [Position, readonly ToldPlace[]] = [START, []];
  const patience = patienceOf(options);
  const [from, firstMetadata] = ['beginning', START] as const;
  const places = { topic: name, groupId: name, from, firstMetadata };
  const reader = startPartitionReader({ ...options, ...limits, ...places, opened });

  return {
    position: () => position,
    reached: (wanted) => changes.until(() => position >= wanted),
    isReadable,
    trouble: () => reader.trouble() ?? patience.trouble(),
    stop: async () => {
      await reader.stop();
      await Promise.all(leading);
    },
  };

  /** A commit is answered before its marker lies in each partition; until then nobody reads it. */
  async function isReadable(): Promise<boolean> {
    const highs = await highsOf(administration, options.target);
    return lastTold.every(({ partition, offset }) => (highs.get(partition) ?? 0) > offset);
  }

  function opened(open: OpenPartition, start: Mark): Promise<Taker> {
    const told = toldBy(start);
    const work = lead(open, told).finally(() => leading.delete(work));
    leading.add(work);
    return Promise.resolve(told);
  }

  async function lead(open: OpenPartition, told: Told): Promise<void> {
    const { signal } = open;
    while (!signal.aborted) {
      await followOn(open, told).catch((error: unknown) => {
        if (!signal.aborted) patience.hindered(asUnavailable(error));
      });
      // One that was asleep and is fenced now must not fence its successor.
      if (!signal.aborted) await reader.nextSign();
      await pause(patience.waitMs(), signal);
    }
  }

  async function followOn(open: OpenPartition, told: Told): Promise<void> {
    const { signal } = open;
    const producer = transactionalProducer(options.kafka, name);
    try {
      await takeName(producer);
      const [ends] = await endsOf(administration, name);
      await told.readTo(ends?.high ?? 0, signal);
      if (signal.aborted) return;
      position = told.position();
      options.onAtWork();
      for await (const batch of readAhead(options, told, signal)) {
        const places = await publishAll(producer, batch.cuts, options);
        if (places.length > 0) lastTold = places;
        position = batch.position;
        told.moveTo(position);
        open.advance(open.next(), position);
        changes.check();
        patience.isWell();
      }
    } finally {
      await leave(producer);
    }
  }
}

/** Waits longer after each failure in a row. */
function patienceOf({ limits, onHindered, onWell }: KafkaRelayOptions) {
  let failures = 0;
  let trouble: string | undefined;
  return {
    trouble: () => trouble,
    waitMs: () => waitAfter(Math.max(failures, 1), limits.waits),
    hindered: (error: unknown): void => {
      failures = Math.min(failures + 1, FAILURES_COUNTED_MAX);
      trouble = `waits after: ${String(error)}`;
      onHindered(error);
    },
    isWell: (): void => {
      [failures, trouble] = [0, undefined];
      onWell();
    },
  };
}

/** A batch of events as it will be published. */
interface Prepared {
  readonly cuts: readonly Cut[];
  readonly position: Position;
  readonly isCaughtUp: boolean;
}

/**
 * What is recorded after what was told; read and prepared one batch ahead while it is far behind.
 * At the end of the log, what comes while one batch is published goes together in the next.
 */
async function* readAhead(
  { source, categories, limits, wire }: KafkaRelayOptions,
  told: Told,
  leaving: AbortSignal,
): AsyncIterable<Prepared> {
  const ending = new AbortController();
  const signal = AbortSignal.any([leaving, ending.signal]);
  const query = { after: told.position(), categories, batchMax: limits.relayBatchMax, signal };
  const batches = source.follow(query)[Symbol.asyncIterator]();
  const prepared = async (): Promise<Prepared | undefined> => {
    const batch = await batches.next();
    if (batch.done === true) return undefined;
    const { position, isCaughtUp } = batch.value;
    return { cuts: cutsOf(batch.value, wire), position, isCaughtUp };
  };
  let ahead: Promise<Prepared | undefined> | undefined;
  try {
    for (;;) {
      const batch = await (ahead ?? prepared());
      if (batch === undefined) return;
      // A turn later: it is read while the brokers are at work with this one.
      ahead = batch.isCaughtUp ? undefined : aTurn().then(prepared);
      ahead?.catch(() => undefined);
      yield batch;
    }
  } finally {
    ending.abort();
  }
}
