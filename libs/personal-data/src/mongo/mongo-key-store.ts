import { connectionTo, type Calls, type MongoPlace } from '@libs/mongo';
import mongoose, { type Collection, type Connection } from 'mongoose';
import { groups } from '../groups.js';
import { KeyStoreUnavailable, type KeyStore, type WrappedKey } from '../key-store.js';

/** How keys use a connection. */
const USE = {
  appName: 'merchant-extranet-keys',
  poolSizeMax: 10,
  deadlineMs: 10_000,
  Unavailable: KeyStoreUnavailable,
  closedWords: 'the key store is closed',
};

/** Keys in a database of MongoDB of their own. It connects when the first key is asked for. */
export function mongoKeyStore(place: MongoPlace): KeyStore {
  const { call, close } = connectionTo(place, USE);
  const creations = groups<Creation, WrappedKey>(CREATIONS_MAX, (batch) => createAll(call, batch));
  return {
    create: (subject, wrapped) => creations.add({ subject, wrapped }),
    load: (subjects) => loadAll(call, subjects),
    list: async ({ after, limit }) => {
      const rest = after === undefined ? {} : { _id: { $gt: after } };
      const page = await call((connection) =>
        keysOf(connection).find(rest).sort({ _id: 1 }).limit(limit).toArray(),
      );
      return page.map((row) => [row._id, keyOf(row)] as const);
    },
    destroy: (subject) => destroy(call, subject),
    close: async () => {
      await creations.settled();
      await close();
    },
  };
}

/** Keys that are made in one turn travel together, at most this many. */
const CREATIONS_MAX = 1000;
/** So many keys are asked for at once. */
const LOADS_MAX = 5000;

interface Creation {
  readonly subject: string;
  readonly wrapped: Uint8Array;
}

/** `wrapped` is gone once the key was destroyed: the document is the mark. */
interface Row {
  readonly _id: string;
  readonly wrapped?: Buffer;
}

const keysOf = (connection: Connection): Collection<Row> => connection.collection<Row>('keys');

/** Inserted where none is; who met one there reads back the one that stays. */
async function createAll(call: Calls, batch: readonly Creation[]): Promise<readonly WrappedKey[]> {
  const made = new Map<string, WrappedKey>();
  for (const { subject, wrapped } of batch)
    if (!made.has(subject)) made.set(subject, { status: 'kept', wrapped });
  const met = await call((connection) => insertAll(keysOf(connection), made));
  const there = await loadAll(call, met);
  return batch.map(({ subject }) => {
    const stays = met.includes(subject) ? there.get(subject) : made.get(subject);
    // What most members do not have yet is not read: the caller asks again.
    if (stays === undefined) throw new KeyStoreUnavailable('a key is still being made elsewhere');
    return stays;
  });
}

/** Answers the subjects that had a key, or a mark, already. */
async function insertAll(
  keys: Collection<Row>,
  made: ReadonlyMap<string, WrappedKey>,
): Promise<readonly string[]> {
  const rows = [...made].flatMap(([subject, key]) =>
    key.status === 'kept' ? [{ _id: subject, wrapped: Buffer.from(key.wrapped) }] : [],
  );
  try {
    await keys.insertMany(rows, { ordered: false });
    return [];
  } catch (error) {
    const met = metBy(error);
    if (met === undefined) throw unsure(error);
    return met.flatMap((index) => rows[index]?._id ?? []);
  }
}

/** Some of a batch may be there by now, and most members may not have it: it can be tried again. */
const unsure = (error: unknown): unknown =>
  error instanceof mongoose.mongo.MongoBulkWriteError
    ? new KeyStoreUnavailable('MongoDB may not have kept a key', { cause: error })
    : error;

/** Which insertions met a key; `undefined` where anything else went wrong too. */
function metBy(error: unknown): readonly number[] | undefined {
  if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) return undefined;
  if (error.result.getWriteConcernError() !== undefined) return undefined;
  // Without any, the call itself failed: nobody knows what was written.
  const errors = [error.writeErrors].flat();
  return errors.length > 0 && errors.every(({ code }) => code === DUPLICATE_KEY)
    ? errors.map(({ index }) => index)
    : undefined;
}

const DUPLICATE_KEY = 11_000;

async function loadAll(
  call: Calls,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, WrappedKey>> {
  const loaded = new Map<string, WrappedKey>();
  for (let from = 0; from < subjects.length; from += LOADS_MAX) {
    const _id = { $in: subjects.slice(from, from + LOADS_MAX) };
    const rows = await call((connection) => keysOf(connection).find({ _id }).toArray());
    for (const row of rows) loaded.set(row._id, keyOf(row));
  }
  return loaded;
}

const keyOf = ({ wrapped }: Row): WrappedKey =>
  wrapped === undefined
    ? { status: 'destroyed' }
    : { status: 'kept', wrapped: new Uint8Array(wrapped) };

/** Two who leave the first mark at once meet each other: the second one finds it there. */
async function destroy(call: Calls, subject: string): Promise<void> {
  const mark = (upsert: boolean) =>
    call((connection) =>
      keysOf(connection).updateOne(
        { _id: subject },
        { $set: { isDestroyed: true }, $unset: { wrapped: '' } },
        { upsert },
      ),
    );
  await mark(true).catch((error: unknown) => {
    if (!isDuplicate(error)) throw error;
    return mark(false);
  });
}

const isDuplicate = (error: unknown): boolean =>
  error instanceof mongoose.mongo.MongoServerError && error.code === DUPLICATE_KEY;
