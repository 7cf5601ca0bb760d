import { closeSync, existsSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { assert } from '@libs/kernel';

/** An SQLite file as it stood at one moment, whatever others write to it meanwhile. */
export interface FileSnapshot {
  /**
   * Copies it into a new file that only its owner may read, checks that one, and resolves when
   * it is on the disk. Progress is a share from 0 to 1.
   */
  readonly copyTo: (file: string, onProgress?: (share: number) => void) => Promise<void>;
  readonly close: () => void;
}

/** There is no such file, so nothing that could be copied. */
export class FileMissing extends Error {
  override readonly name = 'FileMissing';
  constructor(readonly file: string) {
    super(`${file} is not there`);
  }
}

/** So much a turn, of 8 KiB pages: a signal or a timer gets its turn in between. */
const PAGES_A_TURN = 512;
/** A writer in another process holds the file for so long at most. */
const BUSY_MS_MAX = 5000;

/**
 * Takes a snapshot of a file that processes may be writing to. A transaction that reads holds it:
 * the engine's copying would begin anew with every commit of another process otherwise, and never
 * end. It knows pages and no tables, so it serves every file of the installation.
 */
export function snapshotOf(file: string): FileSnapshot {
  if (!existsSync(file)) throw new FileMissing(file);
  const database = new Database(file, { readonly: true, timeout: BUSY_MS_MAX });
  try {
    database.exec('BEGIN');
    // The first reading is what takes the snapshot.
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
  } catch (error) {
    database.close();
    throw error;
  }
  return {
    copyTo: async (copy, onProgress = () => undefined) => {
      closeSync(openSync(copy, 'wx', 0o600));
      await database.backup(copy, {
        progress: ({ totalPages, remainingPages }) => {
          onProgress(totalPages === 0 ? 0 : 1 - remainingPages / totalPages);
          return PAGES_A_TURN;
        },
      });
      assertWhole(copy);
      onProgress(1);
    },
    close: () => void database.close(),
  };
}

function assertWhole(file: string): void {
  const copy = new Database(file);
  try {
    const found = copy.pragma('integrity_check', { simple: true });
    assert(found === 'ok', `${file} is whole: ${String(found)}`);
  } finally {
    copy.close();
  }
}
