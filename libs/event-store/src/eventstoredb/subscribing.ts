import {
  eventTypeFilter,
  START as OLDEST,
  streamNameFilter,
  type EventStoreDBClient,
  type Filter as ServerFilter,
} from '@eventstore/db-client';
import type { Position } from '@libs/kernel';
import { START, type Filter } from '../event-store.js';
import { orderedFeed, type OrderedFeed } from './ordered-feed.js';
import { placeOf } from './places.js';

/** So many checkpoints' worth of 32 events are scanned between two checkpoints. */
const CHECKPOINT_INTERVAL = 10;

/** So many events wait in the client, so that a reader that is busy for a moment is not dropped. */
const BUFFERED = 64;

const NOT_OF_THE_SYSTEM = '^[^$]';

/** A subscription to what comes after a position, as far as the server can tell it apart. */
export function feedAfter(
  client: EventStoreDBClient,
  after: Position,
  filter: Filter,
): OrderedFeed {
  const fromPosition = after === START ? OLDEST : placeOf(after);
  return orderedFeed((onCheckpoint) =>
    client.subscribeToAll(
      {
        fromPosition,
        requiresLeader: true,
        filter: serverFilter(filter, (_subscription, place) => onCheckpoint(place)),
      },
      { highWaterMark: BUFFERED },
    ),
  );
}

/** The server looks at streams or at types: what it lets through is looked at once more here. */
function serverFilter(
  { categories, types }: Filter,
  checkpointReached: NonNullable<ServerFilter['checkpointReached']>,
): ServerFilter {
  const checkpoints = { checkpointInterval: CHECKPOINT_INTERVAL, checkpointReached };
  if (categories !== undefined)
    return streamNameFilter({ prefixes: categories.map((name) => `${name}-`), ...checkpoints });
  if (types !== undefined) return eventTypeFilter({ prefixes: [...types], ...checkpoints });
  return streamNameFilter({ regex: NOT_OF_THE_SYSTEM, ...checkpoints });
}
