import type { AnyMessage, Metadata, Position, Recorded, Revision } from '@libs/kernel';

/**
 * The port: the truth, in one global order. Every adapter passes `event-store.contract.ts`;
 * nothing else is promised. Shaped for EventStoreDB: see docs/adr.
 */
export interface EventStore {
  /**
   * Appends all events or none, at most `APPEND_BYTES_MAX` of them together. Fails with
   * `WrongRevision` when the stream has moved on. The same event ids with the same expected
   * revision again answer as the first time and write nothing.
   */
  append(stream: string, expected: Revision, events: readonly NewEvent[]): Promise<Appended>;

  /** One stream, oldest first; an unknown stream is empty. */
  read(stream: string, from?: Revision): Promise<readonly Recorded[]>;

  /** All streams in the one global order, after a position, filtered, at most `limit` events. */
  readAll(query: ReadAll): Promise<Page>;

  /**
   * All streams from a position on, in batches: history first, then what comes. Ends when the
   * signal is aborted, and only then; an engine's loss is waited out by resuming. The position
   * moves over events that the filter leaves out, within a second.
   */
  follow(query: Follow): AsyncIterable<Batch>;

  /** Where the last event of the whole log stands; `START` when there is none. */
  head(): Promise<Position>;

  close(): Promise<void>;
}

/** An event before it is recorded. Its id is made once per command and kept over retries. */
export interface NewEvent extends AnyMessage {
  /** UUIDv7: time-ordered, so that indexes grow at their end. */
  readonly id: string;
  readonly metadata: Metadata;
}

export interface Appended {
  readonly revision: Revision;
  readonly position: Position;
}

/** Which events: of any of these categories and of any of these types; absent means all. */
export interface Filter {
  readonly categories?: readonly string[];
  readonly types?: readonly string[];
}

export interface ReadAll extends Filter {
  readonly after: Position;
  readonly limit: number;
}

export interface Follow extends Filter {
  readonly after: Position;
  /** At most this many events a batch. */
  readonly batchMax?: number;
  readonly signal: AbortSignal;
}

export interface Page {
  readonly events: readonly Recorded[];
  /** Read on after this one: past all that was looked at, also what the filter left out. */
  readonly position: Position;
  /** True when nothing was left after this page at the time of reading. */
  readonly isEnd: boolean;
}

/** A page of what is followed; `isCaughtUp` once everything recorded so far was delivered. */
export interface Batch {
  readonly events: readonly Recorded[];
  readonly position: Position;
  readonly isCaughtUp: boolean;
}

/** The revision of a stream that is not there yet. */
export const EMPTY: Revision = -1;

/** Before the first event of the log. */
export const START: Position = '00000000000000000000';

/** In every adapter: EventStoreDB takes 1 MiB, and names and metadata count. */
export const APPEND_BYTES_MAX = 900 * 1024;

/** `limit` and `batchMax` are at most this. */
export const PAGE_MAX = 4096;

/** The stream has moved on since the caller read it. */
export class WrongRevision extends Error {
  override readonly name = 'WrongRevision';
  constructor(
    readonly stream: string,
    readonly expected: Revision,
    readonly actual: Revision,
  ) {
    super(`${stream} stands at ${actual}, not at ${expected}`);
  }
}

/** More than `APPEND_BYTES_MAX` in one append; nothing was written. */
export class AppendTooLarge extends Error {
  override readonly name = 'AppendTooLarge';
  constructor(
    readonly stream: string,
    readonly bytes: number,
  ) {
    super(`${bytes} bytes for ${stream} are more than ${APPEND_BYTES_MAX} in one append`);
  }
}

/**
 * A fault of the engine: full disk, failed commit, away, or asleep past the deadline.
 * `outcome: 'unknown'` means that the append may or may not be there: the same ids with the same
 * expected revision tell.
 */
export class EventStoreUnavailable extends Error {
  override readonly name = 'EventStoreUnavailable';
  constructor(
    readonly outcome: 'nothing-written' | 'unknown',
    options?: ErrorOptions,
  ) {
    super(`the event store did not answer (${outcome})`, options);
  }
}

/** A position that is not in this log: beyond its end, or of another log. */
export class PositionBeyondEnd extends Error {
  override readonly name = 'PositionBeyondEnd';
  constructor(
    readonly position: Position,
    readonly head: Position,
  ) {
    super(`position ${position} is beyond the log's end ${head}`);
  }
}
