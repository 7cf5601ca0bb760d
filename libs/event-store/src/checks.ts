import { assert, type Position } from '@libs/kernel';
import { PAGE_MAX } from './event-store.js';

/** A category that is a name, a dash, and an id: a stream's name in every engine. */
const STREAM = /^[A-Za-z][A-Za-z0-9]*-[^\p{Cc}\p{Cs}]+$/u;
const STREAM_MAX = 250;
const POSITION = /^\d{20}$/u;

/** Whether a stream of this name is ours. */
export const isStream = (stream: string): boolean =>
  stream.length <= STREAM_MAX && STREAM.test(stream);

export function assertStream(stream: string): void {
  assert(STREAM.test(stream), 'a stream is named <category>-<id>');
  assert(stream.length <= STREAM_MAX, `a stream's name has at most ${STREAM_MAX} characters`);
}

export function assertPosition(position: Position): void {
  assert(POSITION.test(position), 'a position has 20 digits');
}

export function assertLimit(limit: number): void {
  assert(Number.isSafeInteger(limit) && limit > 0, 'a page has room for an event');
  assert(limit <= PAGE_MAX, `a page has at most ${PAGE_MAX} events`);
}

/** The place of the n-th event of a log that counts its events. */
export const positionOf = (count: number): Position => String(count).padStart(20, '0');
