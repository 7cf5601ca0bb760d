import { compared } from '../order.js';
import type { Count, Counted, Find, Saved, Value } from '../view-store.js';
import { askedWords } from '../words.js';
import type { Connection } from './connection.js';
import type { Index, Layout } from './layout.js';
import { planOf, type Gathering, type Plan, type Where } from './plan.js';
import {
  afterSql,
  indexedBy,
  joined,
  numbersSql,
  orderSql,
  whereSql,
  wordSql,
  type Sql,
} from './sql.js';

/** Where a document stands in the order asked for: its number, the value that sorts, its id. */
type Place = readonly [number: number, value: Value, id: string];

export function found<Document>(
  reader: Connection,
  layout: Layout,
  query: Find,
): readonly Saved<Document>[] {
  const asked = withoutRepeats(query);
  if (asked === undefined) return [];
  const plan = planOf(
    layout,
    asked,
    ({ text, values }) => reader.get<[number]>(text, ...values)?.[0] ?? 0,
  );
  const places = merged(
    statementsOf(layout, asked, plan).map(({ text, values }) => reader.all<Place>(text, ...values)),
    asked,
  );
  const document = reader.statement(
    `SELECT id, position, document FROM ${layout.documents} WHERE number = ?`,
  );
  return places.map(([number]) => savedFrom(document.get(number) as DocumentRow));
}

/** What a plan asks SQLite for: one statement, or one for each branch of a walk. */
export function statementsOf(layout: Layout, query: Find, plan: Plan): readonly Sql[] {
  switch (plan.how) {
    case 'walk':
      return plan.branches.map((where) =>
        placesSql(layout, { ...query, where }, from(layout, plan.index)),
      );
    case 'collect':
      return [placesSql(layout, query, fromGathering(layout, plan.by))];
  }
}

export function saved<Document>(
  reader: Connection,
  { documents }: Layout,
  ids: readonly string[],
): ReadonlyMap<string, Saved<Document>> {
  const byId = reader.statement(`SELECT id, position, document FROM ${documents} WHERE id = ?`);
  const rows = new Map<string, Saved<Document>>();
  for (const id of ids) {
    const row = byId.get(id) as DocumentRow | undefined;
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

export function countSql(layout: Layout, { where, by, oldest }: Count): Sql {
  const column = layout.column(by);
  const conditions = joined([
    { text: `${column} IS NOT NULL`, values: [] },
    ...whereSql(layout, where),
  ]);
  const smallest = oldest === undefined ? 'NULL' : `min(${layout.column(oldest)})`;
  return {
    text: `SELECT ${column}, count(*), ${smallest} FROM ${layout.documents}
      WHERE ${conditions.text} GROUP BY ${column} ORDER BY ${column}`,
    values: conditions.values,
  };
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

const from = ({ documents }: Layout, index: Index | undefined): Sql => ({
  text: `${documents} ${indexedBy(index)}`,
  values: [],
});

function fromGathering(layout: Layout, by: Gathering): Sql {
  switch (by.kind) {
    case 'index':
      return from(layout, by.index);
    case 'table':
      return from(layout, undefined);
    case 'words': {
      const { text, values } = numbersSql(layout, by.prefix);
      // A cross join is read from left to right: the words bring the rows, not the other way.
      const rows = from(layout, undefined).text;
      return {
        text: `(SELECT DISTINCT number FROM (${text})) CROSS JOIN ${rows} USING (number)`,
        values,
      };
    }
  }
}

function placesSql(layout: Layout, query: Find, source: Sql): Sql {
  const conditions = joined([
    ...whereSql(layout, query.where),
    ...afterSql(layout, query),
    ...askedWords(query.search ?? '').map(wordSql),
  ]);
  return {
    text: `SELECT number, ${layout.column(query.sort.by)}, id FROM ${source.text}
      WHERE ${conditions.text} ${orderSql(layout, query)} LIMIT ?`,
    values: [...source.values, ...conditions.values, query.limit],
  };
}

/** The first places of several lists that are each in order. */
function merged(lists: readonly (readonly Place[])[], { sort, limit }: Find): readonly Place[] {
  const [only] = lists;
  if (lists.length === 1 && only !== undefined) return only;
  const sign = sort.direction === 'ascending' ? 1 : -1;
  return lists
    .flat()
    .sort((a, b) => sign * (compared(a[1], b[1]) || compared(a[2], b[2])))
    .slice(0, limit);
}
