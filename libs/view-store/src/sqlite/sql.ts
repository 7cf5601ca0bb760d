import type { Condition, Find, Value } from '../view-store.js';
import type { Index, Layout } from './layout.js';

/** A piece of SQL with the values bound to it, in order. */
export interface Sql {
  readonly text: string;
  readonly values: readonly Value[];
}

/** Sorts after every word that begins with the prefix: words hold letters and digits only. */
const LAST = '\u{10FFFF}';

export const joined = (parts: readonly Sql[], between = ' AND '): Sql => ({
  text: parts.map(({ text }) => text).join(between),
  values: parts.flatMap(({ values }) => values),
});

/** Conditions on declared fields; an empty list holds for all. */
export const whereSql = (layout: Layout, where: Find['where']): readonly Sql[] =>
  Object.entries(where).flatMap(([field, condition]) =>
    conditionSql(layout.column(field), condition),
  );

/** The row has a word that begins so: seen in the row itself. */
export const wordSql = (prefix: string): Sql => ({
  text: 'instr(words, ?) > 0',
  values: [` ${prefix}`],
});

/** The numbers of the documents that have such a word: seen in the table of words. */
export const numbersSql = ({ words }: Layout, prefix: string): Sql => ({
  text: `SELECT number FROM ${words} WHERE word >= ? AND word < ?`,
  values: [prefix, `${prefix}${LAST}`],
});

/** Past the row of a cursor, in the order asked for. */
export const afterSql = (layout: Layout, { sort, after }: Find): readonly Sql[] => {
  const column = layout.column(sort.by);
  if (after === undefined) return [{ text: `${column} IS NOT NULL`, values: [] }];
  const sign = sort.direction === 'ascending' ? '>' : '<';
  return [{ text: `(${column}, id) ${sign} (?, ?)`, values: [after.value, after.id] }];
};

export const orderSql = (layout: Layout, { sort }: Find): string => {
  const how = sort.direction === 'ascending' ? 'ASC' : 'DESC';
  return `ORDER BY ${layout.column(sort.by)} ${how}, id ${how}`;
};

/** Reads by this index and no other, so that what was planned is what happens. */
export const indexedBy = (index: Index | undefined): string =>
  index === undefined ? 'NOT INDEXED' : `INDEXED BY ${index.name}`;

/** How many rows there are, counted no further than `max`. */
export const boundedCount = ({ text, values }: Sql, max: number): Sql => ({
  text: `SELECT count(*) FROM (${text} LIMIT ?)`,
  values: [...values, max],
});

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
