import type { AllStreamRecordedEvent, RecordedEvent } from '@eventstore/db-client';
import { assert, categoryOf, type Metadata, type Position, type Recorded } from '@libs/kernel';
import { isStream } from '../checks.js';
import type { Filter } from '../event-store.js';
import { positionAt } from './places.js';

/** What servers older than 22.6 write where they do not tell an event's position. */
const UNTOLD = 2n ** 63n;

/**
 * The event as the port tells it; `undefined` for what is not ours: others may write to this
 * server, and it writes itself, now and then into streams that are ours.
 */
export function ourEvent(event: RecordedEvent | AllStreamRecordedEvent): Recorded | undefined {
  const { id, type, data, metadata, streamId: stream, revision, isJson } = event;
  const isOurs = isJson && isStream(stream) && !type.startsWith('$') && isObject(metadata);
  if (!isOurs) return undefined;
  return {
    id,
    type,
    data: data as object,
    metadata: metadata as unknown as Metadata,
    stream,
    revision: Number(revision),
    position: positionOf(event),
  };
}

export function positionOf({ position }: RecordedEvent | AllStreamRecordedEvent): Position {
  const isTold = position !== undefined && position.commit < UNTOLD;
  assert(isTold, 'the server tells the position of each event (EventStoreDB 23.10 or later)');
  return positionAt(position.commit);
}

export const passes = ({ categories, types }: Filter, { stream, type }: Recorded): boolean =>
  (categories === undefined || categories.includes(categoryOf(stream))) &&
  (types === undefined || types.includes(type));

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
