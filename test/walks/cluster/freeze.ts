import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { ServiceProcess } from './service-process.js';

const FILES = ['events.db', 'views.db', 'keys.db'];
const TRIES_MAX = 50;
const LOCK_MS_MAX = 1000;

/**
 * Stops a process where it holds no lock of the files that all share. Within a commit it would
 * hold up every writer until it wakes, as nobody does who has an engine of its own for the store.
 */
export async function freezeHoldingNothing(
  process: ServiceProcess,
  directory: string,
): Promise<void> {
  for (let tries = 1; tries <= TRIES_MAX; tries += 1) {
    await process.freeze();
    if (FILES.every((file) => mayWrite(join(directory, file)))) return;
    process.thaw();
    await new Promise((resolve) => setTimeout(resolve, tries));
  }
  throw new Error(`${process.name} was never met without a lock`);
}

function mayWrite(file: string): boolean {
  if (!existsSync(file)) return true;
  const database = new Database(file, { timeout: LOCK_MS_MAX });
  try {
    database.exec('BEGIN IMMEDIATE; ROLLBACK');
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'SQLITE_BUSY') throw error;
    return false;
  } finally {
    database.close();
  }
}
