import type { Condition, Find } from '../view-store.js';
import { askedWords } from '../words.js';
import type { Index, Layout } from './layout.js';

export type Where = Find['where'];

/** An index that stands in the order asked for: it is walked until enough rows match. */
export interface Walk {
  readonly index: Index;
  /** The fields held fast, first in the index. */
  readonly fast: readonly string[];
  /** One condition for each value of the sets that are held fast; their rows are merged. */
  readonly branches: readonly Where[];
  /** Whether all that is asked is seen in the index: then no row is passed in vain. */
  readonly isExact: boolean;
}

/** What brings rows together that are then sorted: an index, words, or the whole table. */
export type Gathering =
  | { readonly kind: 'index'; readonly index: Index }
  | { readonly kind: 'words'; readonly prefixes: readonly [string, ...string[]] }
  | { readonly kind: 'table' };

/** A set is walked as one branch a value, no more than this many, and merged. */
export const BRANCHES_MAX = 16;

/** The index in the order asked for that holds the most fields fast; `undefined` without one. */
export function walkFor({ indexes }: Layout, query: Find): Walk | undefined {
  const { where, sort } = query;
  const [best] = indexes
    .map((index) => ({ index, fast: heldFast(index, where) }))
    .filter(({ index, fast }) => {
      const next = index.fields[fast.length];
      return next === sort.by || (next === undefined && fast.includes(sort.by));
    })
    .sort((a, b) => b.fast.length - a.fast.length);
  if (best === undefined) return undefined;
  const seen = [...best.fast, sort.by];
  const isExact =
    Object.keys(where).every((field) => seen.includes(field)) &&
    askedWords(query.search ?? '').length === 0;
  return { ...best, isExact, branches: branchesOf(where, best.fast) };
}

/** The ways to collect rows that a walk does not make needless. */
export function gatheringsFor(
  layout: Layout,
  { where, sort, search }: Find,
  walk: Walk | undefined,
): readonly Gathering[] {
  const seen = new Set(walk === undefined ? [] : [...walk.fast, sort.by]);
  const words = askedWords(search ?? '').map((prefix): Gathering => ({
    kind: 'words',
    prefixes: [prefix],
  }));
  const indexes = layout.indexes
    .filter(
      (index) =>
        index !== walk?.index && reachedFields(index, where).some((field) => !seen.has(field)),
    )
    .map((index): Gathering => ({ kind: 'index', index }));
  return [...words, ...indexes];
}

/** The fields by which an index narrows a query: those held fast, and one range after them. */
export function reachedFields(index: Index, where: Where): readonly string[] {
  const fast = heldFast(index, where);
  const next = index.fields[fast.length];
  return next !== undefined && Object.hasOwn(where, next) ? [...fast, next] : fast;
}

/** The first fields of an index that are one value, or a set small enough to branch over. */
function heldFast({ fields }: Index, where: Where): readonly string[] {
  const fast: string[] = [];
  let branches = 1;
  for (const field of fields) {
    branches *= widthOf(where[field]);
    if (branches > BRANCHES_MAX) break;
    fast.push(field);
  }
  return fast;
}

function widthOf(condition: Condition | undefined): number {
  if (condition === undefined) return Infinity;
  if ('is' in condition) return 1;
  return 'in' in condition ? condition.in.length : Infinity;
}

function branchesOf(where: Where, fast: readonly string[]): readonly Where[] {
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
