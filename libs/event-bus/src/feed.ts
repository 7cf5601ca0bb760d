import type { Position } from '@libs/kernel';
import type { Message } from './event-bus.js';

/** A topic as a group reads it: history first, then what comes. */
export interface Feed {
  /** Ends when the signal is aborted; the position moves over messages of other types. */
  follow(query: FeedQuery): AsyncIterable<FeedBatch>;
  /** Where the topic's last message stands, or anywhere after it. */
  head(): Promise<Position>;
  /** How many messages there are after a position, counted up to `LAG_MAX`. */
  count(query: Pick<FeedQuery, 'after' | 'types'>): Promise<number>;
}

export interface FeedQuery {
  readonly after: Position;
  readonly types?: readonly string[];
  readonly batchMax: number;
  readonly signal: AbortSignal;
}

export interface FeedBatch {
  readonly letters: readonly Letter[];
  readonly position: Position;
  readonly isCaughtUp: boolean;
}

/** A message that is not opened yet. */
export interface Letter {
  readonly id: string;
  readonly topic: string;
  readonly key: string;
  readonly type: string;
  readonly position: Position;
  /** Fails when it cannot be read: its seal is broken, say. */
  open(): Message;
}
