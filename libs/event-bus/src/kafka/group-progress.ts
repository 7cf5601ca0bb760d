import { START } from '@libs/event-store';
import type { Position } from '@libs/kernel';
import { LAG_MAX } from '../event-bus.js';
import type { Administration } from './connection.js';
import type { PartitionOfGroup } from './partition-of-group.js';
import { committedOf } from './topics.js';

/** The offset that the next message gets, by partition. */
export type Ends = ReadonlyMap<number, number>;

export type OurPartitions = ReadonlyMap<number, PartitionOfGroup>;

/** How far this process stands in its partitions: where it is last, or its best when it is not. */
export function standOf(
  partitions: OurPartitions,
  ends: Ends,
): { readonly position: Position; readonly lag: number } {
  const stands = [...partitions.values()].map((each) => ({
    position: each.position(),
    lag: each.pendingCount() + Math.max((ends.get(each.open.partition) ?? 0) - each.open.next(), 0),
  }));
  const lag = stands.reduce((sum, each) => sum + each.lag, 0);
  const behind = stands.filter((each) => each.lag > 0);
  const sorted = (behind.length > 0 ? behind : stands).map(({ position }) => position).sort();
  const position = behind.length > 0 ? sorted[0] : sorted.at(-1);
  return { position: position ?? START, lag: Math.min(lag, LAG_MAX) };
}

/** Whether all was handled, by whichever process of the group, that lay in the topic by these ends. */
export async function hasReached(
  ends: Ends,
  partitions: OurPartitions,
  of: {
    readonly administration: Administration;
    readonly groupId: string;
    readonly topic: string;
  },
): Promise<boolean> {
  const endOf = (partition: number): number => ends.get(partition) ?? 0;
  const isOursReached = [...partitions].every(
    ([partition, { handledTo }]) => handledTo() >= endOf(partition),
  );
  const others = [...ends.keys()].filter((each) => !partitions.has(each) && endOf(each) > 0);
  if (!isOursReached || others.length === 0) return isOursReached;
  const committed = await committedOf(of.administration, of.groupId, of.topic);
  return others.every((partition) => (committed.get(partition)?.offset ?? 0) >= endOf(partition));
}
