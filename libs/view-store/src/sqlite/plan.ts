import type { Condition, Find } from '../view-store.js';
import { askedWords } from '../words.js';
import type { Index, Layout } from './layout.js';
import { boundedCount, indexedBy, joined, numbersSql, whereSql, type Sql } from './sql.js';

/**
 * How a query is answered: by walking an index in the order asked for until enough rows match,
 * or by collecting all rows of one condition and sorting them.
 */
export type Plan =
  | { readonly how: 'walk'; readonly index: Index; readonly branches: readonly Where[] }
  | { readonly how: 'collect'; readonly by: Gathering };

/** What brings rows together: an index, the words that begin so, or the whole table. */
export type Gathering =
  | { readonly kind: 'index'; readonly index: Index }
  | { readonly kind: 'words'; readonly prefix: string }
  | { readonly kind: 'table' };

export type Where = Find['where'];

/** Counts rows; asked only where more than one way is open. */
export type CountRows = (sql: Sql) => number;

/** Rows of a condition are counted this far: beyond it, collecting them costs too much. */
export const COUNTED_MAX = 50_000;
/** A set is walked as one branch a value, no more than this many, and merged. */
export const BRANCHES_MAX = 16;
/** Collecting a row costs about this many rows of a walk: it is fetched out of order. */
const COLLECT_COST = 2;

export function planOf(layout: Layout, query: Find, countRows: CountRows): Plan {
  const walk = bestWalk(layout, query);
  const ways = gatherings(layout, query, walk);
  if (walk === undefined) return { how: 'collect', by: cheapest(layout, query, ways, countRows) };
  const walked: Plan = { how: 'walk', index: walk.index, branches: branchesOf(query, walk) };
  if (ways.length === 0) return walked;
  const counted = ways.map((by) => ({ by, rows: rowsOf(layout, query, by, countRows) }));
  const within = rowsOf(layout, query, walk, countRows);
  const [least] = [...counted].sort((a, b) => a.rows - b.rows);
  if (least === undefined || least.rows >= COUNTED_MAX) return walked;
  const all = within < COUNTED_MAX ? within : totalOf(layout, countRows);
  const walkedRows = expectedWalk(query, all, counted);
  return COLLECT_COST * least.rows < walkedRows ? { how: 'collect', by: least.by } : walked;
}

interface Walk {
  readonly kind: 'index';
  readonly index: Index;
  /** The fields held fast, first in the index. */
  readonly fast: readonly string[];
}

/** The index that stands in the order asked for, with the most fields held fast. */
function bestWalk({ indexes }: Layout, { where, sort }: Find): Walk | undefined {
  return indexes
    .map((index): Walk => ({ kind: 'index', index, fast: heldFast(index, where) }))
    .filter(({ index, fast }) => {
      const next = index.fields[fast.length];
      return next === sort.by || (next === undefined && fast.includes(sort.by));
    })
    .sort((a, b) => b.fast.length - a.fast.length)[0];
}

/** The first fields of an index that are one value, or a set small enough to branch over. */
function heldFast({ fields }: Index, where: Where): readonly string[] {
  const fast: string[] = [];
  let branches = 1;
  for (const field of fields) {
    const condition = where[field];
    const width = condition === undefined ? Infinity : widthOf(condition);
    if (branches * width > BRANCHES_MAX) break;
    branches *= width;
    fast.push(field);
  }
  return fast;
}

function widthOf(condition: Condition): number {
  if ('is' in condition) return 1;
  return 'in' in condition ? condition.in.length : Infinity;
}

/** One condition for each value of the sets that the walk holds fast. */
function branchesOf({ where }: Find, { fast }: Walk): readonly Where[] {
  return fast.reduce<readonly Where[]>(
    (branches, field) => {
      const condition = where[field];
      if (condition === undefined || !('in' in condition)) return branches;
      return branches.flatMap((branch) =>
        condition.in.map((value) => ({ ...branch, [field]: { is: value } })),
      );
    },
    [where],
  );
}

/** Ways to collect that a walk does not make needless. */
function gatherings(layout: Layout, query: Find, walk: Walk | undefined): readonly Gathering[] {
  const { where, sort, search } = query;
  const words = askedWords(search ?? '').map((prefix): Gathering => ({ kind: 'words', prefix }));
  const seen = new Set([...(walk?.fast ?? []), ...(walk === undefined ? [] : [sort.by])]);
  const isCovered = Object.keys(where).every((field) => seen.has(field));
  if (isCovered && walk !== undefined) return words;
  const indexes = layout.indexes
    .filter((index) => index !== walk?.index && narrows(index, where, seen))
    .map((index): Gathering => ({ kind: 'index', index }));
  return [...words, ...indexes];
}

/** Whether an index reaches a condition that the walk has not seen. */
function narrows(index: Index, where: Where, seen: ReadonlySet<string>): boolean {
  const fast = heldFast(index, where);
  const next = index.fields[fast.length];
  const reached = next !== undefined && where[next] !== undefined ? [...fast, next] : fast;
  return reached.some((field) => !seen.has(field));
}

function cheapest(
  layout: Layout,
  query: Find,
  ways: readonly Gathering[],
  countRows: CountRows,
): Gathering {
  const [only] = ways;
  if (ways.length === 1 && only !== undefined) return only;
  const counted = ways.map((by) => ({ by, rows: rowsOf(layout, query, by, countRows) }));
  return counted.sort((a, b) => a.rows - b.rows)[0]?.by ?? { kind: 'table' };
}

function rowsOf(layout: Layout, { where }: Find, by: Gathering, countRows: CountRows): number {
  switch (by.kind) {
    case 'words':
      return countRows(boundedCount(numbersSql(layout, by.prefix), COUNTED_MAX));
    case 'index':
      return countRows(boundedCount(inIndexSql(layout, by.index, where), COUNTED_MAX));
    case 'table':
      return COUNTED_MAX;
  }
}

/** The rows of an index that meet the conditions on its first fields, one range at the end. */
function inIndexSql(layout: Layout, index: Index, where: Where): Sql {
  const fast = heldFast(index, where);
  const next = index.fields[fast.length];
  const fields = next !== undefined && where[next] !== undefined ? [...fast, next] : fast;
  const reached = fields.flatMap((field) => {
    const condition = where[field];
    return condition === undefined ? [] : [[field, condition] as const];
  });
  const conditions = joined([
    { text: `${layout.column(index.fields[0] ?? '')} IS NOT NULL`, values: [] },
    ...whereSql(layout, Object.fromEntries(reached)),
  ]);
  return {
    text: `SELECT 1 FROM ${layout.documents} ${indexedBy(index)} WHERE ${conditions.text}`,
    values: conditions.values,
  };
}

const totalOf = ({ documents }: Layout, countRows: CountRows): number =>
  countRows({ text: `SELECT coalesce(max(number), 0) FROM ${documents}`, values: [] });

/** How many rows a walk is expected to pass, were the conditions independent. */
function expectedWalk(
  { limit }: Find,
  all: number,
  counted: readonly { readonly rows: number }[],
): number {
  const matching = counted.reduce((left, { rows }) => left * Math.min(1, rows / all), all);
  return Math.min(all, (limit * all) / Math.max(1, matching));
}
