import type { Position } from '@libs/kernel';
import type { Declaration } from '../declaration.js';
import { NOWHERE, type Change, type Saved, type Value } from '../view-store.js';

/** One version of a view: its documents and how far it has come. */
export interface Version {
  readonly rows: Map<string, Row>;
  /** Where documents were removed: a repeat of what came before brings none of them back. */
  readonly removed: Map<string, Position>;
  position: Position;
}

/** A document as text, so that nobody holds a part of it, with what queries ask for. */
export interface Row {
  readonly id: string;
  readonly json: string;
  readonly position: Position;
  readonly values: ReadonlyMap<string, Value>;
  readonly words: readonly string[];
}

export const newVersion = (): Version => ({
  rows: new Map(),
  removed: new Map(),
  position: NOWHERE,
});

export function savedIn<Document>(
  { rows }: Version,
  ids: readonly string[],
): ReadonlyMap<string, Saved<Document>> {
  const saved = new Map<string, Saved<Document>>();
  for (const id of ids) {
    const row = rows.get(id);
    if (row !== undefined) saved.set(id, savedFrom(row));
  }
  return saved;
}

export const savedFrom = <Document>({ id, json, position }: Row): Saved<Document> => ({
  id,
  document: JSON.parse(json) as Document, // Written by `saveInto` from a document.
  position,
});

/** Saves what is newer than what is there, and moves the version on. */
export function saveInto<Document extends object>(
  declaration: Declaration<Document>,
  version: Version,
  changes: readonly Change<Document>[],
  position: Position,
): void {
  const rows = changes.map((change) => ({ ...change, row: rowOf(declaration, change) }));
  for (const { id, row, position: changed } of rows) {
    const stands = version.rows.get(id)?.position ?? version.removed.get(id) ?? NOWHERE;
    if (stands >= changed) continue;
    if (row === undefined) {
      version.rows.delete(id);
      version.removed.set(id, changed);
    } else {
      version.rows.set(id, row);
      version.removed.delete(id);
    }
  }
  if (position > version.position) version.position = position;
}

function rowOf<Document extends object>(
  { fields, words }: Declaration<Document>,
  { id, document, position }: Change<Document>,
): Row | undefined {
  if (document === undefined) return undefined;
  const values = new Map<string, Value>();
  for (const { name, read } of fields) {
    const value = read(document);
    if (value !== undefined) values.set(name, value);
  }
  return { id, json: JSON.stringify(document), position, values, words: words(document) };
}
