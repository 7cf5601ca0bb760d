import { assert } from '@libs/kernel';
import { FIND_MAX, UndeclaredField, type Condition, type Value, type View } from './view-store.js';
import type { Count, Find } from './view-store.js';
import { savedWords } from './words.js';

/** A view's declaration, checked once, with what every engine reads out of a document. */
export interface Declaration<Document extends object> {
  readonly view: View<Document>;
  /** Two declarations with the same key keep their documents in the same way. */
  readonly key: string;
  /** The declared fields, in the order of the declaration. */
  readonly fields: readonly Field[];
  /** The declared field of that name; fails with `UndeclaredField` where there is none. */
  readonly field: (name: string) => Field;
  readonly words: (document: Document) => readonly string[];
}

export interface Field {
  readonly name: string;
  readonly kind: 'text' | 'number';
  /** What a document holds there; `undefined` when it is missing or of another kind. */
  readonly read: (document: object) => Value | undefined;
}

/** Checks a view's declaration: names and paths are plain words, whoever wrote them. */
export function declarationOf<Document extends object>(
  view: View<Document>,
): Declaration<Document> {
  assert(VIEW_NAME.test(view.name), 'a view is named in kebab case');
  assert(Number.isSafeInteger(view.version) && view.version > 0, 'a version counts from 1');
  const fields = Object.entries(view.fields).map(([name, kind]) => fieldOf(name, kind));
  const byName = new Map(fields.map((field) => [field.name, field]));
  for (const name of view.indexes.flat()) if (!byName.has(name)) throw undeclared(view.name, name);
  return {
    view,
    key: keyOf(view),
    fields,
    field: (name) => {
      const field = byName.get(name);
      if (field === undefined) throw undeclared(view.name, name);
      return field;
    },
    words: wordReader(view),
  };
}

/** Fails where a query names what is not declared, or a value of another kind. */
export function checkFind<Document extends object>(
  declaration: Declaration<Document>,
  { where, sort, after, limit }: Find,
): void {
  checkWhere(declaration, where);
  const sorted = declaration.field(sort.by);
  if (after !== undefined) checkValue(sorted, after.value);
  assert(Number.isInteger(limit) && limit > 0, 'a query asks for one document or more');
  assert(limit <= FIND_MAX, `a query asks for at most ${FIND_MAX} documents`);
}

/** As `checkFind`, for a count. */
export function checkCount<Document extends object>(
  declaration: Declaration<Document>,
  { where, by, oldest }: Count,
): void {
  checkWhere(declaration, where);
  declaration.field(by);
  if (oldest !== undefined) declaration.field(oldest);
}

const VIEW_NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u;
const PATH = /^[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*)*$/u;

const undeclared = (view: string, field: string): UndeclaredField =>
  new UndeclaredField(`view ${view} declares no field ${JSON.stringify(field.slice(0, 80))}`);

const keyOf = <Document extends object>(view: View<Document>): string => {
  const { version, fields, indexes, search } = view;
  return JSON.stringify({ version, fields, indexes, search });
};

function fieldOf(name: string, kind: Field['kind']): Field {
  const read = reader(name);
  return {
    name,
    kind,
    read: (document) => {
      const value = read(document);
      return isOf(kind, value) ? value : undefined;
    },
  };
}

/** Reads own properties only: a path cannot reach what a document does not hold itself. */
function reader(path: string): (document: object) => unknown {
  assert(PATH.test(path), 'a field is named by a path of plain words');
  const names = path.split('.');
  return (document) => {
    let value: unknown = document;
    for (const name of names) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name))
        return undefined;
      value = (value as Readonly<Record<string, unknown>>)[name];
    }
    return value;
  };
}

function wordReader<Document extends object>({ words, search }: View<Document>) {
  if (words !== undefined) return (document: Document) => savedWords(words(document));
  const readers = search.map(reader);
  return (document: Document) =>
    savedWords(
      readers.flatMap((read) => {
        const value = read(document);
        return isOf('text', value) || isOf('number', value) ? [String(value)] : [];
      }),
    );
}

function checkWhere<Document extends object>(
  declaration: Declaration<Document>,
  where: Find['where'],
): void {
  for (const [name, condition] of Object.entries(where)) {
    const field = declaration.field(name);
    for (const value of valuesOf(condition)) checkValue(field, value);
  }
}

function valuesOf(condition: Condition): readonly Value[] {
  if ('is' in condition) return [condition.is];
  if ('in' in condition) return condition.in;
  return [condition.from, condition.to].filter((value) => value !== undefined);
}

function checkValue({ name, kind }: Field, value: Value): void {
  assert(isOf(kind, value), `${name} is compared with a ${kind}`);
}

const isOf = (kind: Field['kind'], value: unknown): value is Value =>
  kind === 'text' ? typeof value === 'string' : Number.isFinite(value);
