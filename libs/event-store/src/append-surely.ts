import type { Revision } from '@libs/kernel';
import {
  EventStoreUnavailable,
  type Appended,
  type EventStore,
  type NewEvent,
} from './event-store.js';

/** An append whose outcome is unknown is tried again so many times before the stream is read. */
const REPEATS_MAX = 2;

export interface WantedAppend {
  readonly stream: string;
  readonly expected: Revision;
  readonly events: readonly NewEvent[];
}

/**
 * Appends, and finds out what became of an append whose outcome is unknown: the same ids with
 * the same expectation again, then reading back. Fails with `EventStoreUnavailable('unknown')`
 * only when that could not be found out either.
 */
export async function appendSurely(store: EventStore, wanted: WantedAppend): Promise<Appended> {
  const { stream, expected, events } = wanted;
  let unknown: unknown;
  for (let repeat = 0; repeat <= REPEATS_MAX; repeat += 1)
    try {
      return await store.append(stream, expected, events);
    } catch (error) {
      if (!(error instanceof EventStoreUnavailable)) throw error;
      // A later attempt that wrote nothing says nothing about the first one.
      if (unknown === undefined && error.outcome === 'nothing-written') throw error;
      unknown = error;
    }
  return readBack(store, wanted, unknown);
}

async function readBack(
  store: EventStore,
  { stream, expected, events }: WantedAppend,
  cause: unknown,
): Promise<Appended> {
  const written = await store.read(stream, expected + 1).catch(() => []);
  const isThere = events.every(({ id }, index) => written[index]?.id === id);
  const last = written[events.length - 1];
  if (!isThere || last === undefined) throw new EventStoreUnavailable('unknown', { cause });
  return { revision: last.revision, position: last.position };
}
