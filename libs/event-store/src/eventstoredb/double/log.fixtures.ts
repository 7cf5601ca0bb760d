import { v4 } from 'uuid';

/** An event before it is recorded, as the wire brings it. */
export interface Proposed {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export interface LogRecord extends Proposed {
  readonly stream: string;
  readonly revision: bigint;
  readonly position: bigint;
}

export type Expected = 'any' | 'no-stream' | 'stream-exists' | bigint;

export type Outcome =
  | { readonly kind: 'success'; readonly revision: bigint; readonly position: bigint }
  | { readonly kind: 'wrong'; readonly actual: bigint | undefined }
  | { readonly kind: 'too-large' };

/** The log of the double, which repeats and refuses as the server was seen to. */
export interface DoubleLog {
  readonly records: readonly LogRecord[];
  readonly append: (
    stream: string,
    expected: Expected,
    events: readonly Proposed[],
    mood?: { readonly knowsRepeats: boolean },
  ) => Outcome;
  readonly stream: (name: string) => readonly LogRecord[] | 'deleted' | undefined;
  /** What the server writes for itself: into streams named `$…`. */
  readonly noteOfTheSystem: () => void;
  /** Hides a stream's events; what is appended later goes on after them. */
  readonly remove: (stream: string) => LogRecord;
  /** Buries a stream for ever, with a last event of the server's in it. */
  readonly tombstone: (stream: string) => LogRecord;
  /** A new, empty database on the same address. */
  readonly wipe: () => void;
  readonly onAppend: (listener: () => void) => () => void;
}

const APPEND_BYTES_MAX = 1024 * 1024;
/** Positions are places in a file: records have a length, and none begins at 0. */
const RECORD_BYTES = 137;

const SOUND = { knowsRepeats: true };

export function doubleLog(): DoubleLog {
  const records: LogRecord[] = [];
  const streams = new Map<string, LogRecord[]>();
  /** How many of a stream's events are hidden. */
  const removed = new Map<string, number>();
  const buried = new Set<string>();
  const listeners = new Set<() => void>();
  /** Bytes of records since the last event that are no events. */
  let unread = 0n;

  function write(stream: string, events: readonly Proposed[]): LogRecord {
    const kept = streams.get(stream) ?? [];
    streams.set(stream, kept);
    for (const event of events) {
      const before = records.at(-1);
      const length = BigInt(RECORD_BYTES + (before?.data.length ?? 0));
      const record: LogRecord = {
        ...event,
        stream,
        revision: BigInt(kept.length),
        position: (before?.position ?? 0n) + length + unread,
      };
      unread = 0n;
      kept.push(record);
      records.push(record);
    }
    for (const listener of listeners) listener();
    return kept.at(-1) as LogRecord;
  }

  const append: DoubleLog['append'] = (stream, expected, events, { knowsRepeats } = SOUND) => {
    if (bytesOf(events) > APPEND_BYTES_MAX) return { kind: 'too-large' };
    const kept = streams.get(stream) ?? [];
    const repeated = knowsRepeats ? repeatOf(kept, expected, events) : undefined;
    if (repeated !== undefined) return successAt(repeated);
    if (!isExpected(kept, expected, events))
      return { kind: 'wrong', actual: kept.at(-1)?.revision };
    return successAt(events.length === 0 ? writeNothing() : write(stream, events));
  };

  /** A record that nobody can read, and the revision of an event that is not there. */
  function writeNothing(): Pick<LogRecord, 'revision' | 'position'> {
    unread += BigInt(RECORD_BYTES);
    return { revision: 0n, position: (records.at(-1)?.position ?? 0n) + unread };
  }

  function read(stream: string): readonly LogRecord[] | 'deleted' | undefined {
    if (buried.has(stream)) return 'deleted';
    const shown = streams.get(stream)?.slice(removed.get(stream) ?? 0);
    return shown?.length === 0 ? undefined : shown;
  }

  const noteOfTheSystem = (): void =>
    void write('$stats-double', [proposed('$statsCollected', { memory: 1 })]);

  function wipe(): void {
    records.length = 0;
    streams.clear();
    removed.clear();
    buried.clear();
    noteOfTheSystem();
  }

  noteOfTheSystem();
  return {
    records,
    append,
    stream: read,
    noteOfTheSystem,
    remove: (stream) => {
      removed.set(stream, streams.get(stream)?.length ?? 0);
      return write(`$$${stream}`, [proposed('$metadata', {})]);
    },
    tombstone: (stream) => {
      buried.add(stream);
      return write(stream, [proposed('$streamDeleted', {})]);
    },
    wipe,
    onAppend: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

export const proposed = (type: string, data: object, id = v4()): Proposed => ({
  id,
  type,
  contentType: 'application/json',
  data: Buffer.from(JSON.stringify(data)),
  metadata: Buffer.from('{}'),
});

const bytesOf = (events: readonly Proposed[]): number =>
  events.reduce(
    (total, { type, data, metadata }) => total + type.length + data.length + metadata.length,
    0,
  );

const successAt = ({ revision, position }: Pick<LogRecord, 'revision' | 'position'>): Outcome => ({
  kind: 'success',
  revision,
  position,
});

/** The last of the records that these events were written as, where all of them were. */
function repeatOf(
  kept: readonly LogRecord[],
  expected: Expected,
  events: readonly Proposed[],
): LogRecord | undefined {
  const first = firstRepeated(kept, expected, events);
  const isRepeat = events.length > 0 && events.every(({ id }, n) => kept[first + n]?.id === id);
  return isRepeat ? kept[first + events.length - 1] : undefined;
}

function firstRepeated(
  kept: readonly LogRecord[],
  expected: Expected,
  events: readonly Proposed[],
): number {
  if (expected === 'no-stream') return 0;
  if (typeof expected === 'bigint') return Number(expected) + 1;
  return kept.findIndex(({ id }) => id === events[0]?.id);
}

/** An old event that comes first makes the rest of its batch unexpected; a later one is not seen. */
function isExpected(
  kept: readonly LogRecord[],
  expected: Expected,
  events: readonly Proposed[],
): boolean {
  if (typeof expected === 'bigint') return expected === BigInt(kept.length) - 1n;
  if (expected === 'no-stream') return kept.length === 0;
  if (expected === 'stream-exists' && kept.length === 0) return false;
  return !kept.some(({ id }) => id === events[0]?.id);
}
