import { setImmediate } from 'node:timers/promises';
import type { Position } from '@libs/kernel';
import { checkCount, checkFind, declarationOf, type Declaration } from '../declaration.js';
import type { Change, OpenView, PinnedView, Rebuild, View, ViewStore } from '../view-store.js';
import { ViewStoreUnavailable } from '../view-store.js';
import {
  begin,
  checkFilling,
  checkPinned,
  ensure,
  markDropped,
  moveOn,
  pointer,
  publish,
  type Pointer,
} from './catalog.js';
import type { Connection, ViewsFile } from './connection.js';
import { openDatabase, type Database, type Work } from './database.js';
import { dropOld } from './dropping.js';
import { counted, found, saved } from './finding.js';
import { indexesOf, layoutOf, type Layout } from './layout.js';
import { fillWords, rowsOf, saveRows } from './saving.js';
import { watch, type Watch } from '../watch.js';

/**
 * Keeps views in one SQLite file, which several processes may read and write. A file that is
 * damaged or of another shape is made anew: the projectors fill it again.
 */
export async function sqliteViewStore(views: ViewsFile): Promise<ViewStore> {
  const database = await openDatabase(views);
  const watches = new Map<string, Watch>();
  const filling = new Set<number>();
  const ending = { is: false, dropping: Promise.resolve() };
  const dropInTurn = (): void => {
    // What cannot be dropped now is dropped when the view is opened the next time.
    const step = () => dropOld(database, () => ending.is).catch(() => undefined);
    ending.dropping = ending.dropping.then(step);
  };
  return {
    open: async <Document extends object>(view: View<Document>) => {
      const declaration = declarationOf(view);
      await database.write(atOnce((writer) => ensure(writer, declaration)));
      dropInTurn();
      const opened: Opened<Document> = {
        declaration,
        database,
        filling,
        dropInTurn,
        watch: watches.get(view.name) ?? watch(view.name, () => positionOf(opened)),
      };
      watches.set(view.name, opened.watch);
      return openView(opened);
    },
    close: async () => {
      ending.is = true;
      for (const { end } of watches.values()) end();
      await ending.dropping;
      const unfinished = [...filling];
      await database
        .write(atOnce((writer) => unfinished.forEach((version) => markDropped(writer, version))))
        .catch(() => undefined); // Without it, the next opening finds them.
      await database.close();
    },
  };
}

interface Opened<Document extends object> {
  readonly declaration: Declaration<Document>;
  readonly database: Database;
  readonly watch: Watch;
  /** The versions that this store fills. */
  readonly filling: Set<number>;
  /** Drops what nobody reads any more, after what is dropped now. */
  readonly dropInTurn: () => void;
}

function openView<Document extends object>(opened: Opened<Document>): OpenView<Document> {
  const { declaration, watch: watched } = opened;
  return {
    load: (ids) => reading(opened, (reader, layout) => saved<Document>(reader, layout, ids)),
    save: (changes, position) => saveCurrent(opened, changes, position),
    find: async (query) => {
      checkFind(declaration, query);
      return reading(opened, (reader, layout) => found<Document>(reader, layout, query));
    },
    count: async (query) => {
      checkCount(declaration, query);
      return reading(opened, (reader, layout) => counted(reader, layout, query));
    },
    position: () => positionOf(opened),
    caughtUp: async (position, { timeoutMs }) => {
      if ((await positionOf(opened)) < position) await watched.wait(position, timeoutMs);
    },
    pinned: async () => {
      const version = await reading(opened, (_reader, layout) => layout.version);
      return folding(opened, version, (connection) =>
        checkPinned(connection, declaration, version),
      );
    },
    rebuild: () => rebuildOf(opened),
  };
}

const positionOf = <Document extends object>(opened: Opened<Document>): Promise<Position> =>
  reading(opened, (_reader, _layout, position) => position);

/** Reads the version that the pointer is at; a file that was made anew gets its tables first. */
async function reading<Document extends object, Answer>(
  { declaration, database }: Opened<Document>,
  work: (reader: Connection, layout: Layout, position: Position) => Answer,
): Promise<Answer> {
  for (let tries = 1; tries <= TRIES_MAX; tries += 1) {
    const answer = await database.read((reader) => {
      const now = pointer(reader, declaration);
      if (now === undefined) return undefined;
      return { is: work(reader, layoutOf(declaration, now.version), now.position) };
    });
    if (answer !== undefined) return answer.is;
    await database.write(atOnce((writer) => ensure(writer, declaration)));
  }
  throw new ViewStoreUnavailable(`the file keeps losing view ${declaration.view.name}`);
}

const TRIES_MAX = 3;

async function saveCurrent<Document extends object>(
  opened: Opened<Document>,
  changes: readonly Change<Document>[],
  position: Position,
): Promise<void> {
  const { declaration, database } = opened;
  const rows = rowsOf(declaration, changes);
  const reached = await database.write(function* (writer) {
    const now = pointer(writer, declaration) ?? ensure(writer, declaration);
    yield* saveRows(writer, layoutOf(declaration, now.version), rows, true);
    return movedOn(writer, now, position);
  });
  opened.watch.reached(reached);
}

/** One version of the view, for as long as `check` lets it be. */
function folding<Document extends object>(
  opened: Opened<Document>,
  version: number,
  check: (connection: Connection) => Pointer,
  filled: { readonly hasWords: boolean } = { hasWords: true },
): PinnedView<Document> {
  const { declaration, database } = opened;
  const layout = layoutOf(declaration, version);
  return {
    load: (ids) =>
      database.read((reader) => {
        check(reader);
        return saved<Document>(reader, layout, ids);
      }),
    save: async (changes, position) => {
      const rows = rowsOf(declaration, changes);
      const reached = await database.write(function* (writer) {
        const now = check(writer);
        yield* saveRows(writer, layout, rows, filled.hasWords);
        return movedOn(writer, now, position);
      });
      if (!opened.filling.has(version)) opened.watch.reached(reached);
    },
    position: () => database.read((reader) => check(reader).position),
  };
}

function movedOn(writer: Connection, { version, position }: Pointer, to: Position): Position {
  if (to <= position) return position;
  moveOn(writer, version, to);
  return to;
}

async function rebuildOf<Document extends object>(
  opened: Opened<Document>,
): Promise<Rebuild<Document>> {
  const { declaration, database, filling } = opened;
  const { name } = declaration.view;
  const layout = await database.write(atOnce((writer) => begin(writer, declaration, 'filling')));
  const { version } = layout;
  filling.add(version);
  const filled = { hasWords: false };
  const check = (connection: Connection) => checkFilling(connection, name, version);
  return {
    target: folding(opened, version, check, filled),
    publish: async () => {
      if (!filled.hasWords) await finish(database, layout, check);
      filled.hasWords = true;
      const reached = await database.write(
        atOnce((writer) => publish(writer, declaration, version)),
      );
      filling.delete(version);
      opened.watch.reached(reached);
      opened.dropInTurn();
    },
    abandon: async () => {
      if (!filling.delete(version)) return;
      await database.write(atOnce((writer) => markDropped(writer, version)));
      opened.dropInTurn();
    },
  };
}

/** Makes what only readers need, which costs less once the documents are there. */
async function finish(
  database: Database,
  layout: Layout,
  check: (connection: Connection) => Pointer,
): Promise<void> {
  for (const sql of indexesOf(layout)) {
    await database.write(
      atOnce((writer) => {
        check(writer);
        writer.run(sql);
      }),
    );
    await setImmediate();
  }
  for (let after: number | undefined = -1; after !== undefined;) {
    const last: number = after;
    after = await database.write(
      atOnce((writer) => {
        check(writer);
        return fillWords(writer, layout, last);
      }),
    );
    await setImmediate();
  }
}

/** A transaction of one step. */
const atOnce = <Answer>(work: (writer: Connection) => Answer) =>
  function* (writer: Connection): Work<Answer> {
    return work(writer);
  };
