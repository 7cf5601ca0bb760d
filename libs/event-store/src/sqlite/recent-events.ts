import type { Recorded } from '@libs/kernel';
import { positionOf } from '../checks.js';
import type { Filter, Page } from '../event-store.js';
import { passes } from './kinds.js';

/** An event that this process has just recorded. */
export interface RecentEvent {
  readonly position: number;
  readonly category: string;
  readonly type: string;
  /** The recorded event as JSON. */
  readonly body: string;
}

/**
 * The newest events, so that many live followers cost one parsing of each and no reading. Few:
 * a follower that is behind reads the file, and what is kept for long costs the collector.
 */
export interface RecentEvents {
  readonly add: (events: readonly RecentEvent[]) => void;
  /** A page of a log that ends at `head`; `undefined` where it does not reach back far enough. */
  readonly page: (query: RecentQuery) => Page | undefined;
  readonly forget: () => void;
}

export interface RecentQuery extends Filter {
  readonly after: number;
  readonly head: number;
  readonly limit: number;
}

const EVENTS_MAX = 512;
const CHARACTERS_MAX = 1024 * 1024;

export function recentEvents(): RecentEvents {
  let kept: Kept[] = [];
  let characters = 0;

  /** Drops the older half once there is too much, so that dropping is rare. */
  function shorten(): void {
    while (kept.length > EVENTS_MAX || (kept.length > 1 && characters > CHARACTERS_MAX))
      kept = kept.slice(Math.ceil(kept.length / 2));
    characters = kept.reduce((total, { body }) => total + body.length, 0);
  }

  function forget(): void {
    kept = [];
    characters = 0;
  }

  return {
    forget,
    add: (events) => {
      const [first] = events;
      if (first === undefined) return;
      // Another process has written in between: what is kept must have no gap.
      if (first.position !== (kept.at(-1)?.position ?? 0) + 1) forget();
      for (const event of events) {
        kept.push({ ...event });
        characters += event.body.length;
      }
      if (kept.length > EVENTS_MAX || characters > CHARACTERS_MAX) shorten();
    },
    page: (query) => {
      const first = kept[0]?.position ?? Infinity;
      const reaches = first <= query.after + 1 && kept.at(-1)?.position === query.head;
      return reaches ? pageOf(kept, query.after + 1 - first, query) : undefined;
    },
  };
}

interface Kept extends RecentEvent {
  /** Parsed when the first follower asks for it, and shared by all. */
  recorded?: Recorded;
}

function pageOf(kept: readonly Kept[], from: number, query: RecentQuery): Page {
  const events: Recorded[] = [];
  let at = from;
  for (; at < kept.length && events.length < query.limit; at += 1) {
    const event = kept[at] as Kept;
    if (passes(query, event)) events.push((event.recorded ??= JSON.parse(event.body) as Recorded));
  }
  const position = query.after + at - from;
  return { events, position: positionOf(position), isEnd: position === query.head };
}
