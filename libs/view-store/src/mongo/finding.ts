import type { Model, QueryFilter } from 'mongoose';
import type { Declaration, Field } from '../declaration.js';
import { compared } from '../order.js';
import type { Condition, Count, Counted, Find, Saved, Value } from '../view-store.js';
import { askedWords } from '../words.js';
import { pathOf, type Row } from './layout.js';

/** So many documents are asked for at once by their ids. */
const LOAD_MAX = 5000;

export async function saved<Document>(
  rows: Model<Row>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Saved<Document>>> {
  const found = new Map<string, Saved<Document>>();
  for (let from = 0; from < ids.length; from += LOAD_MAX) {
    const some = ids.slice(from, from + LOAD_MAX);
    const query = rows.find({ _id: { $in: some } }, SHOWN, { batchSize: some.length + 1 });
    for (const row of await query.lean<readonly Row[]>())
      if (row.document !== undefined) found.set(row._id, savedFrom(row));
  }
  return found;
}

export async function found<Document>(
  rows: Model<Row>,
  { field }: Declaration<never>,
  { where, search, sort, after, limit }: Find,
): Promise<readonly Saved<Document>[]> {
  if (Object.values(where).some(isNothing)) return [];
  const path = pathOf(sort.by);
  const order = sort.direction === 'ascending' ? 1 : -1;
  const clauses = [
    ...clausesOf(field, { [sort.by]: {}, ...where }),
    ...askedWords(search ?? '').map((word) => ({ words: new RegExp(`^${word}`) })),
    ...(after === undefined ? [] : goingOn(path, order, after)),
  ];
  const query = rows
    .find(filterOf(clauses), SHOWN, { batchSize: limit + 1 })
    .sort({ [path]: order, _id: order })
    .limit(limit);
  return (await query.lean<readonly Row[]>()).map((row) => savedFrom(row));
}

export async function counted(
  rows: Model<Row>,
  { field }: Declaration<never>,
  { where, by, oldest }: Count,
): Promise<readonly Counted[]> {
  if (Object.values(where).some(isNothing)) return [];
  const smallest = oldest === undefined ? {} : { oldest: { $min: `$${pathOf(oldest)}` } };
  const groups = await rows.aggregate<Group>([
    { $match: filterOf(clausesOf(field, { [by]: {}, ...where })) },
    { $group: { _id: `$${pathOf(by)}`, count: { $sum: 1 }, ...smallest } },
  ]);
  return groups
    .map(({ _id: value, count, oldest: least }) => ({
      value,
      count,
      ...(least !== undefined && least !== null && { oldest: least }),
    }))
    .sort((a, b) => compared(a.value, b.value));
}

interface Group {
  readonly _id: Value;
  readonly count: number;
  readonly oldest?: Value | null;
}

type Clause = Readonly<Record<string, unknown>>;

const SHOWN = { document: 1, position: 1 } as const;

/** Clauses name paths of declared fields, which the row's type knows as `fields` only. */
const filterOf = (clauses: readonly Clause[]): QueryFilter<Row> =>
  ({ $and: clauses }) as QueryFilter<Row>;

const clausesOf = (field: (name: string) => Field, where: Find['where']): readonly Clause[] =>
  Object.entries(where).map(([name, condition]) => ({
    [pathOf(name)]: comparison(field(name), condition),
  }));

/** A comparison matches values of its own kind only, so the lowest one asks for any of them. */
function comparison({ kind }: Field, condition: Condition): Clause {
  if ('is' in condition) return { $eq: condition.is };
  if ('in' in condition) return { $in: [...new Set(condition.in)] };
  const { from = kind === 'text' ? '' : -Infinity, to } = condition;
  return to === undefined ? { $gte: from } : { $gte: from, $lt: to };
}

/** The first clause bounds the walk over the index, the second settles ties. */
function goingOn(path: string, order: 1 | -1, { value, id }: NonNullable<Find['after']>) {
  const [beyond, orAt] = order === 1 ? (['$gt', '$gte'] as const) : (['$lt', '$lte'] as const);
  return [
    { [path]: { [orAt]: value } },
    { $or: [{ [path]: { [beyond]: value } }, { _id: { [beyond]: id } }] },
  ];
}

const isNothing = (condition: Condition): boolean => 'in' in condition && condition.in.length === 0;

const savedFrom = <Document>({ _id, document = '', position }: Row): Saved<Document> => ({
  id: _id,
  document: JSON.parse(document) as Document, // Written by `writesOf` from a document.
  position,
});
