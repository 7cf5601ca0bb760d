import mongoose, { type Model } from 'mongoose';
import type { Position } from '@libs/kernel';
import type { Declaration } from '../declaration.js';
import type { Change, Value } from '../view-store.js';
import type { Fields, Row } from './layout.js';

/** What a document becomes; without `kept` it is removed, and its position stays as a mark. */
export interface Write {
  readonly id: string;
  readonly position: Position;
  readonly kept?: Required<Pick<Row, 'document' | 'words' | 'fields'>>;
}

/** So many writes travel together. */
export const WRITES_MAX = 1000;

/** Documents as writes: made before the first one is sent, so that a bad one ends nothing. */
export function writesOf<Document extends object>(
  { fields, words }: Declaration<Document>,
  changes: readonly Change<Document>[],
): readonly Write[] {
  return changes.map(({ id, document, position }) => {
    if (document === undefined) return { id, position };
    const values = fields.flatMap(({ name, read }) => {
      const value = read(document);
      return value === undefined ? [] : [[name, value] as const];
    });
    return {
      id,
      position,
      kept: { document: JSON.stringify(document), words: words(document), fields: nested(values) },
    };
  });
}

/**
 * Writes what is newer than what is there. The engine answers a guarded upsert of something
 * older with a duplicate key, and also one that another writer's upsert came before: what came
 * late is judged once more, now that the document is there.
 */
export async function writeAll(rows: Model<Row>, writes: readonly Write[]): Promise<void> {
  const late = await send(rows, writes, true);
  if (late.length > 0) await send(rows, late, false);
}

/** Answers the writes that met a document that they could not insert. */
async function send(
  rows: Model<Row>,
  writes: readonly Write[],
  upsert: boolean,
): Promise<readonly Write[]> {
  const operations = writes.map((write) => ({ updateOne: { ...updateFor(write), upsert } }));
  try {
    await rows.collection.bulkWrite(operations as never, { ordered: false });
    return [];
  } catch (error) {
    const refused = refusedBy(error);
    if (refused === undefined) throw error;
    return refused.flatMap((index) => writes[index] ?? []);
  }
}

function updateFor({ id, position, kept }: Write) {
  const filter = { _id: id, position: { $lt: position } };
  if (kept !== undefined) return { filter, update: { $set: { position, ...kept } } };
  const $unset = { document: '', words: '', fields: '' };
  return { filter, update: { $set: { position }, $unset } };
}

/** Which writes met a duplicate `_id`; `undefined` where anything else went wrong too. */
function refusedBy(error: unknown): readonly number[] | undefined {
  if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) return undefined;
  if (error.result.getWriteConcernError() !== undefined) return undefined;
  // Without any, the call itself failed: nobody knows what was written.
  const errors = [error.writeErrors].flat();
  const areMet = errors.length > 0 && errors.every(isDuplicateId);
  return areMet ? errors.map(({ index }) => index) : undefined;
}

const DUPLICATE_KEY = 11000;

/** Engines that name the index say `_id_`; an index of another name is not ours to pass over. */
const isDuplicateId = ({ code, errmsg }: { code: number; errmsg?: string | undefined }): boolean =>
  code === DUPLICATE_KEY && !/ index: (?!_id_\b)/u.test(errmsg ?? '');

/** Values under paths with dots, as the objects that such paths reach into. */
function nested(values: readonly (readonly [string, Value])[]): Fields {
  const root = emptyFields();
  for (const [path, value] of values) {
    const names = path.split('.');
    const last = names.pop() ?? path;
    let place = root;
    for (const name of names) place = (place[name] ??= emptyFields()) as typeof root;
    place[last] = value;
  }
  return root;
}

/** It inherits nothing: `constructor` is a path as good as any. */
const emptyFields = () => Object.create(null) as Record<string, Value | Fields>;
