import { ParkedEvent } from '@libs/contracts';
import { EMPTY, WrongRevision, type EventStore, type NewEvent } from '@libs/event-store';
import { idFrom, type Actor, type Metadata, type Position, type Revision } from '@libs/kernel';
import { isDone, parkedStreamOf } from './parked-contents.js';

/**
 * What is remembered of the parked messages of one group: who waits, and in which order. Their
 * contents stay in the stream `parked-<group>`, from which all of this is read at the start.
 */
export interface ParkedMessages {
  /** Reads the stream. What was handled or skipped after `progress` is remembered, too. */
  load(progress: Position): Promise<void>;
  /** True for a key whose messages must wait behind a parked one. */
  isBlocked(key: string): boolean;
  /** True when the message is parked, or was and is done with: it must not be delivered anew. */
  isKnown(messageId: string): boolean;
  entry(messageId: string): ParkedEntry | undefined;
  /** The first parked message of a key. */
  head(key: string): ParkedEntry | undefined;
  count(): number;
  /** Keys whose first message waits behind nobody: a process ended before it came to them. */
  abandonedKeys(): readonly string[];
  /**
   * Adds to the stream; resolves when it is durable. Where another process of the group has
   * written meanwhile, it is added only if it still makes sense: else the answer is false.
   */
  record(event: ParkedEvent, told: Told): Promise<boolean>;
  /** Learns what other processes of the group have written. */
  refresh(): Promise<void>;
}

/** Who tells an event of parked messages, and about what. */
export interface Told {
  readonly actor: Actor;
  readonly about?: Metadata | undefined;
  /** Whether it still makes sense after others have written; always, unless told. */
  readonly makesSense?: () => boolean;
}

export interface ParkedEntry {
  readonly messageId: string;
  readonly key: string;
  readonly attempts: number;
  readonly isWaiting: boolean;
  /** Where the stream tells its contents. */
  readonly revision: Revision;
}

export interface ParkedMessagesOptions {
  readonly store: EventStore;
  readonly group: string;
  readonly clock: { now(): string };
  /** Tries again while the event store is away. */
  readonly patiently: <Answer>(action: () => Promise<Answer>) => Promise<Answer>;
}

/** A key with a long tail costs few appends, and none is larger than the store takes. */
const APPEND_EVENTS_MAX = 32;
const APPEND_CHARACTERS_MAX = 256 * 1024;
const FOREIGN_WRITES_MAX = 5;

export function parkedMessages(options: ParkedMessagesOptions): ParkedMessages {
  const { store, clock, patiently } = options;
  const stream = parkedStreamOf(options.group);
  const waiting = whoWaits();
  const queue: Queued[] = [];
  const refreshing: Asked<void>[] = [];
  let last: Revision = EMPTY;
  let loadedFor: Position = '';
  let isWriting = false;

  return { ...waiting, load, record, refresh };

  async function load(progress: Position): Promise<void> {
    const events = await patiently(() => store.read(stream));
    waiting.forget();
    loadedFor = progress;
    last = EMPTY;
    for (const { revision, type, data } of events) {
      waiting.apply(ParkedEvent.parse({ type, data }), revision, progress);
      last = revision;
    }
  }

  async function record(given: ParkedEvent, told: Told): Promise<boolean> {
    // What cannot be read again must not be written: it would stop the group at its next start.
    const event = ParkedEvent.parse(given);
    return new Promise((resolve, reject) => {
      queue.push({ event, told, resolve, reject });
      if (!isWriting) void write();
    });
  }

  // In the writer's turn, or what it adds meanwhile would be forgotten.
  function refresh(): Promise<void> {
    return new Promise((resolve, reject) => {
      refreshing.push({ resolve, reject });
      if (!isWriting) void write();
    });
  }

  async function write(): Promise<void> {
    isWriting = true;
    while (queue.length + refreshing.length > 0) {
      const asked = refreshing.splice(0);
      if (asked.length > 0) await load(loadedFor).then(...answering(asked, undefined));
      const batch = queue.splice(0, batchLength(queue));
      if (batch.length > 0) await append(batch).then(...answering(batch, true));
    }
    isWriting = false;
  }

  async function append(batch: readonly Queued[], foreignWrites = 0): Promise<void> {
    const first = last + 1;
    const events = batch.map((queued, index) =>
      newEvent(queued, { stream, revision: first + index, now: clock.now() }),
    );
    try {
      await patiently(() => store.append(stream, first - 1, events));
    } catch (error) {
      if (!(error instanceof WrongRevision) || foreignWrites === FOREIGN_WRITES_MAX) throw error;
      await load(loadedFor);
      const [held, dropped] = parted(batch, ({ told }) => told.makesSense?.() ?? true);
      for (const { resolve } of dropped) resolve(false);
      return held.length === 0 ? undefined : append(held, foreignWrites + 1);
    }
    batch.forEach(({ event }, index) => waiting.apply(event, first + index));
    last = first + batch.length - 1;
  }
}

interface Asked<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

interface Queued extends Asked<boolean> {
  readonly event: ParkedEvent;
  readonly told: Told;
}

const answering = <Answer>(asked: readonly Asked<Answer>[], answer: Answer) =>
  [
    () => asked.forEach(({ resolve }) => resolve(answer)),
    (error: unknown) => asked.forEach(({ reject }) => reject(error)),
  ] as const;

const parted = <Each>(all: readonly Each[], holds: (each: Each) => boolean) =>
  [all.filter(holds), all.filter((each) => !holds(each))] as const;

/** Its id is made from its place: the same append, tried again, writes nothing. */
function newEvent(
  { event, told: { actor, about } }: Queued,
  place: { readonly stream: string; readonly revision: Revision; readonly now: string },
): NewEvent {
  const { messageId } = event.data;
  const id = idFrom(place.stream, String(place.revision), event.type, messageId);
  const metadata: Metadata = {
    actor,
    commandId: id,
    fingerprint: '',
    correlationId: about?.correlationId ?? messageId,
    causationId: messageId,
    ...(about?.traceparent !== undefined && { traceparent: about.traceparent }),
    occurredAt: place.now,
    recordedAt: place.now,
  };
  return { id, ...event, metadata };
}

function batchLength(queue: readonly Queued[]): number {
  let characters = 0;
  const tooMuch = queue.slice(0, APPEND_EVENTS_MAX).findIndex(({ event }) => {
    characters += JSON.stringify(event).length;
    return characters > APPEND_CHARACTERS_MAX;
  });
  return tooMuch === -1 ? APPEND_EVENTS_MAX : Math.max(tooMuch, 1);
}

/** The events of the stream, folded. */
function whoWaits() {
  const keys = new Map<string, Map<string, ParkedEntry>>();
  const entries = new Map<string, ParkedEntry>();
  const doneIds = new Set<string>();

  return {
    forget: () => [keys, entries, doneIds].forEach((each) => each.clear()),
    apply,
    isBlocked: (key: string) => keys.has(key),
    isKnown: (messageId: string) => entries.has(messageId) || doneIds.has(messageId),
    entry: (messageId: string) => entries.get(messageId),
    head,
    count: () => entries.size,
    abandonedKeys: () => [...keys.keys()].filter((key) => head(key)?.isWaiting === true),
  };

  function head(key: string): ParkedEntry | undefined {
    return keys.get(key)?.values().next().value;
  }

  /** A parked message that is parked again, or an unknown one that is done, changes nothing. */
  function apply(event: ParkedEvent, revision: Revision, progress?: Position): void {
    const { messageId } = event.data;
    const entry = entries.get(messageId);
    if (event.type === 'MessageParked') {
      // Progress may have been lost in a crash: what was skipped must not be delivered again.
      if (progress !== undefined && event.data.position > progress) doneIds.add(messageId);
      if (entry !== undefined) return;
      const { key, attempts, isWaiting } = event.data;
      keep({ messageId, key, attempts, isWaiting, revision });
    } else if (entry === undefined) return;
    else if (isDone(event)) remove(entry);
    else if (event.type === 'MessageFailedAgain')
      keep({ ...entry, attempts: event.data.attempts, isWaiting: false });
  }

  function keep(entry: ParkedEntry): void {
    entries.set(entry.messageId, entry);
    const others = keys.get(entry.key) ?? new Map<string, ParkedEntry>();
    keys.set(entry.key, others.set(entry.messageId, entry));
  }

  function remove({ key, messageId }: ParkedEntry): void {
    entries.delete(messageId);
    const others = keys.get(key);
    others?.delete(messageId);
    if (others?.size === 0) keys.delete(key);
  }
}
