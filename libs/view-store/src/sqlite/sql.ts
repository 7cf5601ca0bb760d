import type { Condition, Count, Find, Value } from '../view-store.js';
import { askedWords } from '../words.js';
import type { Index, Layout } from './layout.js';
import { reachedFields, type Gathering, type Walk, type Where } from './plan.js';

/** A piece of SQL with the values bound to it, in order. */
export interface Sql {
  readonly text: string;
  readonly values: readonly Value[];
}

/** The places of the rows that match: number, the value that sorts, id; in the order asked for. */
export function collectSql(layout: Layout, query: Find, by: Gathering): Sql {
  const source = sourceOf(layout, by);
  const conditions = joined([
    ...whereSql(layout, query.where),
    ...afterSql(layout, query),
    ...wordsSql(query),
  ]);
  return {
    text: `SELECT number, ${layout.column(query.sort.by)}, id FROM ${source.text}
      WHERE ${conditions.text} ${orderSql(layout, query)} LIMIT ?`,
    values: [...source.values, ...conditions.values, query.limit],
  };
}

/** As `collectSql`, by walking an index: one statement a branch. */
export const walkSql = (layout: Layout, query: Find, { index, branches }: Walk): readonly Sql[] =>
  branches.map((where) => collectSql(layout, { ...query, where }, { kind: 'index', index }));

/** As `walkSql`, but the walk ends after so many rows, whether they match or not. */
export function glanceSql(
  layout: Layout,
  query: Find,
  walk: Walk,
  rowsMax: number,
): readonly Sql[] {
  const { column, columns, documents } = layout;
  const inIndex = new Set([...walk.fast, query.sort.by]);
  const named = ['number', 'id', 'words', ...columns].join(', ');
  return walk.branches.map((where) => {
    const [walked, judged] = split(where, (field) => inIndex.has(field));
    const passed = joined([...whereSql(layout, walked), ...afterSql(layout, query)]);
    const kept = joined([...whereSql(layout, judged), ...wordsSql(query)]);
    return {
      text: `SELECT number, ${column(query.sort.by)}, id FROM (
          SELECT ${named} FROM ${documents} ${indexedBy(walk.index)}
          WHERE ${passed.text} ${orderSql(layout, query)} LIMIT ?)
        WHERE ${kept.text} ${orderSql(layout, query)} LIMIT ?`,
      values: [...passed.values, rowsMax, ...kept.values, query.limit],
    };
  });
}

/** How many rows a gathering brings together, counted no further than `max`. */
export function countedSql(layout: Layout, where: Where, by: Gathering, max: number): Sql {
  const { text, values } = rowsSql(layout, where, by);
  return { text: `SELECT count(*) FROM (${text} LIMIT ?)`, values: [...values, max] };
}

/** Counts per value of a field, with the smallest value of another. */
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

/** Sorts after every word that begins with the prefix: words hold letters and digits only. */
const LAST = '\u{10FFFF}';

const joined = (parts: readonly Sql[]): Sql => ({
  text: parts.map(({ text }) => text).join(' AND '),
  values: parts.flatMap(({ values }) => values),
});

const whereSql = (layout: Layout, where: Where): readonly Sql[] =>
  Object.entries(where).flatMap(([field, condition]) =>
    conditionSql(layout.column(field), condition),
  );

function conditionSql(column: string, condition: Condition): readonly Sql[] {
  if ('is' in condition) return [{ text: `${column} = ?`, values: [condition.is] }];
  if ('in' in condition)
    return [
      {
        text: `${column} IN (SELECT value FROM json_each(?))`,
        values: [JSON.stringify(condition.in)],
      },
    ];
  const { from, to } = condition;
  const parts: Sql[] = [];
  if (from !== undefined) parts.push({ text: `${column} >= ?`, values: [from] });
  if (to !== undefined) parts.push({ text: `${column} < ?`, values: [to] });
  return parts.length > 0 ? parts : [{ text: `${column} IS NOT NULL`, values: [] }];
}

/** The row has such words: seen in the row itself. */
const wordsSql = ({ search }: Find): readonly Sql[] =>
  askedWords(search ?? '').map((prefix) => ({
    text: 'instr(words, ?) > 0',
    values: [` ${prefix}`],
  }));

/** The numbers of the documents that have such a word: seen in the table of words. */
const numbersSql = ({ words }: Layout, prefix: string): Sql => ({
  text: `SELECT number FROM ${words} WHERE word >= ? AND word < ?`,
  values: [prefix, `${prefix}${LAST}`],
});

/** Past the row of a cursor, in the order asked for. */
function afterSql(layout: Layout, { sort, after }: Find): readonly Sql[] {
  const column = layout.column(sort.by);
  if (after === undefined) return [{ text: `${column} IS NOT NULL`, values: [] }];
  const sign = sort.direction === 'ascending' ? '>' : '<';
  return [{ text: `(${column}, id) ${sign} (?, ?)`, values: [after.value, after.id] }];
}

function orderSql(layout: Layout, { sort }: Find): string {
  const how = sort.direction === 'ascending' ? 'ASC' : 'DESC';
  return `ORDER BY ${layout.column(sort.by)} ${how}, id ${how}`;
}

/** Reads by this index and no other, so that what was planned is what happens. */
const indexedBy = (index: Index): string => `INDEXED BY ${index.name}`;

function sourceOf(layout: Layout, by: Gathering): Sql {
  switch (by.kind) {
    case 'index':
      return { text: `${layout.documents} ${indexedBy(by.index)}`, values: [] };
    case 'table':
      return { text: `${layout.documents} NOT INDEXED`, values: [] };
    case 'words': {
      const [first, ...others] = by.prefixes.map((prefix) => numbersSql(layout, prefix));
      const { text, values } = joined([
        first ?? { text: '', values: [] },
        ...others.map((other) => ({ ...other, text: `number IN (${other.text})` })),
      ]);
      // A cross join is read from left to right: the words bring the rows, not the other way.
      return {
        text: `(SELECT DISTINCT number FROM (${text})) CROSS JOIN ${layout.documents} NOT INDEXED USING (number)`,
        values,
      };
    }
  }
}

function rowsSql(layout: Layout, where: Where, by: Gathering): Sql {
  switch (by.kind) {
    case 'words':
      return numbersSql(layout, by.prefixes[0]);
    case 'table':
      return { text: `SELECT 1 FROM ${layout.documents}`, values: [] };
    case 'index': {
      const reached = reachedFields(by.index, where);
      const [narrowing] = split(where, (field) => reached.includes(field));
      const { text, values } = joined([
        { text: `${layout.column(by.index.fields[0] ?? '')} IS NOT NULL`, values: [] },
        ...whereSql(layout, narrowing),
      ]);
      return {
        text: `SELECT 1 FROM ${layout.documents} ${indexedBy(by.index)} WHERE ${text}`,
        values,
      };
    }
  }
}

/** The conditions on fields that are so, and the others. */
function split(where: Where, isSo: (field: string) => boolean): readonly [Where, Where] {
  const entries = Object.entries(where);
  return [
    Object.fromEntries(entries.filter(([field]) => isSo(field))),
    Object.fromEntries(entries.filter(([field]) => !isSo(field))),
  ];
}
