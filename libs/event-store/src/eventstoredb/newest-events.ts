import type { Position, Recorded } from '@libs/kernel';
import { PositionBeyondEnd, type Page, type ReadAll } from '../event-store.js';
import { passes } from './recorded-event.js';

/** What was told last, oldest first; `event` is missing for what is not ours. */
export interface Newest {
  readonly position: Position;
  readonly event: Recorded | undefined;
}

/** The newest events without a gap: a bounded queue that all followers of a process share. */
export interface NewestEvents {
  /** Where the next one comes after; `undefined` before the beginning. */
  readonly last: () => Position | undefined;
  readonly beginAfter: (position: Position) => void;
  /** Begins in another log: whoever was beyond its end is told so. */
  readonly beginAnewAfter: (position: Position) => void;
  readonly add: (newest: Newest) => void;
  readonly page: (query: ReadAll) => Page | undefined;
}

const EVENTS_MAX = 2048;

export function newestEvents(): NewestEvents {
  let kept: Newest[] = [];
  let after: Position | undefined;
  let isAnotherLog = false;

  const last = (): Position | undefined => kept.at(-1)?.position ?? after;

  function beginAfter(position: Position): void {
    kept = [];
    after = position;
  }

  function page(query: ReadAll): Page | undefined {
    const end = last();
    if (after === undefined || end === undefined || query.after < after) return undefined;
    if (query.after > end) {
      if (isAnotherLog) throw new PositionBeyondEnd(query.after, end);
      // Read by another way a moment ago: it will come by here.
      return { events: [], position: query.after, isEnd: true };
    }
    return pageFrom(kept, firstAfter(kept, query.after), query);
  }

  return {
    last,
    beginAfter,
    beginAnewAfter: (position) => {
      isAnotherLog = true;
      beginAfter(position);
    },
    add: (newest) => {
      kept.push(newest);
      if (kept.length <= EVENTS_MAX) return;
      // The older half at once, so that it is rare.
      const dropped = kept.splice(0, EVENTS_MAX / 2);
      after = dropped.at(-1)?.position;
    },
    page,
  };
}

/** Most followers are at the end: it is looked for from there. */
function firstAfter(kept: readonly Newest[], position: Position): number {
  let first = kept.length;
  while (first > 0 && (kept[first - 1] as Newest).position > position) first -= 1;
  return first;
}

function pageFrom(kept: readonly Newest[], first: number, { limit, ...query }: ReadAll): Page {
  const events: Recorded[] = [];
  let at = first;
  for (; at < kept.length && events.length < limit; at += 1) {
    const { event } = kept[at] as Newest;
    if (event !== undefined && passes(query, event)) events.push(event);
  }
  const position = kept[at - 1]?.position ?? query.after;
  return { events, position: at === first ? query.after : position, isEnd: at === kept.length };
}
