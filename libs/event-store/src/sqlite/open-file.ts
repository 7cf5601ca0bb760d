import { chmodSync, closeSync, openSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { assert } from '@libs/kernel';
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION } from './schema.js';

export interface FileOptions {
  readonly file: string;
  /** For specs: how many pages the file may grow to; asked before every commit. */
  readonly pageCountMax?: () => number | undefined;
}

/** Older ones can corrupt a WAL that is reset while another process writes. */
const SQLITE_VERSION_MIN = [3, 51, 3] as const;

/** A WAL that a checkpoint emptied is cut to this size. */
const WAL_KEPT_BYTES = 32 * 1024 * 1024;

/** Opens the log's file, made where it is missing, with every setting said out loud. */
export function openFile({ file }: Pick<FileOptions, 'file'>): Database.Database {
  keepPrivate(file);
  // No waiting inside the engine: it would stop the process. Who meets a lock tries again later.
  const database = new Database(file, { timeout: 0 });
  try {
    assertVersion(database);
    configure(database);
    makeTables(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * The files beside it (WAL, shared memory) get the same mode from the engine. One that is there
 * is not opened: closing it would drop the locks of this process on it.
 */
function keepPrivate(file: string): void {
  const known = statSync(file, { throwIfNoEntry: false });
  if (known === undefined) closeSync(openSync(file, 'a', 0o600));
  else if ((known.mode & 0o077) !== 0) chmodSync(file, 0o600);
}

function assertVersion(database: Database.Database): void {
  const version = String(database.prepare('SELECT sqlite_version()').pluck().get());
  assert(isRecentEnough(version), `SQLite ${version} is at least ${SQLITE_VERSION_MIN.join('.')}`);
}

/** Whether a version of SQLite, such as `3.53.0`, has the WAL reset repaired. */
export function isRecentEnough(version: string): boolean {
  const parts = version.split('.').map(Number);
  const differing = SQLITE_VERSION_MIN.findIndex((min, index) => (parts[index] ?? 0) !== min);
  if (differing === -1) return true;
  return (parts[differing] ?? 0) > (SQLITE_VERSION_MIN[differing] ?? 0);
}

function configure(database: Database.Database): void {
  database.pragma('page_size = 8192');
  database.pragma('journal_mode = WAL');
  // In WAL mode the default is NORMAL, which loses the last commits with the power.
  database.pragma('synchronous = FULL');
  database.pragma('mmap_size = 0');
  database.pragma('cache_size = -16000');
  database.pragma('wal_autocheckpoint = 0');
  database.pragma(`journal_size_limit = ${WAL_KEPT_BYTES}`);
  database.pragma('trusted_schema = OFF');
}

function makeTables(database: Database.Database): void {
  if (versionIn(database) === 0)
    database
      .transaction(() => {
        if (versionIn(database) === 0) database.exec(SCHEMA);
      })
      .immediate();
  assert(versionIn(database) === SCHEMA_VERSION, `the log has schema version ${SCHEMA_VERSION}`);
  const applicationId = database.pragma('application_id', { simple: true });
  assert(applicationId === APPLICATION_ID, 'the file is an event log');
}

const versionIn = (database: Database.Database): unknown =>
  database.pragma('user_version', { simple: true });
