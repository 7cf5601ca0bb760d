import type { Position, Recorded } from '@libs/kernel';
import type { EventStore, Filter, Page } from '../event-store.js';

const PAGES_MAX = 1000;
const PAGE = 1000;

/** To the end of the log, page by page: how full a page is, is for the engine to say. */
export async function pagesAfter(
  store: EventStore,
  after: Position,
  filter: Filter,
  limit: number,
): Promise<readonly Page[]> {
  const pages: Page[] = [];
  let position = after;
  while (pages.length < PAGES_MAX && pages.at(-1)?.isEnd !== true) {
    const page = await store.readAll({ ...filter, after: position, limit });
    pages.push(page);
    ({ position } = page);
  }
  return pages;
}

/** All that is recorded after a position. */
export const allAfter = async (
  store: EventStore,
  after: Position,
  filter: Filter = {},
): Promise<readonly Recorded[]> =>
  (await pagesAfter(store, after, filter, PAGE)).flatMap(({ events }) => events);
