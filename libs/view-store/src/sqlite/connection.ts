import { chmodSync, closeSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { Value } from '../view-store.js';

/** One connection to the views' file, with its prepared statements. */
export interface Connection {
  run(sql: string, ...values: readonly Value[]): Database.RunResult;
  /** The first row, as a list of its columns. */
  get<Row extends readonly unknown[]>(sql: string, ...values: readonly Value[]): Row | undefined;
  all<Row extends readonly unknown[]>(sql: string, ...values: readonly Value[]): readonly Row[];
  /** A prepared statement, for those who run it often. */
  statement(sql: string): Database.Statement;
  /** Ends a transaction that is still open. */
  endTransaction(how: 'COMMIT' | 'ROLLBACK'): void;
  /** Whether it still reads the file of that name: somebody else may have made it anew. */
  isOf(file: string): boolean;
  close(): void;
}

/** Which file, and how big it may grow: past `pagesMax` pages of 8 KiB it answers as a full disk. */
export interface ViewsFile {
  readonly file: string;
  readonly pagesMax?: number;
}

/** Older ones can corrupt a WAL under concurrent checkpoints. */
const SQLITE_MIN = [3, 51, 3] as const;
const STATEMENTS_MAX = 500;
const CACHE_KIB = 16_384;
const WAL_BYTES_MAX = 64 * 1024 * 1024;

/** The tables' shape in the file: another one is made anew. */
const SCHEMA = 1;
const SCHEMA_SQL = [
  'CREATE TABLE views (name TEXT PRIMARY KEY, declaration TEXT NOT NULL, version INTEGER NOT NULL)',
  `CREATE TABLE versions (version INTEGER PRIMARY KEY, view TEXT NOT NULL, position TEXT NOT NULL,
     state TEXT NOT NULL CHECK (state IN ('read', 'filling', 'dropped')), builder TEXT)`,
];

/** Opens the file, making it and its tables where they are missing. */
export function connect({ file, pagesMax }: ViewsFile): Connection {
  mkdirSync(dirname(file), { recursive: true });
  keepPrivate(file);
  // No busy timeout: it would block the process; whoever is refused asks again between turns.
  const database = new Database(file, { timeout: 0 });
  try {
    checkVersion(database);
    database.pragma('page_size = 8192');
    database.pragma('journal_mode = WAL');
    // A view that lost its last saves is consistent, and follows again from where it stands.
    database.pragma('synchronous = NORMAL');
    database.pragma('mmap_size = 0');
    database.pragma(`cache_size = -${CACHE_KIB}`);
    database.pragma(`journal_size_limit = ${WAL_BYTES_MAX}`);
    database.pragma('temp_store = MEMORY');
    if (pagesMax !== undefined) database.pragma(`max_page_count = ${pagesMax}`);
    makeTables(database);
    return connection(database, inodeOf(file));
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * Views show people: only the owner reads them; the files beside get the same mode.
 * A file that is there is not opened, for closing it would drop the locks of this process on it.
 */
function keepPrivate(file: string): void {
  const known = statSync(file, { throwIfNoEntry: false });
  if (known === undefined) closeSync(openSync(file, 'a', 0o600));
  else if ((known.mode & 0o077) !== 0) chmodSync(file, 0o600);
}

/** Removes the file, so that it is made anew: views are rebuilt from the event store. */
export function remove(file: string): void {
  for (const part of ['', '-wal', '-shm']) rmSync(`${file}${part}`, { force: true });
}

const inodeOf = (file: string): number | undefined =>
  statSync(file, { throwIfNoEntry: false })?.ino;

function checkVersion(database: Database.Database): void {
  const version = String(database.prepare('SELECT sqlite_version()').pluck().get());
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  const [wantedMajor, wantedMinor, wantedPatch] = SQLITE_MIN;
  const isOlder = major - wantedMajor || minor - wantedMinor || patch - wantedPatch;
  if (isOlder < 0) throw new Error(`SQLite ${version} is older than ${SQLITE_MIN.join('.')}`);
}

function makeTables(database: Database.Database): void {
  if (database.pragma('user_version', { simple: true }) === SCHEMA) return;
  database
    .transaction(() => {
      if (database.pragma('user_version', { simple: true }) === SCHEMA) return;
      const names = database
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        .pluck()
        .all() as readonly string[]; // The column is text.
      for (const name of names) database.exec(`DROP TABLE "${name.replaceAll('"', '""')}"`);
      for (const sql of SCHEMA_SQL) database.exec(sql);
      database.pragma(`user_version = ${SCHEMA}`);
    })
    .immediate();
}

function connection(database: Database.Database, inode: number | undefined): Connection {
  const statements = new Map<string, Database.Statement>();
  const statement = (sql: string): Database.Statement => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    if (statements.size >= STATEMENTS_MAX) statements.clear();
    const prepared = database.prepare(sql);
    if (prepared.reader) prepared.raw();
    statements.set(sql, prepared);
    return prepared;
  };
  return {
    statement,
    run: (sql, ...values) => statement(sql).run(...values),
    // What the columns hold is known to whoever wrote the SQL.
    get: <Row>(sql: string, ...values: readonly Value[]) =>
      statement(sql).get(...values) as Row | undefined,
    all: <Row>(sql: string, ...values: readonly Value[]) =>
      statement(sql).all(...values) as readonly Row[],
    endTransaction: (how) => {
      if (database.open && database.inTransaction) statement(how).run();
    },
    isOf: (file) => inodeOf(file) === inode,
    close: () => void database.close(),
  };
}
