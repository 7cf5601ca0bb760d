import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { assert } from '@libs/kernel';
import Database from 'better-sqlite3';
import { groups } from '../groups.js';
import {
  KeyStoreUnavailable,
  type KeyPageQuery,
  type KeyStore,
  type WrappedKey,
} from '../key-store.js';

export interface SqliteKeyStoreOptions {
  readonly file: string;
  /** How long another process may hold the file before we give up; in milliseconds. */
  readonly busyMsMax?: number;
  /** For specs: how many pages the file may grow to, asked at each opening of it. */
  readonly pageCountMax?: () => number | undefined;
}

/** Keys in a file of their own, which only its owner may read. */
export function sqliteKeyStore({ busyMsMax = 5000, ...options }: SqliteKeyStoreOptions): KeyStore {
  const engine = reopening(options);
  const run = <Answer>(action: (statements: Statements) => Answer) =>
    patiently(() => engine.use(action), busyMsMax);
  const creations = groups<Creation, WrappedKey>(CREATIONS_MAX, (batch) =>
    run(({ createAll }) => createAll(batch)),
  );
  return {
    create: (subject, wrapped) => creations.add({ subject, wrapped }),
    load: (subjects) => run(({ load }) => load(subjects)),
    list: (query) => run(({ list }) => list(query)),
    destroy: (subject) => run(({ destroy }) => destroy(subject)),
    close: async () => {
      await creations.settled();
      engine.close();
    },
  };
}

/** Keys that are made in one turn are committed together, at most this many. */
const CREATIONS_MAX = 1000;

interface Creation {
  readonly subject: string;
  readonly wrapped: Uint8Array;
}

interface Statements {
  createAll(batch: readonly Creation[]): readonly WrappedKey[];
  load(subjects: readonly string[]): ReadonlyMap<string, WrappedKey>;
  list(query: KeyPageQuery): readonly (readonly [string, WrappedKey])[];
  destroy(subject: string): void;
}

/** `wrapped` is null once the key was destroyed: the row is the mark. */
interface Row {
  readonly subject: string;
  readonly wrapped: Uint8Array | null;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS keys (
    subject TEXT PRIMARY KEY,
    wrapped BLOB
  ) STRICT, WITHOUT ROWID`;

function openDatabase({ file, pageCountMax }: SqliteKeyStoreOptions): Database.Database {
  keepPrivate(file);
  const database = new Database(file, { timeout: 0 });
  try {
    assertVersion(database);
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    // What was deleted is overwritten: a destroyed key is not left in a free page.
    database.pragma('secure_delete = ON');
    database.exec(SCHEMA);
    const pages = pageCountMax?.();
    if (pages !== undefined) database.pragma(`max_page_count = ${pages}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * SQLite would make the file readable to others; its WAL and index take over this mode. One that
 * is there is not opened: closing it would drop the locks of this process on it.
 */
function keepPrivate(file: string): void {
  if (existsSync(file)) chmodSync(file, 0o600);
  else closeSync(openSync(file, 'a', 0o600));
}

/** Older ones can corrupt a WAL that several connections write. */
const SQLITE_VERSION_MIN = [3, 51, 3] as const;

function assertVersion(database: Database.Database): void {
  const version = String(database.prepare('SELECT sqlite_version()').pluck().get());
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  const [majorMin, minorMin, patchMin] = SQLITE_VERSION_MIN;
  const isNewEnough = (major - majorMin || minor - minorMin || patch - patchMin) >= 0;
  assert(isNewEnough, `SQLite ${version} is at least ${SQLITE_VERSION_MIN.join('.')}`);
}

function statementsOf(database: Database.Database): Statements {
  const insert = database.prepare<[string, Uint8Array]>(
    'INSERT INTO keys (subject, wrapped) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const select = database.prepare<[string], Row>(
    'SELECT subject, wrapped FROM keys WHERE subject IN (SELECT value FROM json_each(?))',
  );
  const page = database.prepare<[string, number], Row>(
    'SELECT subject, wrapped FROM keys WHERE subject > ? ORDER BY subject LIMIT ?',
  );
  const erase = database.prepare<[string]>(
    `INSERT INTO keys (subject, wrapped) VALUES (?, NULL)
     ON CONFLICT DO UPDATE SET wrapped = NULL`,
  );
  const load = (subjects: readonly string[]) =>
    new Map(select.all(JSON.stringify(subjects)).map((row) => [row.subject, keyOf(row)]));
  const createAll = database.transaction((batch: readonly Creation[]) => {
    for (const { subject, wrapped } of batch) insert.run(subject, wrapped);
    const kept = load(batch.map(({ subject }) => subject));
    return batch.map(({ subject }) => kept.get(subject) ?? DESTROYED);
  });
  return {
    load,
    // No subject is empty.
    list: ({ after = '', limit }) =>
      page.all(after, limit).map((row) => [row.subject, keyOf(row)] as const),
    createAll: (batch) => createAll.immediate(batch),
    destroy: (subject) => {
      erase.run(subject);
      // The old page may still stand in the WAL; a reader elsewhere can make it stay a while.
      database.pragma('wal_checkpoint(TRUNCATE)');
    },
  };
}

const DESTROYED: WrappedKey = { status: 'destroyed' };

const keyOf = ({ wrapped }: Row): WrappedKey =>
  wrapped === null ? DESTROYED : { status: 'kept', wrapped };

interface Engine {
  use<Answer>(action: (statements: Statements) => Answer): Answer;
  close(): void;
}

/** Opens the file when it is needed, and anew after a fault other than a busy file. */
function reopening(options: SqliteKeyStoreOptions): Engine {
  let open: { readonly database: Database.Database; readonly statements: Statements } | undefined;
  let isClosed = false;
  const close = () => {
    open?.database.close();
    open = undefined;
  };
  return {
    use: (action) => {
      if (isClosed) throw new KeyStoreUnavailable('the key store is closed');
      try {
        if (open === undefined) {
          const database = openDatabase(options);
          open = { database, statements: statementsOf(database) };
        }
        return action(open.statements);
      } catch (error) {
        if (!isBusy(error)) close();
        throw error;
      }
    },
    close: () => {
      isClosed = true;
      close();
    },
  };
}

/** Tries again between turns while another process holds the file, up to a limit. */
async function patiently<Answer>(action: () => Answer, busyMsMax: number): Promise<Answer> {
  const untilMs = performance.now() + busyMsMax;
  for (let pauseMs = 1; ; pauseMs = Math.min(2 * pauseMs, 50))
    try {
      return action();
    } catch (error) {
      if (error instanceof KeyStoreUnavailable) throw error;
      if (!isBusy(error) || performance.now() > untilMs)
        throw new KeyStoreUnavailable('the key store did not answer', { cause: error });
      await sleep(pauseMs);
    }
}

const isBusy = (error: unknown): boolean =>
  /^SQLITE_(?:BUSY|LOCKED)/u.test(String((error as { readonly code?: unknown } | null)?.code));
