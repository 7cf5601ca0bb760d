import type { Position } from '@libs/kernel';
import {
  EventStoreUnavailable,
  PAGE_MAX,
  type Batch,
  type Follow,
  type Page,
  type ReadAll,
} from './event-store.js';

/** What following needs of an adapter that reads in pages. */
export interface Followed {
  readonly readAll: (query: ReadAll) => Promise<Page>;
  /** Resolves when something may have been recorded after the call. */
  readonly news: () => Promise<void>;
}

const BATCH_DEFAULT = 1000;
/** Positions without events are told at most this often: whoever saves them writes to a disk. */
const QUIET_MS = 50;
const RESUME_MIN_MS = 50;
const RESUME_MAX_MS = 1000;

/** Follows by reading pages, and waiting for news once there is no further page. */
export async function* followPages(source: Followed, query: Follow): AsyncGenerator<Batch> {
  const { signal } = query;
  const told: Told = { position: query.after, isCaughtUp: false, at: 0 };
  let position = query.after;
  while (!signal.aborted) {
    const news = source.news();
    let page = await readPatiently(source, query, position);
    if (signal.aborted || page === undefined) return;
    position = page.position;
    const { isEnd } = page;
    const quietMs = tellsNothing(page, told) ? Infinity : quietFor(page, told);
    if (quietMs <= 0) {
      Object.assign(told, { position, isCaughtUp: isEnd, at: performance.now() });
      yield { events: page.events, position, isCaughtUp: isEnd };
    }
    // One that is held while the next is read costs the collector a copy of both.
    page = undefined;
    if (isEnd) await waitFor(news, quietMs <= 0 ? Infinity : quietMs, signal);
  }
}

/** Resolves when a promise does, after some time, or when the signal is aborted. */
export function waitFor(
  promise: Promise<void>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = timeoutMs === Infinity ? undefined : setTimeout(finish, timeoutMs);
    function finish(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    }
    signal.addEventListener('abort', finish);
    void promise.then(finish);
  });
}

interface Told {
  position: Position;
  isCaughtUp: boolean;
  at: number;
}

const tellsNothing = (page: Page, told: Told): boolean =>
  page.position === told.position && (told.isCaughtUp || !page.isEnd);

const quietFor = (page: Page, told: Told): number =>
  page.events.length > 0 || !told.isCaughtUp ? 0 : told.at + QUIET_MS - performance.now();

/** An engine's loss is waited out: a follower ends when it is told to, and only then. */
async function readPatiently(
  { readAll }: Followed,
  { signal, batchMax, categories, types }: Follow,
  after: Position,
): Promise<Page | undefined> {
  const limit = Math.min(batchMax ?? BATCH_DEFAULT, PAGE_MAX);
  const filter = { ...(categories && { categories }), ...(types && { types }) };
  for (let pauseMs = RESUME_MIN_MS; !signal.aborted; pauseMs = Math.min(2 * pauseMs, RESUME_MAX_MS))
    try {
      return await readAll({ ...filter, after, limit });
    } catch (error) {
      if (!(error instanceof EventStoreUnavailable)) throw error;
      await waitFor(new Promise(() => undefined), pauseMs, signal);
    }
  return undefined;
}
