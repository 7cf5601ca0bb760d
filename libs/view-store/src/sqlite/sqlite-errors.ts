import Database from 'better-sqlite3';

/** Another connection writes: the same again, later. */
export const isBusy = (error: unknown): boolean => hasCode(error, ['SQLITE_BUSY', 'SQLITE_LOCKED']);

/** What is in the file is not to be read. */
export const isDamage = (error: unknown): boolean =>
  hasCode(error, ['SQLITE_CORRUPT', 'SQLITE_NOTADB']);

/** The disk, or the file on it, does not answer. */
export const isLoss = (error: unknown): boolean =>
  hasCode(error, [
    'SQLITE_IOERR',
    'SQLITE_FULL',
    'SQLITE_CANTOPEN',
    'SQLITE_READONLY',
    'SQLITE_NOMEM',
    'SQLITE_PERM',
    'SQLITE_PROTOCOL',
  ]);

/** Extended codes go on after the plain one: `SQLITE_BUSY_SNAPSHOT`. */
const hasCode = (error: unknown, codes: readonly string[]): boolean =>
  error instanceof Database.SqliteError &&
  codes.some((code) => error.code === code || error.code.startsWith(`${code}_`));
