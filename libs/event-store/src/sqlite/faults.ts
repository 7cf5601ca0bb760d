import Database from 'better-sqlite3';
import { EventStoreUnavailable } from '../event-store.js';

/** Another connection is at work, which ends soon. */
export const isBusy = (error: unknown): boolean =>
  error instanceof Database.SqliteError && /^SQLITE_(?:BUSY|LOCKED|PROTOCOL)/u.test(error.code);

/** The engine or the file system failed; anything else that is thrown is a bug or an answer. */
export const isEngineFault = (error: unknown): boolean =>
  error instanceof Database.SqliteError ||
  (error instanceof TypeError && error.message === 'The database connection is not open') ||
  (error instanceof Error && 'syscall' in error);

/** A lock is waited for so long; all that can hold it are short transactions. */
const BUSY_MAX_MS = 5000;
const PAUSE_MAX_MS = 8;

/** Does something that may find the file locked, again between turns, until the wait is too long. */
export async function patiently<Answer>(work: () => Answer): Promise<Answer> {
  const endAt = performance.now() + BUSY_MAX_MS;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (performance.now() > endAt)
        throw new EventStoreUnavailable('nothing-written', { cause: error });
    }
    // At random, or two processes that met once would meet again and again.
    await new Promise((resolve) => setTimeout(resolve, Math.random() * PAUSE_MAX_MS));
  }
}
