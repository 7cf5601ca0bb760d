import { assert, type Recorded } from '@libs/kernel';
import { positionOf } from '../checks.js';
import { PositionBeyondEnd, type Page, type ReadAll } from '../event-store.js';
import { recordedFrom } from '../prepared-append.js';
import { ALL, NONE } from './kinds.js';
import type { OpenLog } from './log-file.js';
import type { RecentEvents } from './recent-events.js';
import type { SqliteLog } from './sqlite-log.js';

/**
 * So many events are read and parsed at once: their text stays below the size from which the
 * allocator asks the system for memory each time, and in the processor's cache.
 */
const PART_MAX = 64;

/** A page ends early once it holds so many characters of text. */
const PAGE_CHARACTERS_MAX = 8 * 1024 * 1024;

/** A filter looks at so many events for one page, which may then be empty. */
const SCAN_MAX = 100_000;

/** Reads a page. The end is looked up first, so nothing is skipped that comes in meanwhile. */
export function readPage(
  { log, kinds }: OpenLog,
  recent: RecentEvents,
  { after, limit, ...filter }: ReadAll,
): Page {
  const head = log.head();
  if (after > positionOf(head)) throw new PositionBeyondEnd(after, positionOf(head));
  const first = Number(after) + 1;
  const quick = recent.page({ ...filter, after: first - 1, head, limit });
  if (quick !== undefined) return quick;
  const asked = kinds.askedFor(filter);
  if (asked === NONE) return { events: [], position: positionOf(head), isEnd: true };
  const { events, last } =
    asked === ALL
      ? readRun(log, first, head, limit)
      : readChosen(log, asked, { first, head, limit });
  return { events, position: positionOf(last), isEnd: last === head };
}

/** Events, and the last position that was looked at. */
interface Found {
  readonly events: readonly Recorded[];
  readonly last: number;
}

function readRun(log: SqliteLog, first: number, head: number, limit: number): Found {
  const events: Recorded[] = [];
  const end = Math.min(head, first - 1 + limit);
  let next = first;
  for (let characters = 0; next <= end && characters < PAGE_CHARACTERS_MAX;) {
    const last = Math.min(end, next + PART_MAX - 1);
    const texts = log.texts(next, last) ?? '';
    const part = recordedFrom(texts);
    assert(part.length === last - next + 1, 'the log has no gaps');
    for (const event of part) events.push(event);
    characters += texts.length;
    next = last + 1;
  }
  return { events, last: next - 1 };
}

function readChosen(
  log: SqliteLog,
  kinds: string,
  { first, head, limit }: { readonly first: number; readonly head: number; readonly limit: number },
): Found {
  const events: Recorded[] = [];
  const end = Math.min(head, first - 1 + SCAN_MAX);
  let next = first;
  for (let characters = 0; next <= end && characters < PAGE_CHARACTERS_MAX;) {
    const wanted = Math.min(PART_MAX, limit - events.length);
    if (wanted === 0) break;
    const texts = log.textsOf(kinds, next, end, wanted) ?? '';
    const part = recordedFrom(texts);
    for (const event of part) events.push(event);
    characters += texts.length;
    next = part.length < wanted ? end + 1 : Number(part.at(-1)?.position) + 1;
  }
  return { events, last: next - 1 };
}
