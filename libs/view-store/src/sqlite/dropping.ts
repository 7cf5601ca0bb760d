import { setImmediate } from 'node:timers/promises';
import type { Connection } from './connection.js';
import type { Database, Work } from './database.js';

/** Rows a transaction deletes, so that nobody waits long for a big view to go. */
const CHUNK = 2000;

/** Drops the tables of versions that nobody reads any more, in small steps. */
export async function dropOld(database: Database, isEnding: () => boolean): Promise<void> {
  while (!isEnding()) {
    const isLeft = await database.write(dropSome);
    if (!isLeft) return;
    await setImmediate();
  }
}

/** One step; answers whether there is more. */
function* dropSome(writer: Connection): Work<boolean> {
  const row = writer.get<[number]>("SELECT version FROM versions WHERE state = 'dropped' LIMIT 1");
  if (row === undefined) return false;
  const [version] = row;
  const [index] =
    writer.get<[string]>(
      "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL",
      `documents_${version}`,
    ) ?? [];
  if (index !== undefined) writer.run(`DROP INDEX ${index}`);
  else if (!deleteSome(writer, version)) forget(writer, version);
  return true;
}

function deleteSome(writer: Connection, version: number): boolean {
  for (const table of ['words', 'documents', 'removed']) {
    const name = `${table}_${version}`;
    const isThere = writer.get('SELECT 1 FROM sqlite_schema WHERE name = ?', name) !== undefined;
    if (isThere && writer.run(`DELETE FROM ${name} LIMIT ${CHUNK}`).changes > 0) return true;
  }
  return false;
}

function forget(writer: Connection, version: number): void {
  for (const table of ['words', 'documents', 'removed'])
    writer.run(`DROP TABLE IF EXISTS ${table}_${version}`);
  writer.run('DELETE FROM versions WHERE version = ?', version);
}
