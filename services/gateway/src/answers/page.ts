import { createHash } from 'node:crypto';
import type { Position } from '@libs/kernel';
import type { Ports } from '@libs/platform';
import type { Condition, Find, OpenView, Saved, Value } from '@libs/view-store';
import { cursorIn, cursorText, type Cursor } from '../http/cursor.js';
import { LIMIT_DEFAULT } from '../input/parameters.js';

/** Which rows, in which order, and where the page begins. */
export interface PageWish<Document> {
  readonly where: Readonly<Record<string, Condition>>;
  readonly search?: string | undefined;
  readonly sort: Find['sort'];
  readonly sortValue: (document: Document) => Value;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** A page of a list; its cursors lead to its neighbours. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
  readonly prev: string | null;
  readonly asOf: AsOf;
}

/** How far the view had come, and when it was asked. */
export interface AsOf {
  readonly position: Position;
  readonly at: string;
}

/** How far a view has come; asked before it is read, so that it never says too much. */
export const asOf = async (
  { clock }: Pick<Ports, 'clock'>,
  view: Pick<OpenView<object>, 'position'>,
): Promise<AsOf> => ({ position: await view.position(), at: clock.now() });

/** One page, and cursors to its neighbours. Fails with `InputRefused` on a foreign cursor. */
export async function pageOf<Document extends object>(
  ports: Pick<Ports, 'secrets' | 'clock'>,
  view: OpenView<Document>,
  wish: PageWish<Document>,
): Promise<Page<Document>> {
  const { secrets } = ports;
  const { where, search, sort, limit = LIMIT_DEFAULT } = wish;
  const list = listOf({ where, search, sort });
  const cursor = wish.cursor === undefined ? undefined : cursorIn(secrets, wish.cursor, list);
  const seen = await asOf(ports, view);
  const found = await view.find(findOf(wish, cursor, limit + 1));
  const rows = found.slice(0, limit);
  if (cursor?.towards === 'prev') rows.reverse();
  const { hasNext, hasPrev } = neighbours(cursor, found.length > limit);
  const at = (row: Saved<Document> | undefined, towards: Cursor['towards']): string | null =>
    row === undefined
      ? null
      : cursorText(secrets, { value: wish.sortValue(row.document), id: row.id, towards, list });
  return {
    items: rows.map(({ document }) => document),
    next: hasNext ? at(rows.at(-1), 'next') : null,
    prev: hasPrev ? at(rows[0], 'prev') : null,
    asOf: seen,
  };
}

/** Which list a cursor belongs to; the cursor's signature guards it. */
const listOf = (list: Pick<PageWish<never>, 'where' | 'search' | 'sort'>): string =>
  createHash('sha256').update(JSON.stringify(list)).digest('base64url').slice(0, 16);

function findOf<Document>(
  { where, search, sort }: PageWish<Document>,
  cursor: Cursor | undefined,
  limit: number,
): Find {
  return {
    where,
    ...(search !== undefined && { search }),
    sort: cursor?.towards === 'prev' ? turned(sort) : sort,
    ...(cursor !== undefined && { after: { value: cursor.value, id: cursor.id } }),
    limit,
  };
}

/** A page that was come to from one side has a neighbour there; `hasMore` tells of the other. */
function neighbours(cursor: Cursor | undefined, hasMore: boolean) {
  return cursor?.towards === 'prev'
    ? { hasNext: true, hasPrev: hasMore }
    : { hasNext: hasMore, hasPrev: cursor !== undefined };
}

const turned = ({ by, direction }: Find['sort']): Find['sort'] => ({
  by,
  direction: direction === 'ascending' ? 'descending' : 'ascending',
});
