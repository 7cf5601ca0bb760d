import {
  BACKWARDS,
  END,
  ErrorType,
  type AllStreamResolvedEvent,
  type EventStoreDBClient,
  type Position as Place,
  type ResolvedEvent,
  type StreamingRead,
} from '@eventstore/db-client';
import type { Position, Recorded, Revision } from '@libs/kernel';
import { PositionBeyondEnd, START } from '../event-store.js';
import { readFailed, Silence, typeOf } from './faults.js';
import { placeOf, positionAt } from './places.js';
import { ourEvent } from './recorded-event.js';

/** Reading that ends by itself; every call fails with `EventStoreUnavailable` where nothing comes. */
export interface Reads {
  /** A stream's events from a revision on, all or so many; an unknown stream is empty. */
  readonly stream: (name: string, from: Revision, count?: number) => Promise<readonly Recorded[]>;
  readonly lastOf: (name: string) => Promise<Recorded | undefined>;
  readonly end: () => Promise<LogEnd>;
  /** The end of the log; fails with `PositionBeyondEnd` where the position is not in this log. */
  readonly endAfter: (position: Position) => Promise<LogEnd>;
  /** Where the last event stands that is certainly before a place. */
  readonly before: (place: Place) => Promise<Position>;
}

export interface LogEnd {
  /** Of the last event that is not in a stream of the system. */
  readonly head: Position;
  /** Of the last event of all. */
  readonly last: Position;
}

/** Most logs end with an event of ours; the server's own come in crowds where projections run. */
const END_PAGE = 8;
const END_PAGE_MAX = 4096;

interface Reading {
  readonly client: EventStoreDBClient;
  readonly deadlineMs: number;
}

export function readsOf(client: EventStoreDBClient, deadlineMs: number): Reads {
  const reading = { client, deadlineMs };

  async function ofStream(read: StreamingRead<ResolvedEvent>): Promise<readonly Recorded[]> {
    try {
      const found = await collected(read, deadlineMs);
      return found.flatMap(({ event }) => (event && ourEvent(event)) ?? []);
    } catch (error) {
      if (typeOf(error) === ErrorType.STREAM_NOT_FOUND) return [];
      throw error;
    }
  }

  const told =
    <Parameters extends readonly unknown[], Answer>(
      read: (...parameters: Parameters) => Promise<Answer>,
    ) =>
    (...parameters: Parameters): Promise<Answer> =>
      read(...parameters).catch((error: unknown) => {
        throw error instanceof PositionBeyondEnd ? error : readFailed(error);
      });

  return {
    stream: told((name, from, count) =>
      ofStream(
        client.readStream(name, {
          fromRevision: BigInt(Math.max(from, 0)),
          ...(count !== undefined && { maxCount: count }),
          requiresLeader: true,
        }),
      ),
    ),
    lastOf: told(async (name) => {
      const options = { direction: BACKWARDS, fromRevision: END, maxCount: 1 } as const;
      return (await ofStream(client.readStream(name, { ...options, requiresLeader: true })))[0];
    }),
    end: told(() => endOf(reading)),
    endAfter: told(async (position) => {
      const [found, isThere] = await Promise.all([endOf(reading), holds(reading, position)]);
      if (position > found.last || !isThere) throw new PositionBeyondEnd(position, found.head);
      return found;
    }),
    before: told(async (place) => positionOf((await backwards(reading, place, 1))[0])),
  };
}

/** The newest events before a place, newest first. */
const backwards = (
  { client, deadlineMs }: Reading,
  fromPosition: Place | typeof END,
  maxCount: number,
): Promise<readonly AllStreamResolvedEvent[]> =>
  collected(
    client.readAll({ direction: BACKWARDS, fromPosition, maxCount, requiresLeader: true }),
    deadlineMs,
  );

/** Walks back over what the server wrote for itself. */
async function endOf(reading: Reading): Promise<LogEnd> {
  let last: Position | undefined;
  let from: Place | typeof END = END;
  for (let page = END_PAGE; ; page = Math.min(8 * page, END_PAGE_MAX)) {
    const found: readonly AllStreamResolvedEvent[] = await backwards(reading, from, page);
    last ??= positionOf(found[0]);
    const own = found.find(({ event }) => event?.streamId.startsWith('$') === false);
    if (own !== undefined) return { head: positionOf(own), last };
    const oldest = found.at(-1)?.event;
    if (oldest === undefined || found.length < page) return { head: START, last };
    from = oldest.position;
  }
}

/** True where a record begins at the position; a server that knows none there fails. */
async function holds({ client, deadlineMs }: Reading, position: Position): Promise<boolean> {
  if (position === START) return true;
  const fromPosition = placeOf(position);
  const read = client.readAll({ fromPosition, maxCount: 1, requiresLeader: true });
  try {
    await collected(read, deadlineMs);
    return true;
  } catch (error) {
    if (typeOf(error) === ErrorType.UNKNOWN) return false;
    throw error;
  }
}

const positionOf = (found: AllStreamResolvedEvent | undefined): Position =>
  found?.event === undefined ? START : positionAt(found.event.position.commit);

/** All that a read brings; fails where nothing comes for some time, on whatever way there. */
function collected<Item>(read: StreamingRead<Item>, silenceMs: number): Promise<readonly Item[]> {
  return new Promise((resolve, reject) => {
    const items: Item[] = [];
    const timer = setTimeout(() => {
      // Left alone it would hold its call open for ever.
      read.cancel().catch(() => undefined);
      reject(new Silence(silenceMs));
    }, silenceMs);
    read.on('data', (item: Item) => {
      items.push(item);
      timer.refresh();
    });
    read.once('end', () => {
      clearTimeout(timer);
      resolve(items);
    });
    read.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}
