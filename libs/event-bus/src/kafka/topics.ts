import type { ITopicConfig } from 'kafkajs';
import type { Administration } from './connection.js';
import type { Mark } from './open-partition.js';

/** A topic as it is to be; one that is there already stays as it is. */
export interface TopicPlan {
  readonly topic: string;
  readonly partitions: number;
  readonly replication: number;
  /** How long messages are kept, in milliseconds; `last-of-key` keeps the last one for ever. */
  readonly kept: number | 'last-of-key';
}

/** An event takes up to 900 KiB in the store, and its headers come on top. */
export const MESSAGE_BYTES_MAX = 2 * 1024 * 1024;
const SEGMENT_BYTES = 16 * 1024 * 1024;
const IN_SYNC_MIN = 2;

/** Makes the topics that are missing. */
export async function createTopics(
  administration: Administration,
  plans: readonly TopicPlan[],
): Promise<void> {
  await administration.run(async (admin) => {
    const there = new Set(await admin.listTopics());
    const missing = plans.filter(({ topic }) => !there.has(topic));
    if (missing.length === 0) return;
    // False when another process was quicker, which is as good.
    await admin.createTopics({ topics: missing.map(configured), waitForLeaders: true });
  });
}

function configured({ topic, partitions, replication, kept }: TopicPlan): ITopicConfig {
  const settings = {
    'max.message.bytes': String(MESSAGE_BYTES_MAX),
    ...(replication > IN_SYNC_MIN && { 'min.insync.replicas': String(IN_SYNC_MIN) }),
    ...(kept === 'last-of-key'
      ? { 'cleanup.policy': 'compact', 'segment.bytes': String(SEGMENT_BYTES) }
      : { 'cleanup.policy': 'delete', 'retention.ms': String(kept), ...segmentsOf(kept) }),
  };
  return {
    topic,
    numPartitions: partitions,
    replicationFactor: replication,
    configEntries: Object.entries(settings).map(([name, value]) => ({ name, value })),
  };
}

/** A segment is removed whole, and never while it is written to. */
const segmentsOf = (keptMs: number): Record<string, string> =>
  keptMs < HOUR_MS ? { 'segment.ms': String(Math.ceil(keptMs / SEGMENTS)) } : {};
const HOUR_MS = 3_600_000;
const SEGMENTS = 5;

/** Where each partition begins and ends now, by its number. */
export async function endsOf(
  administration: Administration,
  topic: string,
): Promise<readonly PartitionEnds[]> {
  const found = await administration.run((admin) => admin.fetchTopicOffsets(topic));
  return found
    .map(({ partition, low, high }) => ({ partition, low: Number(low), high: Number(high) }))
    .sort((one, other) => one.partition - other.partition);
}

/** Where each partition ends now, by its number. */
export async function highsOf(
  administration: Administration,
  topic: string,
): Promise<ReadonlyMap<number, number>> {
  const ends = await endsOf(administration, topic);
  return new Map(ends.map(({ partition, high }) => [partition, high]));
}

export interface PartitionEnds {
  readonly partition: number;
  readonly low: number;
  /** The offset that the next message gets. */
  readonly high: number;
}

/** How far a group has come in a topic, where it has ever been. */
export async function committedOf(
  administration: Administration,
  groupId: string,
  topic: string,
): Promise<ReadonlyMap<number, Mark>> {
  const topics = [topic];
  const found = await administration.run((admin) => admin.fetchOffsets({ groupId, topics }));
  return new Map(
    found
      .flatMap(({ partitions }) => partitions)
      .map(
        ({ partition, offset, metadata }) =>
          [partition, { offset: Number(offset), metadata: metadata ?? '' }] as const,
      )
      .filter(([, { offset }]) => offset >= 0),
  );
}
