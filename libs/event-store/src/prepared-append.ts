import { assert, categoryOf, type Position, type Recorded, type Revision } from '@libs/kernel';
import { assertStream } from './checks.js';
import { APPEND_BYTES_MAX, AppendTooLarge, EMPTY, type NewEvent } from './event-store.js';

/** An append that was checked and made into text, before any lock is taken. */
export interface PreparedAppend {
  readonly stream: string;
  readonly category: string;
  readonly expected: Revision;
  readonly events: readonly PreparedEvent[];
  /** UTF-8 bytes of all events, names and metadata included, or more of them. */
  readonly bytes: number;
}

export interface PreparedEvent {
  readonly id: string;
  readonly type: string;
  /** The recorded event as JSON, up to where its place follows; see `recordedText`. */
  readonly opening: string;
}

const TYPE = /^[A-Za-z][A-Za-z0-9_.-]{0,127}$/u;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u;

/** Checks an append as every adapter does: what no engine should see is a bug of the caller. */
export function prepareAppend(
  stream: string,
  expected: Revision,
  events: readonly NewEvent[],
): PreparedAppend {
  assertStream(stream);
  assert(Number.isSafeInteger(expected) && expected >= EMPTY, 'a revision is -1 or more');
  const prepared = events.map((event) => prepareEvent(stream, event));
  assert(new Set(events.map(({ id }) => id)).size === events.length, 'event ids are used once');
  const bytes = bytesIn(prepared);
  if (bytes > APPEND_BYTES_MAX) throw new AppendTooLarge(stream, bytes);
  return { stream, category: categoryOf(stream), expected, events: prepared, bytes };
}

/** The whole recorded event as JSON, once its place is known. */
export const recordedText = (opening: string, revision: Revision, position: Position): string =>
  `${opening},"revision":${revision},"position":"${position}"}`;

/** The recorded events of texts that `recordedText` made, joined by commas. */
export const recordedFrom = (texts: string): readonly Recorded[] =>
  // Written by ourselves, in this shape; what is inside is parsed by whoever knows the contract.
  JSON.parse(`[${texts}]`) as readonly Recorded[];

function prepareEvent(stream: string, { id, type, data, metadata }: NewEvent): PreparedEvent {
  assert(UUID.test(id), 'an event id is a UUID in lower case');
  assert(TYPE.test(type), 'an event type is a name');
  assert(isObject(data) && isObject(metadata), 'data and metadata are objects');
  return { id, type, opening: JSON.stringify({ id, type, data, metadata, stream }).slice(0, -1) };
}

/** Counted only where it may matter: a character has at most three bytes. */
function bytesIn(prepared: readonly PreparedEvent[]): number {
  const most = prepared.reduce((total, { opening }) => total + 3 * opening.length, 0);
  if (most <= APPEND_BYTES_MAX) return most;
  return prepared.reduce((total, { opening }) => total + Buffer.byteLength(opening), 0);
}

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
