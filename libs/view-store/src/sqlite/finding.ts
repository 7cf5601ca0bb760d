import { compared } from '../order.js';
import type { Count, Counted, Find, Saved, Value } from '../view-store.js';
import type { Connection } from './connection.js';
import type { Layout } from './layout.js';
import { gatheringsFor, walkFor, type Gathering, type Walk, type Where } from './plan.js';
import { collectSql, countedSql, countSql, glanceSql, walkSql, type Sql } from './sql.js';

/** So few rows are always collected rather than looked for on a walk. */
const FEW_ROWS = 1000;
/** A walk that passes rows in vain is first tried over so many. */
const GLANCE_ROWS = 4000;
/** More rows than this are never collected while there is a walk. */
const COLLECTED_MAX = 200_000;
/** To collect a row costs about as much as to pass this many on a walk. */
const COLLECT_COST = 2;
/** Longer lists of words are not laid over the shortest: the rows themselves tell. */
const OVERLAY_MAX = 4;

/** Where a document stands in the order asked for: its number, the value that sorts, its id. */
type Place = readonly [number: number, value: Value, id: string];

export function found<Document>(
  reader: Connection,
  layout: Layout,
  query: Find,
): readonly Saved<Document>[] {
  const asked = withoutRepeats(query);
  if (asked === undefined) return [];
  const document = reader.statement(
    `SELECT id, position, document FROM ${layout.documents} WHERE number = ?`,
  );
  // The columns that the statement names; the places were read in the same snapshot.
  return placesOf({ reader, layout, query: asked }).map(([number]) =>
    savedFrom(document.get(number) as DocumentRow),
  );
}

export function saved<Document>(
  reader: Connection,
  { documents }: Layout,
  ids: readonly string[],
): ReadonlyMap<string, Saved<Document>> {
  const byId = reader.statement(`SELECT id, position, document FROM ${documents} WHERE id = ?`);
  const rows = new Map<string, Saved<Document>>();
  for (const id of ids) {
    const row = byId.get(id) as DocumentRow | undefined; // The columns that it names.
    if (row !== undefined) rows.set(id, savedFrom(row));
  }
  return rows;
}

export function counted(reader: Connection, layout: Layout, query: Count): readonly Counted[] {
  const { text, values } = countSql(layout, query);
  return reader
    .all<[Value, number, Value | null]>(text, ...values)
    .map(([value, count, oldest]) => ({ value, count, ...(oldest !== null && { oldest }) }));
}

type DocumentRow = readonly [id: string, position: string, document: string];

const savedFrom = <Document>([id, position, document]: DocumentRow): Saved<Document> => ({
  id,
  document: JSON.parse(document) as Document, // Written by `rowsOf` from a document.
  position,
});

/** Sets without repeats; `undefined` where a set is empty, so that nothing can match. */
function withoutRepeats(query: Find): Find | undefined {
  const where: Record<string, Where[string]> = {};
  for (const [field, condition] of Object.entries(query.where)) {
    const values = 'in' in condition ? [...new Set(condition.in)] : undefined;
    if (values?.length === 0) return undefined;
    where[field] = values === undefined ? condition : { in: values };
  }
  return { ...query, where };
}

/** Walks where every row matches; else tries what is cheap first, and counts before the rest. */
function placesOf(asking: Asking): readonly Place[] {
  const { layout, query } = asking;
  const walk = walkFor(layout, query);
  const walked = () => (walk === undefined ? [] : read(asking, walkSql(layout, query, walk)));
  if (walk?.isExact === true) return walked();
  const ways = gatheringsFor(layout, query, walk);
  const collect = (by: Gathering) => read(asking, [collectSql(layout, query, by)]);
  if (walk === undefined) return collect(cheapest(weighed(asking, ways, COLLECTED_MAX)).by);
  const few = cheapest(weighed(asking, ways, FEW_ROWS));
  if (few.rows < FEW_ROWS) return collect(few.by);
  const glance = glanced(asking, walk);
  if (glance.isAll) return glance.places;
  const all = weighed(asking, ways, COLLECTED_MAX);
  const least = cheapest(all);
  // What was found on the way tells how far there is still to go.
  const expected = (query.limit * GLANCE_ROWS) / Math.max(0.5, glance.places.length);
  const isCheaper = least.rows < COLLECTED_MAX && COLLECT_COST * least.rows < expected;
  return isCheaper ? collect(overlaid(all, least)) : walked();
}

interface Asking {
  readonly reader: Connection;
  readonly layout: Layout;
  readonly query: Find;
}

interface Weighed {
  readonly by: Gathering;
  readonly rows: number;
}

/** How many rows each way brings together, counted no further than `max`. */
const weighed = (
  { reader, layout, query }: Asking,
  ways: readonly Gathering[],
  max: number,
): readonly Weighed[] =>
  ways.map((by) => ({ by, rows: countOf(reader, countedSql(layout, query.where, by, max)) }));

const cheapest = (ways: readonly Weighed[]): Weighed =>
  ways.reduce((least, way) => (way.rows < least.rows ? way : least), {
    by: { kind: 'table' },
    rows: Infinity,
  });

/** Several words of like weight are laid over each other before any row is fetched. */
function overlaid(ways: readonly Weighed[], least: Weighed): Gathering {
  if (least.by.kind !== 'words') return least.by;
  const others = ways
    .filter((way) => way !== least && way.rows < OVERLAY_MAX * least.rows)
    .flatMap(({ by }) => (by.kind === 'words' ? by.prefixes : []));
  return { kind: 'words', prefixes: [...least.by.prefixes, ...others] };
}

/** The first rows of a walk; `isAll` when there are enough, or no more to walk. */
function glanced(asking: Asking, walk: Walk) {
  const { reader, layout, query } = asking;
  const rowsMax = Math.ceil(GLANCE_ROWS / walk.branches.length);
  const places = read(asking, glanceSql(layout, query, walk, rowsMax));
  const way: Gathering = { kind: 'index', index: walk.index };
  const isAll =
    places.length === query.limit ||
    countOf(reader, countedSql(layout, query.where, way, rowsMax + 1)) <= rowsMax;
  return { places, isAll };
}

const countOf = (reader: Connection, { text, values }: Sql): number =>
  reader.get<[number]>(text, ...values)?.[0] ?? 0;

/** The first places of one or several lists that are each in order. */
function read({ reader, query }: Asking, statements: readonly Sql[]): readonly Place[] {
  const lists = statements.map(({ text, values }) => reader.all<Place>(text, ...values));
  const [only] = lists;
  if (lists.length === 1 && only !== undefined) return only;
  const sign = query.sort.direction === 'ascending' ? 1 : -1;
  return lists
    .flat()
    .sort((a, b) => sign * (compared(a[1], b[1]) || compared(a[2], b[2])))
    .slice(0, query.limit);
}
