import type { KafkaMessage } from 'kafkajs';

/** A partition while it is ours. */
export interface OpenPartition {
  readonly partition: number;
  /** Aborted once the partition is somebody else's. */
  readonly signal: AbortSignal;
  /** The offset that is read next. */
  next(): number;
  /** To be saved: all before the offset is done. The text comes back with the next owner. */
  advance(offset: number, metadata: string): void;
  /** Holds reading up, or lets it go on. */
  hold(isHeld: boolean): void;
}

/** Where the messages of a partition go. Both must not fail, and not take long. */
export interface Taker {
  take(message: KafkaMessage): void;
  /** Told that all before the offset was taken. */
  passed(nextOffset: number): void;
}

/** How far a group has come in a partition, and what it noted there. */
export interface Mark {
  readonly offset: number;
  readonly metadata: string;
}

/** The side that the reader sees. */
export interface KeptPartition {
  readonly open: OpenPartition;
  isHeld(): boolean;
  /** What is to be saved, if anything. */
  unsaved(): Mark | undefined;
  saved(mark: Mark): void;
  lastSaved(): number;
  /** Takes what was not taken yet. */
  take(messages: readonly KafkaMessage[], nextOffset: number): void;
  leave(): void;
}

export async function keepPartition(
  partition: number,
  start: Mark,
  options: {
    readonly opened: (open: OpenPartition, start: Mark) => Promise<Taker>;
    readonly onHold: (isHeld: boolean) => void;
    readonly onAdvance: () => void;
  },
): Promise<KeptPartition> {
  const leaving = new AbortController();
  let next = start.offset;
  let lastSaved = start;
  let mark = start;
  let isHeld = false;
  const open: OpenPartition = {
    partition,
    signal: leaving.signal,
    next: () => next,
    advance: (offset, metadata) => {
      mark = { offset, metadata };
      options.onAdvance();
    },
    hold: (wish) => {
      if (wish === isHeld) return;
      isHeld = wish;
      if (!leaving.signal.aborted) options.onHold(isHeld);
    },
  };
  const taker = await options.opened(open, start);

  return {
    open,
    isHeld: () => isHeld,
    unsaved: () => (mark === lastSaved ? undefined : mark),
    saved: (given) => (lastSaved = given),
    lastSaved: () => lastSaved.offset,
    leave: () => leaving.abort(),
    take: (messages, nextOffset) => {
      for (const message of messages) {
        const offset = Number(message.offset);
        if (offset < next) continue;
        taker.take(message);
        next = offset + 1;
      }
      if (nextOffset < next) return;
      next = nextOffset;
      taker.passed(next);
    },
  };
}
