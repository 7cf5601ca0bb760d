import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from '@libs/kernel';
import { sqliteCodeOf } from './sqlite-errors.js';

/** A data directory that this process alone holds until it is released or the process ends. */
export interface Ownership {
  release(): void;
}

/** Another process holds the data directory; several on one take the Kafka bus. */
export class BusTaken extends Error {
  override readonly name = 'BusTaken';
  constructor(
    readonly directory: string,
    readonly holder: Holder | undefined,
  ) {
    const who = holder === undefined ? '' : ` by process ${holder.pid} since ${holder.since}`;
    super(`the event bus in ${directory} is held${who}: only one process may open it`);
  }
}

export type Holder = z.infer<typeof Holder>;
const Holder = z.strictObject({ pid: z.int(), since: z.iso.datetime() }).readonly();

const LOCK_FILE = 'bus.lock';
const HOLDER_FILE = 'bus.holder.json';

/** A lock that nobody refers to any more is collected as garbage, and that would release it. */
const HELD = new Set<Database.Database>();

/**
 * Takes the directory or fails with `BusTaken`. The lock is an exclusive lock of SQLite on a file
 * of its own, which the operating system frees when the process ends, however it ends; who holds
 * it is told by a file beside it, for nobody can look into a locked one.
 */
export function own(directory: string, since: string): Ownership {
  mkdirSync(directory, { recursive: true });
  const lock = new Database(join(directory, LOCK_FILE), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!sqliteCodeOf(error)?.startsWith('SQLITE_BUSY')) throw error;
    throw new BusTaken(directory, holderIn(directory));
  }
  HELD.add(lock);
  tellHolder(directory, { pid: process.pid, since });
  return {
    release: () => {
      if (!HELD.delete(lock)) return;
      rmSync(join(directory, HOLDER_FILE), { force: true });
      lock.close();
    },
  };
}

function tellHolder(directory: string, holder: Holder): void {
  const file = join(directory, HOLDER_FILE);
  // Renamed into its place, so that nobody reads half of it.
  writeFileSync(`${file}.new`, JSON.stringify(holder));
  renameSync(`${file}.new`, file);
}

/** Unknown for a moment after the lock was taken, and after a crash until then. */
function holderIn(directory: string): Holder | undefined {
  try {
    return Holder.parse(JSON.parse(readFileSync(join(directory, HOLDER_FILE), 'utf8')));
  } catch {
    return undefined;
  }
}
