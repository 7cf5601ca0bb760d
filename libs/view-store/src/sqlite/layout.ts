import { randomInt } from 'node:crypto';
import type { Declaration } from '../declaration.js';

/** The tables of one version of a view. Names hold numbers only: nothing is spliced into SQL. */
export interface Layout {
  readonly version: number;
  readonly documents: string;
  readonly words: string;
  readonly removed: string;
  /** The column that keeps a declared field. */
  readonly column: (field: string) => string;
  readonly columns: readonly string[];
  readonly indexes: readonly Index[];
}

/** A declared index; every index ends with the id, which settles ties. */
export interface Index {
  readonly name: string;
  readonly fields: readonly string[];
}

/** Never given twice, so that nobody takes another file's version for the one he knew. */
export const newVersionNumber = (): number => randomInt(1, 2 ** 47);

export function layoutOf<Document extends object>(
  { view, fields }: Declaration<Document>,
  version: number,
): Layout {
  const columns = new Map(fields.map(({ name }, index) => [name, `f${index}`]));
  return {
    version,
    documents: `documents_${version}`,
    words: `words_${version}`,
    removed: `removed_${version}`,
    column: (field) => columns.get(field) ?? unknownField(field),
    columns: [...columns.values()],
    indexes: view.indexes
      .filter((index) => index.length > 0)
      .map((index, number) => ({ name: `index_${version}_${number}`, fields: index })),
  };
}

/**
 * Documents keep what queries ask for in columns of their own, before the document: a row is
 * judged without reading its JSON. `words` holds the words between spaces.
 */
export const tablesOf = ({ documents, words, removed, columns }: Layout): readonly string[] => [
  `CREATE TABLE ${documents} (
     number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, position TEXT NOT NULL,
     words TEXT NOT NULL, ${columns.map((column) => `${column}, `).join('')}
     document TEXT NOT NULL)`,
  `CREATE TABLE ${words} (word TEXT NOT NULL, number INTEGER NOT NULL,
     PRIMARY KEY (word, number)) WITHOUT ROWID`,
  `CREATE TABLE ${removed} (id TEXT PRIMARY KEY, position TEXT NOT NULL) WITHOUT ROWID`,
];

export const indexesOf = ({ documents, indexes, column }: Layout): readonly string[] =>
  indexes.map(
    ({ name, fields }) =>
      `CREATE INDEX IF NOT EXISTS ${name} ON ${documents} (${[...fields.map(column), 'id'].join(', ')})`,
  );

function unknownField(field: string): never {
  throw new Error(`no column keeps ${field}`);
}
