import { randomBytes } from 'node:crypto';
import { Schema, type Connection, type Model } from 'mongoose';
import type { Position } from '@libs/kernel';
import type { Declaration } from '../declaration.js';
import type { Value } from '../view-store.js';

/** A document of a view as its collection keeps it; one without `document` was removed. */
export interface Row {
  readonly _id: string;
  readonly position: Position;
  /** As JSON: no key and no value in it means anything to the engine. */
  readonly document?: string;
  readonly words?: readonly string[];
  /** The declared fields under their own paths, where a document has them. */
  readonly fields?: Fields;
}

export interface Fields {
  readonly [name: string]: Value | Fields;
}

/** Where the collection keeps a declared field. */
export const pathOf = (field: string): string => `fields.${field}`;

/** Never given twice: a late writer cannot meet another version under the name he knew. */
export const newVersionName = (): string => `v${randomBytes(9).toString('hex')}`;

export const collectionOf = (view: string, version: string): string => `${view}.${version}`;

/** The schema of a view's collections, with an index for each declared one and for words. */
export function schemaOf<Document extends object>({
  view,
  fields,
}: Declaration<Document>): Schema<Row> {
  const definition: Record<string, unknown> = {
    _id: String,
    position: { type: String, required: true },
    document: String,
    words: { type: [String], default: undefined },
  };
  for (const { name, kind } of fields) definition[pathOf(name)] = kind === 'text' ? String : Number;
  const schema = new Schema<Row>(definition, { versionKey: false, minimize: false });
  for (const index of indexesOf(view)) schema.index(index);
  return schema;
}

/** The collection of a version, known to the connection under its own name. */
export function rowsOf(connection: Connection, name: string, schema: Schema<Row>): Model<Row> {
  return connection.models[name] ?? connection.model<Row>(name, schema, name);
}

type IndexKeys = Record<string, 1>;

/** Every index ends with the id, which settles ties. */
function indexesOf({ indexes, search, words }: Declaration<never>['view']): readonly IndexKeys[] {
  const declared = indexes
    .filter((names) => names.length > 0)
    .map((names) => keysOf([...names.map(pathOf), '_id']));
  const isSearched = search.length > 0 || words !== undefined;
  return isSearched
    ? [...declared, keysOf([...sharedField(indexes).map(pathOf), 'words'])]
    : declared;
}

const keysOf = (paths: readonly string[]): IndexKeys =>
  Object.fromEntries(paths.map((path) => [path, 1]));

/** The field that every index begins with: all ask by it, so words are searched within it. */
function sharedField(indexes: readonly (readonly string[])[]): readonly string[] {
  const [first] = indexes[0] ?? [];
  return first !== undefined && indexes.every(([begins]) => begins === first) ? [first] : [];
}
