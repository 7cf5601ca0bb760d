import { compared } from '../order.js';
import type { Condition, Count, Counted, Find, Saved, Value } from '../view-store.js';
import { askedWords } from '../words.js';
import { savedFrom, type Row, type Version } from './version.js';

export function found<Document>(
  { rows }: Version,
  { where, search, sort, after, limit }: Find,
): readonly Saved<Document>[] {
  const asked = askedWords(search ?? '');
  const sign = sort.direction === 'ascending' ? 1 : -1;
  const last = after === undefined ? undefined : { value: after.value, row: after };
  return [...rows.values()]
    .filter((row) => matches(row, where) && hasWords(row, asked))
    .flatMap((row) => {
      const value = row.values.get(sort.by);
      return value === undefined ? [] : [{ value, row }];
    })
    .filter((place) => last === undefined || sign * comparedPlaces(place, last) > 0)
    .sort((a, b) => sign * comparedPlaces(a, b))
    .slice(0, limit)
    .map(({ row }) => savedFrom(row));
}

export function counted({ rows }: Version, { where, by, oldest }: Count): readonly Counted[] {
  const groups = new Map<Value, Counted>();
  for (const row of rows.values()) {
    const value = row.values.get(by);
    if (value === undefined || !matches(row, where)) continue;
    const age = oldest === undefined ? undefined : row.values.get(oldest);
    groups.set(value, oneMore(groups.get(value) ?? { value, count: 0 }, age));
  }
  return [...groups.values()].sort((a, b) => compared(a.value, b.value));
}

interface Place {
  readonly value: Value;
  readonly row: { readonly id: string };
}

const comparedPlaces = (a: Place, b: Place): number =>
  compared(a.value, b.value) || compared(a.row.id, b.row.id);

function oneMore(group: Counted, age: Value | undefined): Counted {
  const more = { ...group, count: group.count + 1 };
  if (age === undefined) return more;
  const isOlder = group.oldest === undefined || compared(age, group.oldest) < 0;
  return isOlder ? { ...more, oldest: age } : more;
}

const matches = ({ values }: Row, where: Find['where']): boolean =>
  Object.entries(where).every(([field, condition]) => holds(condition, values.get(field)));

function holds(condition: Condition, value: Value | undefined): boolean {
  if (value === undefined) return false;
  if ('is' in condition) return condition.is === value;
  if ('in' in condition) return condition.in.includes(value);
  const { from, to } = condition;
  return (
    (from === undefined || compared(value, from) >= 0) &&
    (to === undefined || compared(value, to) < 0)
  );
}

const hasWords = ({ words }: Row, asked: readonly string[]): boolean =>
  asked.every((prefix) => words.some((word) => word.startsWith(prefix)));
