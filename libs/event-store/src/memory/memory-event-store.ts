import type { Recorded, Revision } from '@libs/kernel';
import { assertLimit, assertPosition, assertStream, positionOf } from '../checks.js';
import {
  EMPTY,
  PositionBeyondEnd,
  WrongRevision,
  type Appended,
  type EventStore,
  type Filter,
  type Page,
  type ReadAll,
} from '../event-store.js';
import { followPages } from '../following.js';
import { news } from '../news.js';
import {
  prepareAppend,
  recordedFrom,
  recordedText,
  type PreparedAppend,
} from '../prepared-append.js';

/** Keeps the log in memory, for specs: it passes the contract, and forgets all at the end. */
export function memoryEventStore(): EventStore {
  const log: Kept[] = [];
  const streams = new Map<string, Kept[]>();
  const recorded = news();
  const closed = new AbortController();

  function append(prepared: PreparedAppend): Appended {
    const { stream, category, expected, events } = prepared;
    const kept = streams.get(stream) ?? [];
    const revision = expected + events.length;
    if (isRepeat(prepared, kept)) return placeAt(kept, revision);
    if (kept.length - 1 !== expected) throw new WrongRevision(stream, expected, kept.length - 1);
    for (const { id, type, opening } of events) {
      const text = recordedText(opening, kept.length, positionOf(log.length + 1));
      const event = { id, type, category, text, position: log.length + 1 };
      kept.push(event);
      log.push(event);
    }
    streams.set(stream, kept);
    recorded.tell();
    return placeAt(kept, revision);
  }

  function readAll({ after, limit, ...filter }: ReadAll): Page {
    assertPosition(after);
    assertLimit(limit);
    const head = positionOf(log.length);
    if (after > head) throw new PositionBeyondEnd(after, head);
    const found: Kept[] = [];
    let at = Number(after);
    for (; at < log.length && found.length < limit; at += 1) {
      const kept = log[at] as Kept;
      if (passes(filter, kept)) found.push(kept);
    }
    return { events: parsed(found), position: positionOf(at), isEnd: at === log.length };
  }

  const store: EventStore = {
    append: async (stream, expected, events) => append(prepareAppend(stream, expected, events)),
    read: async (stream, from = 0) => {
      assertStream(stream);
      return parsed((streams.get(stream) ?? []).slice(Math.max(from, 0)));
    },
    readAll: async (query) => readAll(query),
    follow: (query) =>
      followPages(
        { readAll: store.readAll, news: recorded.next },
        { ...query, signal: AbortSignal.any([query.signal, closed.signal]) },
      ),
    head: async () => positionOf(log.length),
    close: async () => closed.abort(),
  };
  return store;
}

interface Kept {
  readonly id: string;
  readonly type: string;
  readonly category: string;
  readonly text: string;
  readonly position: number;
}

const parsed = (kept: readonly Kept[]): readonly Recorded[] =>
  recordedFrom(kept.map(({ text }) => text).join());

const passes = ({ categories, types }: Filter, { category, type }: Kept): boolean =>
  (categories === undefined || categories.includes(category)) &&
  (types === undefined || types.includes(type));

/** Nothing to append repeats what is there; so do the same ids at the same place. */
function isRepeat({ expected, events }: PreparedAppend, kept: readonly Kept[]): boolean {
  if (events.length === 0) return kept.length - 1 === expected;
  return events.every(({ id }, index) => kept[expected + 1 + index]?.id === id);
}

const placeAt = (kept: readonly Kept[], revision: Revision): Appended => ({
  revision,
  position: positionOf(revision === EMPTY ? 0 : (kept[revision]?.position ?? 0)),
});
