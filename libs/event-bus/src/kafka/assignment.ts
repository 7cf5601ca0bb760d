import type { Consumer } from 'kafkajs';
import { commitSurely } from './committing.js';
import type { Administration } from './connection.js';
import {
  keepPartition,
  type KeptPartition,
  type Mark,
  type OpenPartition,
  type Taker,
} from './open-partition.js';
import { endsOf } from './topics.js';

/** The partitions that are ours, from one join of the group to the next. */
export interface Assignment {
  readonly kept: ReadonlyMap<number, KeptPartition>;
  /** Keeps what stays ours, gives up what is not, opens what is new. */
  take(
    consumer: Consumer,
    ours: readonly number[],
    committed: ReadonlyMap<number, Mark>,
  ): Promise<void>;
  leaveAll(): void;
}

export interface AssignmentOptions {
  readonly administration: Administration;
  /** The whole name of the topic. */
  readonly topic: string;
  /** Where a group begins in partitions that it never read. */
  readonly from: 'beginning' | 'end';
  /** What is saved where a partition begins that the group never read. */
  readonly firstMetadata: string;
  /** Called for each partition that becomes ours, before its first message. */
  readonly opened: (partition: OpenPartition, start: Mark) => Promise<Taker>;
  readonly onHold: (partition: number, isHeld: boolean) => void;
  readonly onAdvance: () => void;
}

export function assignment(options: AssignmentOptions): Assignment {
  const { topic, opened, onAdvance, firstMetadata: metadata } = options;
  const kept = new Map<number, KeptPartition>();
  return { kept, take, leaveAll: () => [...kept.keys()].forEach(leave) };

  async function take(
    consumer: Consumer,
    ours: readonly number[],
    committed: ReadonlyMap<number, Mark>,
  ): Promise<void> {
    for (const [partition, each] of kept) {
      // Ahead of what we saved: another process had it meanwhile.
      const otherOffset = committed.get(partition)?.offset ?? 0;
      if (ours.includes(partition) && otherOffset <= each.lastSaved()) goOn(consumer, each);
      else leave(partition);
    }
    const missing = ours.filter((partition) => !kept.has(partition));
    const starts = new Map([...committed, ...(await firstMarks(consumer, missing, committed))]);
    for (const partition of missing) {
      const start = starts.get(partition) ?? { offset: 0, metadata };
      const onHold = (isHeld: boolean) => options.onHold(partition, isHeld);
      kept.set(partition, await keepPartition(partition, start, { opened, onHold, onAdvance }));
      // The driver asked for itself, maybe later: what lies between would be passed over.
      consumer.seek({ topic, partition, offset: String(start.offset) });
    }
  }

  function goOn(consumer: Consumer, { open, isHeld }: KeptPartition): void {
    const { partition } = open;
    consumer.seek({ topic, partition, offset: String(open.next()) });
    if (isHeld()) options.onHold(partition, true);
  }

  function leave(partition: number): void {
    kept.get(partition)?.leave();
    kept.delete(partition);
  }

  /** Where partitions begin that the group never read: saved before they do. */
  async function firstMarks(
    consumer: Consumer,
    missing: readonly number[],
    committed: ReadonlyMap<number, Mark>,
  ): Promise<readonly (readonly [number, Mark])[]> {
    const unread = missing.filter((partition) => !committed.has(partition));
    if (unread.length === 0) return [];
    const made = (await endsOf(options.administration, topic))
      .filter(({ partition }) => unread.includes(partition))
      .map(({ partition, low, high }) => {
        const offset = String(options.from === 'beginning' ? low : high);
        return { topic, partition, offset, metadata };
      });
    await commitSurely(consumer, made);
    return made.map(({ partition, offset }) => [partition, { offset: Number(offset), metadata }]);
  }
}
