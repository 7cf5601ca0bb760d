import type { EventStoreDBClient } from '@eventstore/db-client';
import type { Position } from '@libs/kernel';
import { PositionBeyondEnd, type Page, type ReadAll } from '../event-store.js';
import { waitFor } from '../following.js';
import { news } from '../news.js';
import { asFault, isTooSlow, Silence } from './faults.js';
import { newestEvents, type NewestEvents } from './newest-events.js';
import type { OrderedFeed } from './ordered-feed.js';
import type { Reads } from './reads.js';
import { ourEvent, positionOf } from './recorded-event.js';
import { feedAfter } from './subscribing.js';

/**
 * What is being recorded, through one subscription for all followers of the process. It leaves
 * out streams of the system alone, so that every event moves every follower's position.
 */
export interface LiveTail {
  /** Keeps the subscription until the answer is called. */
  readonly join: () => () => void;
  /**
   * A page of the newest events; `undefined` where they do not reach back to its beginning.
   * Fails with `PositionBeyondEnd` once the log has become shorter than it was.
   */
  readonly page: (query: ReadAll) => Page | undefined;
  /** Resolves when there may be something new after the call. */
  readonly news: () => Promise<void>;
  readonly close: () => void;
}

export interface LiveTailOptions {
  readonly client: EventStoreDBClient;
  readonly reads: Reads;
  /** Told once when the server is lost, not again until it was there. */
  readonly onLost: (error: unknown) => void;
  /** Told once when it is there again. */
  readonly onBack: () => void;
}

const RESUME_MIN_MS = 50;
const RESUME_MAX_MS = 1000;
/** After so long without a word it is looked whether there was something to tell. */
const QUIET_MS_MAX = 5000;

export function liveTail(options: LiveTailOptions): LiveTail {
  const recorded = news();
  let followers = 0;
  let running: Running | undefined;

  function stop(): void {
    running?.end.abort();
    running = undefined;
  }

  return {
    join: () => {
      followers += 1;
      if (running === undefined) {
        running = { newest: newestEvents(), end: new AbortController() };
        void keepOn({ ...options, ...running, tell: recorded.tell });
      }
      return () => {
        followers -= 1;
        if (followers === 0) stop();
      };
    },
    page: (query) => running?.newest.page(query),
    news: recorded.next,
    close: stop,
  };
}

interface Running {
  readonly newest: NewestEvents;
  readonly end: AbortController;
}

interface Keeping extends LiveTailOptions, Running {
  readonly tell: () => void;
}

/** Subscribes, and again whenever the subscription is lost, until it is ended. */
async function keepOn(keeping: Keeping): Promise<void> {
  const { signal } = keeping.end;
  let pauseMs = RESUME_MIN_MS;
  let isLost = false;
  function isThere(): void {
    pauseMs = RESUME_MIN_MS;
    if (isLost) keeping.onBack();
    isLost = false;
  }
  while (!signal.aborted)
    try {
      await resume(keeping);
      await drain(keeping, isThere);
    } catch (error) {
      // Routine: a reader that was slow for a moment goes on where it was, at once.
      if (signal.aborted || isTooSlow(error) || error instanceof Silence) continue;
      if (!isLost) keeping.onLost(asFault(error));
      isLost = true;
      await waitFor(new Promise(() => undefined), pauseMs, signal);
      pauseMs = Math.min(2 * pauseMs, RESUME_MAX_MS);
    }
}

/** Goes on where it was, unless the log that comes back is another one. */
async function resume({ newest, reads, tell }: Keeping): Promise<void> {
  const last = newest.last();
  try {
    const { head } = await (last === undefined ? reads.end() : reads.endAfter(last));
    if (last === undefined) newest.beginAfter(head);
  } catch (error) {
    if (error instanceof PositionBeyondEnd) newest.beginAnewAfter(error.head);
    throw error;
  } finally {
    tell();
  }
}

/** Takes events as fast as they come, for the server drops a reader who lets 32 of them wait. */
async function drain(keeping: Keeping, onTold: () => void): Promise<void> {
  const { client, newest, end, tell } = keeping;
  const { signal } = end;
  const feed = feedAfter(client, newest.last() as Position, {});
  signal.addEventListener('abort', feed.close, { once: true });
  try {
    while (!signal.aborted) {
      if (takeAll(feed, newest)) tell();
      await feed.arrival(QUIET_MS_MAX).catch((error) => checkedIfSilent(keeping, error));
      onTold();
    }
  } finally {
    signal.removeEventListener('abort', feed.close);
    feed.close();
  }
}

/** Nothing was recorded, or the subscription is dead and nobody has told: the log knows. */
async function checkedIfSilent({ reads, newest }: Keeping, error: unknown): Promise<void> {
  const last = newest.last();
  if (!(error instanceof Silence)) throw error;
  const { head } = await reads.end();
  if (last === undefined || head > last) throw error;
}

function takeAll(feed: OrderedFeed, newest: NewestEvents): boolean {
  let hasTaken = false;
  for (let told = feed.take(); told !== undefined; told = feed.take()) {
    if (told.kind !== 'event') continue;
    newest.add({ position: positionOf(told.event), event: ourEvent(told.event) });
    hasTaken = true;
  }
  return hasTaken;
}
