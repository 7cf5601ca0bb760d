import { assertLimit, assertPosition, assertStream, positionOf } from '../checks.js';
import type { EventStore, Follow } from '../event-store.js';
import { followPages } from '../following.js';
import { news } from '../news.js';
import { prepareAppend, recordedFrom, type PreparedAppend } from '../prepared-append.js';
import { checkpoints } from './checkpoints.js';
import { commitGroup, type Ending } from './commit-group.js';
import { patiently } from './faults.js';
import { groupCommit } from './group-commit.js';
import { logFile } from './log-file.js';
import type { FileOptions } from './open-file.js';
import { readPage } from './read-page.js';
import { recentEvents } from './recent-events.js';
import { walkStream } from './walk-stream.js';
import { watchOthers } from './watch-others.js';

/**
 * Keeps the log in one SQLite file, which several processes may append to and follow
 * (docs/adr/0014). Fails where the file cannot be opened, or SQLite is too old to be safe.
 */
export async function sqliteEventStore(options: FileOptions): Promise<EventStore> {
  const recorded = news();
  const recent = recentEvents();
  const file = logFile(options, recent.forget);
  const appends = groupCommit(write);
  const checkpointing = checkpoints(file, options.file);
  const others = watchOthers(file.othersVersion, recorded.tell);
  const closed = new AbortController();
  await patiently(() => file.write(() => undefined));

  async function write(group: readonly PreparedAppend[]): Promise<readonly Ending[]> {
    const { endings, events } = await patiently(() =>
      file.write((open) => commitGroup(open, group)),
    );
    if (events.length > 0) {
      if (others.isWatched()) recent.add(events);
      recorded.tell();
      checkpointing.afterCommit();
    }
    return endings;
  }

  async function* follow(query: Follow) {
    const signal = AbortSignal.any([query.signal, closed.signal]);
    const stop = others.start();
    try {
      yield* followPages({ readAll: store.readAll, news: recorded.next }, { ...query, signal });
    } finally {
      stop();
    }
  }

  const store: EventStore = {
    append: async (stream, expected, events) =>
      appends.append(prepareAppend(stream, expected, events)),
    read: async (stream, from = 0) => {
      assertStream(stream);
      return patiently(() =>
        file.read(({ log, streams }) => {
          streams.refresh();
          const row = streams.find(stream);
          return row === undefined ? [] : recordedFrom(walkStream(log, row, from).join());
        }),
      );
    },
    readAll: async (query) => {
      assertPosition(query.after);
      assertLimit(query.limit);
      return patiently(() => file.read((open) => readPage(open, recent, query)));
    },
    follow,
    head: () => patiently(() => file.read(({ log }) => positionOf(log.head()))),
    close: async () => {
      closed.abort();
      await appends.drained();
      await checkpointing.stop();
      others.stop();
      file.close();
    },
  };
  return store;
}
