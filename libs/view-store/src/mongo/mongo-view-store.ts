import type { Schema } from 'mongoose';
import type { Position } from '@libs/kernel';
import { connectionTo, type Calls } from '@libs/mongo';
import { checkCount, checkFind, declarationOf, type Declaration } from '../declaration.js';
import type { Change, OpenView, PinnedView, Rebuild, View, ViewStore } from '../view-store.js';
import { ViewMoved, ViewStoreUnavailable } from '../view-store.js';
import { watch, type Watch } from '../watch.js';
import {
  beginFilling,
  ensure,
  fillingPosition,
  fillOn,
  giveUp,
  moveOn,
  pointer,
  publish,
  registry,
  removed,
  RENEW_MS,
  type Pointer,
  type Removal,
} from './catalog.js';
import { dropping, type Dropping } from './dropping.js';
import { counted, found, saved } from './finding.js';
import { collectionOf, rowsOf, schemaOf, type Row } from './layout.js';
import { USE, type MongoViewPlace } from './place.js';
import { writeAll, WRITES_MAX, writesOf, type Write } from './saving.js';

/**
 * Keeps views in one database of MongoDB, standalone or a replica set: each version of a view in
 * a collection of its own. It connects when the first view is opened.
 */
export function mongoViewStore(place: MongoViewPlace): ViewStore {
  const { call, close } = connectionTo(place, USE);
  const watches = new Map<string, Watch>();
  const filling = new Map<string, Ending>();
  const dropped = dropping(call, place.dropAfterMs);
  return {
    open: async <Document extends object>(view: View<Document>) => {
      const declaration = declarationOf(view);
      const opened: Opened<Document> = {
        declaration,
        schema: schemaOf(declaration),
        call,
        filling,
        dropped,
        watch: watches.get(view.name) ?? watch(view.name, () => positionOf(opened)),
      };
      watches.set(view.name, opened.watch);
      await prepare(opened);
      dropped.soon(view.name);
      return openView(opened);
    },
    close: async () => {
      for (const { end } of watches.values()) end();
      await Promise.all([...filling.values()].map((end) => end().catch(() => undefined)));
      await dropped.end();
      await close();
    },
  };
}

type Ending = () => Promise<void>;

interface Opened<Document extends object> {
  readonly declaration: Declaration<Document>;
  readonly schema: Schema<Row>;
  readonly call: Calls;
  readonly watch: Watch;
  /** How the rebuilds of this store are given up, by version. */
  readonly filling: Map<string, Ending>;
  readonly dropped: Dropping;
}

function openView<Document extends object>(opened: Opened<Document>): OpenView<Document> {
  const { declaration, watch: watched } = opened;
  return {
    load: (ids) => reading(opened, (rows) => saved<Document>(rows, ids)),
    save: (changes, position) => saveCurrent(opened, changes, position),
    find: async (query) => {
      checkFind(declaration, query);
      return reading(opened, (rows) => found<Document>(rows, declaration, query));
    },
    count: async (query) => {
      checkCount(declaration, query);
      return reading(opened, (rows) => counted(rows, declaration, query));
    },
    position: () => positionOf(opened),
    caughtUp: async (position, { timeoutMs }) => {
      if ((await positionOf(opened)) < position) await watched.wait(position, timeoutMs);
    },
    pinned: async () => pinnedTo(opened, (await pointerOf(opened)).version),
    rebuild: () => rebuildOf(opened),
  };
}

type Rows = ReturnType<typeof rowsOf>;

const positionOf = async <Document extends object>(opened: Opened<Document>): Promise<Position> =>
  (await pointerOf(opened)).position;

async function reading<Document extends object, Answer>(
  opened: Opened<Document>,
  work: (rows: Rows) => Promise<Answer>,
): Promise<Answer> {
  const { version } = await pointerOf(opened);
  return inVersion(opened, version, work);
}

function inVersion<Document extends object, Answer>(
  { declaration, schema, call }: Opened<Document>,
  version: string,
  work: (rows: Rows) => Promise<Answer>,
): Promise<Answer> {
  const name = collectionOf(declaration.view.name, version);
  return call((connection) => work(rowsOf(connection, name, schema)));
}

/** Registers the view and makes its indexes, where they are missing. */
async function prepare<Document extends object>(opened: Opened<Document>): Promise<void> {
  const { call, declaration } = opened;
  const version = await call((connection) => ensure(registry(connection), declaration));
  await inVersion(opened, version, (rows) => rows.createIndexes());
}

/** The view's pointer, once all that is to be removed is; a wiped database is made anew. */
async function pointerOf<Document extends object>(opened: Opened<Document>): Promise<Pointer> {
  const { call, declaration } = opened;
  for (let tries = 1; tries <= TRIES_MAX; tries += 1) {
    const now = await call((connection) => pointer(registry(connection), declaration));
    if (now === undefined) await prepare(opened);
    else {
      await removeNow(opened, now.version, now.removing ?? []);
      return now;
    }
  }
  throw new ViewStoreUnavailable(`the database keeps losing view ${declaration.view.name}`);
}

const TRIES_MAX = 3;

async function saveCurrent<Document extends object>(
  opened: Opened<Document>,
  changes: readonly Change<Document>[],
  position: Position,
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const { version } = await pointerOf(opened);
    try {
      return await saveInto(opened, version, changes, position);
    } catch (error) {
      if (!(error instanceof ViewMoved) || tries === TRIES_MAX) throw error;
    }
  }
}

/**
 * Documents first, then how far the view has come, then what is removed: whatever is cut off
 * between is done again by those who fold from the position that is there, and what the position
 * has passed is remembered beside it until it is removed.
 */
async function saveInto<Document extends object>(
  opened: Opened<Document>,
  version: string,
  changes: readonly Change<Document>[],
  position: Position,
): Promise<void> {
  const { declaration, call } = opened;
  const writes = writesOf(declaration, changes);
  const removing = writes.filter(({ kept }) => kept === undefined);
  await write(
    opened,
    version,
    writes.filter(({ kept }) => kept !== undefined),
  );
  await call((connection) =>
    moveOn(registry(connection), declaration.view.name, version, { position, removing }),
  );
  await removeNow(opened, version, removing);
  opened.watch.reached(position);
}

async function removeNow<Document extends object>(
  opened: Opened<Document>,
  version: string,
  removing: readonly Removal[],
): Promise<void> {
  if (removing.length === 0) return;
  const { call, declaration } = opened;
  await write(opened, version, removing);
  await call((connection) => removed(registry(connection), declaration.view.name, removing));
}

async function write<Document extends object>(
  opened: Opened<Document>,
  version: string,
  writes: readonly Write[],
): Promise<void> {
  for (let from = 0; from < writes.length; from += WRITES_MAX)
    await inVersion(opened, version, (rows) =>
      writeAll(rows, writes.slice(from, from + WRITES_MAX)),
    );
}

/** The version that is read now, for as long as the pointer is at it. */
function pinnedTo<Document extends object>(
  opened: Opened<Document>,
  version: string,
): PinnedView<Document> {
  const check = async (): Promise<Pointer> => {
    const now = await pointerOf(opened);
    if (now.version !== version) throw new ViewMoved(opened.declaration.view.name);
    return now;
  };
  return {
    load: async (ids) => {
      await check();
      return inVersion(opened, version, (rows) => saved<Document>(rows, ids));
    },
    save: async (changes, position) => {
      await check();
      await saveInto(opened, version, changes, position);
    },
    position: async () => (await check()).position,
  };
}

async function rebuildOf<Document extends object>(
  opened: Opened<Document>,
): Promise<Rebuild<Document>> {
  const { call, declaration, filling, dropped } = opened;
  const { name } = declaration.view;
  await pointerOf(opened);
  const version = await call((connection) => beginFilling(registry(connection), declaration));
  const timer = setInterval(() => {
    const renewed = call((connection) => fillOn(registry(connection), name, version));
    void renewed.catch(() => undefined); // The next save says it aloud.
  }, RENEW_MS).unref();
  const end = () => {
    clearInterval(timer);
    return filling.delete(version);
  };
  const abandon = async () => {
    if (!end()) return;
    await call((connection) => giveUp(registry(connection), name, version));
    dropped.soon(name);
  };
  filling.set(version, abandon);
  await inVersion(opened, version, (rows) => rows.createIndexes());
  return {
    target: fillingOf(opened, version),
    publish: async () => {
      const reached = await call((connection) =>
        publish(registry(connection), declaration, version),
      );
      end();
      opened.watch.reached(reached);
      dropped.soon(name);
    },
    abandon,
  };
}

/** The version that is being filled: nobody reads it, so it needs no order of steps. */
function fillingOf<Document extends object>(
  opened: Opened<Document>,
  version: string,
): PinnedView<Document> {
  const { call, declaration } = opened;
  const { name } = declaration.view;
  const position = () => call((connection) => fillingPosition(registry(connection), name, version));
  return {
    load: async (ids) => {
      await position();
      return inVersion(opened, version, (rows) => saved<Document>(rows, ids));
    },
    save: async (changes, to) => {
      const writes = writesOf(declaration, changes);
      await position();
      await write(opened, version, writes);
      await call((connection) => fillOn(registry(connection), name, version, to));
    },
    position,
  };
}
