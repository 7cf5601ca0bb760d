import { Schema, type Connection, type Model } from 'mongoose';
import type { Position } from '@libs/kernel';
import type { Declaration } from '../declaration.js';
import { NOWHERE, ViewBehind, ViewMoved, ViewStoreUnavailable } from '../view-store.js';
import { newVersionName } from './layout.js';
import type { Write } from './saving.js';

/**
 * All that is known of a view, in one document: the engine changes one document in one step, on
 * a standalone server too.
 */
interface Registered {
  readonly _id: string;
  readonly declaration: string;
  /** The version that is read, and how far it has come. */
  readonly version: string;
  readonly position: Position;
  /** Removals of a saved batch that may not have been done yet. */
  readonly removing?: readonly Removal[];
  /** Versions that are being filled. */
  readonly filling?: Readonly<Record<string, Filling>>;
  /** Versions that nobody is led to any more, whose collections may still be there. */
  readonly dropped?: readonly string[];
}

interface Filling {
  readonly position: Position;
  /** Its builder says so from time to time; one that is long silent has died. */
  readonly renewedAt: Date;
}

export type Removal = Pick<Write, 'id' | 'position'>;

/** Which version of a view is read, how far it has come, and what it has still to remove. */
export type Pointer = Pick<Registered, 'version' | 'position' | 'removing'>;

/** A rebuild that was not heard of for so long is over. */
const SILENT_MS_MAX = 10 * 60_000;
/** How often a rebuild is heard of, in milliseconds. */
export const RENEW_MS = 60_000;

export function registry(connection: Connection): Model<Registered> {
  return connection.models['views'] ?? connection.model<Registered>('views', REGISTERED, 'views');
}

const REGISTERED = new Schema<Registered>(
  {
    _id: String,
    declaration: { type: String, required: true },
    version: { type: String, required: true },
    position: { type: String, required: true },
    removing: { type: [Schema.Types.Mixed], default: undefined },
    filling: Schema.Types.Mixed,
    dropped: { type: [String], default: undefined },
  },
  { versionKey: false, minimize: false },
);

/**
 * Where the view's pointer stands. `undefined` when the database does not know the view: it was
 * wiped. Fails when somebody has opened the view under another declaration since.
 */
export async function pointer(
  views: Model<Registered>,
  { view, key }: Declaration<never>,
): Promise<Pointer | undefined> {
  const now = await views.findById(view.name).lean<Registered>();
  if (now === null) return undefined;
  if (now.declaration !== key)
    throw new ViewStoreUnavailable(`view ${view.name} was opened under another declaration`);
  return now;
}

/** Registers the view unless it is there under this very declaration; answers its version. */
export async function ensure(
  views: Model<Registered>,
  { view, key }: Declaration<never>,
): Promise<string> {
  const fresh = { declaration: key, version: newVersionName(), position: NOWHERE };
  await views
    .updateOne({ _id: view.name }, { $setOnInsert: fresh }, { upsert: true })
    .catch(unlessThere);
  const now = await views.findById(view.name).lean<Registered>();
  if (now?.declaration === key) return now.version;
  if (now !== null)
    await views.updateOne(
      { _id: view.name, declaration: now.declaration, version: now.version },
      {
        $set: fresh,
        $unset: { removing: '', filling: '' },
        $push: { dropped: { $each: [now.version, ...Object.keys(now.filling ?? {})] } },
      },
    );
  const then = await views.findById(view.name).lean<Registered>();
  if (then?.declaration === key) return then.version;
  throw new ViewStoreUnavailable(`view ${view.name} is opened under two declarations at once`);
}

/** Moves the version's position on; fails with `ViewMoved` unless the pointer is at it. */
export async function moveOn(
  views: Model<Registered>,
  view: string,
  version: string,
  to: { readonly position: Position; readonly removing: readonly Removal[] },
): Promise<void> {
  const removing = to.removing.length === 0 ? {} : { $push: { removing: { $each: to.removing } } };
  const { matchedCount } = await views.updateOne(
    { _id: view, version },
    { $max: { position: to.position }, ...removing },
  );
  if (matchedCount === 0) throw new ViewMoved(view);
}

/** Forgets removals that are done. */
export async function removed(
  views: Model<Registered>,
  view: string,
  done: readonly Removal[],
): Promise<void> {
  const ids = done.map(({ id }) => id);
  await views.updateOne({ _id: view }, { $pull: { removing: { id: { $in: ids } } } });
}

export async function beginFilling(
  views: Model<Registered>,
  { view, key }: Declaration<never>,
): Promise<string> {
  const version = newVersionName();
  const filling = { position: NOWHERE, renewedAt: new Date() };
  const { matchedCount } = await views.updateOne(
    { _id: view.name, declaration: key },
    { $set: { [`filling.${version}`]: filling } },
  );
  if (matchedCount === 0) throw new ViewMoved(view.name);
  return version;
}

/** How far a version has been filled; fails with `ViewMoved` where nobody fills it any more. */
export async function fillingPosition(
  views: Model<Registered>,
  view: string,
  version: string,
): Promise<Position> {
  const now = await views.findById(view).lean<Registered>();
  const position = now?.filling?.[version]?.position;
  if (position === undefined) throw new ViewMoved(view);
  return position;
}

/** Moves a filled version's position on, and says that its builder is alive. */
export async function fillOn(
  views: Model<Registered>,
  view: string,
  version: string,
  position: Position = NOWHERE,
): Promise<void> {
  const path = `filling.${version}`;
  const { matchedCount } = await views.updateOne(
    { _id: view, [path]: { $exists: true } },
    { $max: { [`${path}.position`]: position }, $set: { [`${path}.renewedAt`]: new Date() } },
  );
  if (matchedCount === 0) throw new ViewMoved(view);
}

/** The pointer may move on so often between our look at it and our step. */
const PUBLISH_TRIES_MAX = 20;

/** Moves the pointer to a filled version in one step, and answers how far it has come. */
export async function publish(
  views: Model<Registered>,
  declaration: Declaration<never>,
  version: string,
): Promise<Position> {
  const { name } = declaration.view;
  for (let tries = 1; tries <= PUBLISH_TRIES_MAX; tries += 1) {
    const position = await fillingPosition(views, name, version);
    const now = await pointer(views, declaration);
    if (now === undefined) throw new ViewMoved(name);
    if (position < now.position) throw new ViewBehind(name, now.position, position);
    const { matchedCount } = await views.updateOne(
      { _id: name, version: now.version, position: now.position },
      {
        $set: { version, position },
        $unset: { removing: '', [`filling.${version}`]: '' },
        $push: { dropped: now.version },
      },
    );
    if (matchedCount === 1) return position;
  }
  throw new ViewStoreUnavailable(`view ${name} does not stand still`);
}

/** Gives a version up that was being filled. */
export async function giveUp(
  views: Model<Registered>,
  view: string,
  version: string,
): Promise<void> {
  await views.updateOne(
    { _id: view },
    { $unset: { [`filling.${version}`]: '' }, $addToSet: { dropped: version } },
  );
}

/**
 * The versions whose collections nobody needs: those that were dropped, those whose builder has
 * died, and those that are left of a late write.
 */
export async function dispensable(
  views: Model<Registered>,
  view: string,
): Promise<readonly string[]> {
  const now = await views.findById(view).lean<Registered>();
  if (now === null) return [];
  const silentSince = Date.now() - SILENT_MS_MAX;
  for (const [version, { renewedAt }] of Object.entries(now.filling ?? {}))
    if (renewedAt.getTime() < silentSince) await giveUp(views, view, version);
  const collections = await views.db.listCollections();
  const known = [now.version, ...Object.keys(now.filling ?? {})];
  const left = collections
    .map(({ name }) => name)
    .filter((name) => name.startsWith(`${view}.`))
    .map((name) => name.slice(view.length + 1))
    .filter((version) => !known.includes(version));
  return [...new Set([...(now.dropped ?? []), ...left])];
}

/** Forgets versions whose collections are gone. */
export async function forget(
  views: Model<Registered>,
  view: string,
  versions: readonly string[],
): Promise<void> {
  await views.updateOne({ _id: view }, { $pullAll: { dropped: [...versions] } });
}

const DUPLICATE_KEY = 11000;

/** Another process was first: as good as ours. */
function unlessThere(error: unknown): void {
  if ((error as { readonly code?: unknown }).code !== DUPLICATE_KEY) throw error;
}
