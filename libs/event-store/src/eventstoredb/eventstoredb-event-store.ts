import { EventStoreDBClient } from '@eventstore/db-client';
import { assertLimit, assertPosition, assertStream } from '../checks.js';
import type { EventStore, Follow, Page, ReadAll } from '../event-store.js';
import { followPages } from '../following.js';
import { prepareAppend } from '../prepared-append.js';
import { appendsTo } from './appends.js';
import { readConnectionString } from './connection-string.js';
import { within } from './faults.js';
import { historyOf, type History } from './history.js';
import { liveTail } from './live-tail.js';
import { readsOf } from './reads.js';

export interface EventStoreDbOptions {
  /** With user, password and TLS in it: `esdb://user:password@host:2113?tls=true`. */
  readonly connectionString: string;
  /** Told once when followers lose the server, not again until it was there. */
  readonly onLost?: (error: unknown) => void;
  /** Told once when followers have it again. */
  readonly onBack?: () => void;
}

const DISPOSE_MS_MAX = 1000;

/**
 * Keeps the log in EventStoreDB 23.10 or later, or in KurrentDB (ADR 21). Connects when it
 * is first asked; fails with `ConnectionStringRefused` at once.
 */
export function eventStoreDbEventStore({
  connectionString,
  onLost = () => undefined,
  onBack = () => undefined,
}: EventStoreDbOptions): EventStore {
  const connection = readConnectionString(connectionString);
  const { deadlineMs: silenceMs } = connection;
  const client = EventStoreDBClient.connectionString(connection.connectionString);
  const reads = readsOf(client, silenceMs);
  const appends = appendsTo(client, connection, reads);
  const tail = liveTail({ client, reads, onLost, onBack });
  const closed = new AbortController();

  async function readAll({ after, limit, ...filter }: ReadAll): Promise<Page> {
    assertPosition(after);
    assertLimit(limit);
    const history = historyOf({ client, reads, filter, silenceMs });
    try {
      return await history.page(after, limit);
    } finally {
      history.close();
    }
  }

  async function* follow(query: Follow) {
    const { categories, types } = query;
    const signal = AbortSignal.any([query.signal, closed.signal]);
    if (signal.aborted) return;
    const filter = { ...(categories && { categories }), ...(types && { types }) };
    const history = historyOf({ client, reads, filter, silenceMs });
    const leave = tail.join();
    signal.addEventListener('abort', history.close);
    try {
      const readPage = historyThenLive(history, tail.page);
      yield* followPages({ readAll: readPage, news: tail.news }, { ...query, signal });
    } finally {
      signal.removeEventListener('abort', history.close);
      history.close();
      leave();
    }
  }

  return {
    append: async (stream, expected, events) =>
      appends.append(prepareAppend(stream, expected, events), events),
    read: async (stream, from = 0) => {
      assertStream(stream);
      return reads.stream(stream, from);
    },
    readAll,
    follow,
    head: async () => (await reads.end()).head,
    close: async () => {
      closed.abort();
      tail.close();
      await appends.drained();
      await within(DISPOSE_MS_MAX, client.dispose()).catch(() => undefined);
    },
  };
}

/** From the server until all of it was read, then from what is live, as far as that reaches back. */
function historyThenLive(history: History, live: (query: ReadAll) => Page | undefined) {
  let hasCaughtUp = false;
  return async (query: ReadAll): Promise<Page> => {
    const newest = hasCaughtUp ? live(query) : undefined;
    if (newest !== undefined) return newest;
    const page = await history.page(query.after, query.limit);
    hasCaughtUp = page.isEnd;
    return page;
  };
}
