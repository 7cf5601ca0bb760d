import type { AllStreamRecordedEvent, EventStoreDBClient } from '@eventstore/db-client';
import type { Position, Recorded } from '@libs/kernel';
import type { Filter, Page } from '../event-store.js';
import { readFailed } from './faults.js';
import type { OrderedFeed } from './ordered-feed.js';
import { laterOf } from './places.js';
import type { Reads } from './reads.js';
import { ourEvent, passes, positionOf } from './recorded-event.js';
import { feedAfter } from './subscribing.js';

/**
 * The log in pages. Pages that go on from each other are read through one subscription, filtered
 * by the server; it is opened and closed as needed.
 */
export interface History {
  readonly page: (after: Position, limit: number) => Promise<Page>;
  readonly close: () => void;
}

export interface HistoryOptions {
  readonly client: EventStoreDBClient;
  readonly reads: Reads;
  readonly filter: Filter;
  /** Milliseconds without a word from the server after which it is away. */
  readonly silenceMs: number;
}

/** A page ends at a checkpoint after so long, full or not: whoever reads is to get on. */
const PAGE_MS_MAX = 500;

/** A subscription, and how far what it told was taken. */
interface Open {
  readonly feed: OrderedFeed;
  /** The end of the log when it was opened. */
  readonly end: Position;
  position: Position;
  pages: number;
}

export function historyOf({ client, reads, filter, silenceMs }: HistoryOptions): History {
  const asksForNothing = filter.categories?.length === 0 || filter.types?.length === 0;
  let open: Open | undefined;

  async function page(after: Position, limit: number): Promise<Page> {
    if (open?.position !== after) {
      close();
      const end = laterOf(after, (await reads.endAfter(after)).head);
      if (asksForNothing || after === end) return { events: [], position: end, isEnd: true };
      open = { feed: feedAfter(client, after, filter), end, position: after, pages: 0 };
    }
    return fill(open, limit);
  }

  async function fill(from: Open, limit: number): Promise<Page> {
    const events: Recorded[] = [];
    const until = performance.now() + PAGE_MS_MAX;
    from.pages += 1;
    try {
      while (events.length < limit) {
        const told = from.feed.take();
        if (told === undefined) await from.feed.arrival(silenceMs);
        else if (told.kind === 'event') add(from, told.event, events);
        else if (told.kind === 'caught-up') return caughtUp(from, events);
        else if (performance.now() > until) {
          // Whether the place is of an event or after it differs: the event before it is handled.
          from.position = laterOf(from.position, await reads.before(told.place));
          return pageOf(from, events);
        }
      }
      // The end was looked up before the first page alone: later ones are told where it is.
      return { ...pageOf(from, events), isEnd: from.pages === 1 && from.position >= from.end };
    } catch (error) {
      close();
      if (events.length === 0) throw readFailed(error);
      return pageOf(from, events);
    }
  }

  function add(from: Open, event: AllStreamRecordedEvent, events: Recorded[]): void {
    const own = ourEvent(event);
    if (own !== undefined && passes(filter, own)) events.push(own);
    from.position = positionOf(event);
  }

  function caughtUp(from: Open, events: readonly Recorded[]): Page {
    close();
    from.position = laterOf(from.position, from.end);
    return { ...pageOf(from, events), isEnd: true };
  }

  function close(): void {
    open?.feed.close();
    open = undefined;
  }

  return { page, close };
}

const pageOf = ({ position }: Open, events: readonly Recorded[]): Page => ({
  events,
  position,
  isEnd: false,
});
