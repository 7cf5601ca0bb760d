import { EventStoreUnavailable } from '../event-store.js';

/** Another connection is at work, which ends soon. */
export const isBusy = (error: unknown): boolean =>
  /^SQLITE_(?:BUSY|LOCKED|PROTOCOL)/u.test(codeOf(error));

/** The engine or the file system failed; anything else that is thrown is a bug or an answer. */
export const isEngineFault = (error: unknown): boolean =>
  codeOf(error).startsWith('SQLITE_') || isSystemError(error) || isClosedConnection(error);

/** Known by its code: the driver keeps one class for all that load it in one process. */
const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

const isSystemError = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'syscall' in error;

/** A connection is closed under those who still have it when a rollback failed. */
const isClosedConnection = (error: unknown): boolean =>
  String(error) === 'TypeError: The database connection is not open';

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
