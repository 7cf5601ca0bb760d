import type { Filter } from '../event-store.js';
import type { KindRow, SqliteLog } from './sqlite-log.js';

/** Each pair of category and type has a number, which filters look for. Numbers only grow. */
export interface Kinds {
  /** Learns what others have added; never within a transaction that has added some itself. */
  readonly refresh: () => void;
  readonly numberOf: (category: string, type: string) => number | undefined;
  /** The numbers that a filter asks for, as a JSON list; `all` or `none` where that is so. */
  readonly askedFor: (filter: Filter) => string;
}

export const ALL = 'all';
export const NONE = 'none';

/** Knows the kinds that are in the log, also those that another process has added since. */
export function kindsIn(log: Pick<SqliteLog, 'kinds' | 'lastKind'>): Kinds {
  let rows: readonly KindRow[] = [];
  let numbers: ReadonlyMap<string, number> = new Map();

  function refresh(): void {
    if (log.lastKind() === rows.length) return;
    rows = log.kinds();
    numbers = new Map(rows.map(({ kind, category, type }) => [nameOf(category, type), kind]));
  }

  return {
    refresh,
    numberOf: (category, type) => numbers.get(nameOf(category, type)),
    askedFor: (filter) => {
      if (filter.categories === undefined && filter.types === undefined) return ALL;
      refresh();
      const found = rows.filter((row) => passes(filter, row));
      if (found.length === 0) return NONE;
      return found.length === rows.length ? ALL : JSON.stringify(found.map(({ kind }) => kind));
    },
  };
}

export const passes = (
  { categories, types }: Filter,
  { category, type }: { readonly category: string; readonly type: string },
): boolean =>
  (categories === undefined || categories.includes(category)) &&
  (types === undefined || types.includes(type));

/** Neither part holds a space. */
export const nameOf = (category: string, type: string): string => `${category} ${type}`;
