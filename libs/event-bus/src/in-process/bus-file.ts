import { chmodSync, closeSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { EventBusUnavailable } from '../event-bus.js';
import { sqliteCodeOf } from './sqlite-errors.js';

/** The bus's own file: positions of groups and relays, and the messages from outside. */
export interface BusFile {
  /**
   * Runs on a connection whose commits outlive the process only: a lost position repeats.
   * Fails with `EventBusUnavailable` when the engine does.
   */
  quickly<Answer>(work: (connection: Database.Database) => Answer): Answer;
  /** Runs on a connection whose commits outlive a power cut. */
  surely<Answer>(work: (connection: Database.Database) => Answer): Answer;
  close(): void;
}

/** Older ones may corrupt a file in WAL mode. */
const SQLITE_MIN = [3, 51, 3] as const;
const BUS_FILE = 'bus.db';
const WAL_BYTES_KEPT = 16 * 1024 * 1024;

export function openBusFile(directory: string): BusFile {
  const file = join(directory, BUS_FILE);
  const quick = connection(() => open(file, 'NORMAL'));
  const sure = connection(() => open(file, 'FULL'));
  sure.run((database) => database.exec(SCHEMA));
  return {
    quickly: quick.run,
    surely: sure.run,
    close: () => {
      quick.close();
      sure.close();
    },
  };
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS positions (
    owner TEXT NOT NULL,
    topic TEXT NOT NULL,
    position TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    PRIMARY KEY (owner, topic)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS outside (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    topic TEXT NOT NULL,
    id TEXT NOT NULL,
    key TEXT NOT NULL,
    type TEXT NOT NULL,
    sealed BLOB NOT NULL,
    kept_at TEXT NOT NULL,
    UNIQUE (topic, id)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS outside_of_topic ON outside (topic, position);
`;

function open(file: string, synchronous: 'NORMAL' | 'FULL'): Database.Database {
  keepPrivate(file);
  const database = new Database(file);
  assertVersion(database);
  database.pragma('journal_mode = WAL');
  database.pragma(`synchronous = ${synchronous}`);
  database.pragma(`journal_size_limit = ${WAL_BYTES_KEPT}`);
  return database;
}

/** One that is there is not opened: closing it would drop the locks of this process on it. */
function keepPrivate(file: string): void {
  const known = statSync(file, { throwIfNoEntry: false });
  if (known === undefined) closeSync(openSync(file, 'a', 0o600));
  else if ((known.mode & 0o077) !== 0) chmodSync(file, 0o600);
}

/** After a failure nothing is known about the connection, so the next call opens a new one. */
function connection(opened: () => Database.Database): {
  readonly run: <Answer>(work: (database: Database.Database) => Answer) => Answer;
  readonly close: () => void;
} {
  let database: Database.Database | undefined;
  let isClosed = false;
  const drop = (): void => {
    database?.close();
    database = undefined;
  };
  return {
    close: () => {
      isClosed = true;
      drop();
    },
    run: (work) => {
      if (isClosed) throw new EventBusUnavailable('the event bus is closed');
      try {
        database ??= opened();
        return work(database);
      } catch (error) {
        if (sqliteCodeOf(error) === undefined) throw error;
        drop();
        throw new EventBusUnavailable('the file of the event bus failed', { cause: error });
      }
    },
  };
}

function assertVersion(database: Database.Database): void {
  const version = String(database.prepare('SELECT sqlite_version()').pluck().get());
  const parts = version.split('.').map(Number);
  const differing = SQLITE_MIN.findIndex((part, index) => parts[index] !== part);
  if (differing === -1 || (parts[differing] ?? 0) > (SQLITE_MIN[differing] ?? 0)) return;
  database.close();
  throw new Error(`SQLite ${version} is older than ${SQLITE_MIN.join('.')}`);
}
