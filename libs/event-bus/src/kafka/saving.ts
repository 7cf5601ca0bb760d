import type { Consumer } from 'kafkajs';
import { commitSurely } from './committing.js';
import type { KeptPartition } from './open-partition.js';

/** Saves how far partitions have come: one commit at a time, some while after they advanced. */
export interface Saving {
  soon(): void;
  now(): Promise<void>;
  /** Saves what is not saved yet, and nothing after that. */
  last(): Promise<void>;
}

export interface SavingOptions {
  /** The whole name of the topic. */
  readonly topic: string;
  readonly saveEveryMs: number;
  readonly kept: ReadonlyMap<number, KeptPartition>;
  /** Absent while the group has not told which partitions are ours: an old mark must not go back. */
  readonly consumer: () => Consumer | undefined;
}

export function saving({ topic, saveEveryMs, kept, consumer }: SavingOptions): Saving {
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;

  return {
    soon,
    now,
    last: async () => {
      isOver = true;
      await running;
      await now();
    },
  };

  function soon(): void {
    if (!isOver) timer ??= setTimeout(() => void now(), saveEveryMs);
  }

  /** What failed is saved with what comes next. */
  function now(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    running ??= save()
      .catch(() => soon())
      .finally(() => (running = undefined));
    return running;
  }

  async function save(): Promise<void> {
    const marks = [...kept].flatMap(([partition, each]) => {
      const mark = each.unsaved();
      return mark === undefined ? [] : [{ partition, each, mark }];
    });
    if (marks.length === 0) return;
    const committing = consumer();
    if (committing === undefined) return soon();
    await commitSurely(
      committing,
      marks.map(({ partition, mark: { offset, metadata } }) => {
        return { topic, partition, offset: String(offset), metadata };
      }),
    );
    for (const { each, mark } of marks) each.saved(mark);
  }
}
