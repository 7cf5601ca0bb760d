import {
  ErrorType,
  jsonEvent,
  NO_STREAM,
  type EventStoreDBClient,
  type JSONType,
  type WrongExpectedVersionError,
} from '@eventstore/db-client';
import type { Recorded } from '@libs/kernel';
import {
  EMPTY,
  EventStoreUnavailable,
  START,
  WrongRevision,
  type Appended,
  type NewEvent,
} from '../event-store.js';
import { oneAtATime } from '../one-at-a-time.js';
import type { PreparedAppend } from '../prepared-append.js';
import type { Connection } from './connection-string.js';
import { appendFailed, typeOf, within } from './faults.js';
import { positionAt } from './places.js';
import type { Reads } from './reads.js';

export interface Appends {
  readonly append: (prepared: PreparedAppend, events: readonly NewEvent[]) => Promise<Appended>;
  /** Takes no more, and resolves when those at work have ended. */
  readonly drained: () => Promise<void>;
}

/** So many appends may be at work at once; more are turned away, and have written nothing. */
const WORKING_MAX = 5000;

/** The client's deadline is to hold first: this one is for what happens before it begins. */
const SPARE_MS = 250;

/**
 * Appends one call each (ADR 21): naming credentials in a call keeps the client from its batches,
 * which share their failures with all clients of the process and know no deadline.
 */
export function appendsTo(
  client: EventStoreDBClient,
  { credentials, deadlineMs }: Connection,
  reads: Reads,
): Appends {
  const inTurn = oneAtATime();
  const working = new Set<Promise<unknown>>();
  let isClosed = false;

  /** Calls of one connection may overtake each other: those to one stream wait for each other. */
  function append(prepared: PreparedAppend, events: readonly NewEvent[]): Promise<Appended> {
    if (isClosed || working.size >= WORKING_MAX)
      return Promise.reject(new EventStoreUnavailable('nothing-written'));
    const answer = inTurn(prepared.stream, () =>
      events.length === 0 ? answerNothing(reads, prepared) : send(prepared, events),
    );
    working.add(answer);
    const end = (): void => void working.delete(answer);
    answer.then(end, end);
    return answer;
  }

  async function send(prepared: PreparedAppend, events: readonly NewEvent[]): Promise<Appended> {
    const { stream, expected } = prepared;
    try {
      const call = client.appendToStream(stream, events.map(toJsonEvent), {
        expectedRevision: expected === EMPTY ? NO_STREAM : BigInt(expected),
        credentials,
        deadline: deadlineMs,
        requiresLeader: true,
      });
      const { position } = await within(deadlineMs + SPARE_MS, call);
      const revision = expected + events.length;
      if (position === undefined) return placeOf(await lastWritten(reads, prepared));
      return { revision, position: positionAt(position.commit) };
    } catch (error) {
      if (isWrongRevision(error)) return await refused(reads, prepared, error);
      throw error instanceof EventStoreUnavailable ? error : appendFailed(error);
    }
  }

  return {
    append,
    drained: async () => {
      isClosed = true;
      await Promise.allSettled(working);
    },
  };
}

/** The server would write a record, and answer a revision that is none. */
async function answerNothing(
  reads: Reads,
  { stream, expected }: PreparedAppend,
): Promise<Appended> {
  const last = await reads.lastOf(stream);
  const { revision, position } = last ?? { revision: EMPTY, position: START };
  if (revision !== expected) throw new WrongRevision(stream, expected, revision);
  return { revision, position };
}

/** The server may leave out the position: then it is read back. */
async function lastWritten(
  reads: Reads,
  { stream, expected, events }: PreparedAppend,
): Promise<Recorded> {
  const [last] = await reads.stream(stream, expected + events.length, 1).catch(() => []);
  // Written, and where is not known: the same append again tells.
  if (last === undefined) throw new EventStoreUnavailable('unknown');
  return last;
}

/** An earlier try, given up for lost, may have written just this. */
async function refused(
  reads: Reads,
  { stream, expected, events }: PreparedAppend,
  { actualVersion }: WrongExpectedVersionError,
): Promise<Appended> {
  const actual = typeof actualVersion === 'bigint' ? Number(actualVersion) : EMPTY;
  const refusal = new WrongRevision(stream, expected, actual);
  if (actual < expected + events.length) throw refusal;
  const written = await reads.stream(stream, expected + 1, events.length);
  const last = written.at(-1);
  const isThere = events.every(({ id }, index) => written[index]?.id === id);
  if (!isThere || last === undefined) throw refusal;
  return placeOf(last);
}

/** What was made into text once, in checking it, can be made into text again by the client. */
const toJsonEvent = ({ id, type, data, metadata }: NewEvent) =>
  jsonEvent({ id, type, data: data as JSONType, metadata });

const placeOf = ({ revision, position }: Recorded): Appended => ({ revision, position });

const isWrongRevision = (error: unknown): error is WrongExpectedVersionError =>
  typeOf(error) === ErrorType.WRONG_EXPECTED_VERSION;
