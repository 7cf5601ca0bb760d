import { setImmediate } from 'node:timers/promises';
import type { Connection } from './connection.js';
import type { Database, Work } from './database.js';

/** Views with no more documents than this are dropped at once. */
const SMALL_MAX = 50_000;
/** Rows a transaction deletes of bigger ones, so that nobody waits long. */
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
  if (isSmall(writer, version)) {
    forget(writer, version);
    return true;
  }
  const [index] =
    writer.get<[string]>(
      "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL",
      `documents_${version}`,
    ) ?? [];
  if (index !== undefined) writer.run(`DROP INDEX ${index}`);
  else if (!deleteSome(writer, version)) forget(writer, version);
  return true;
}

function isSmall(writer: Connection, version: number): boolean {
  const documents = `documents_${version}`;
  if (!isThere(writer, documents)) return true;
  const sql = `SELECT 1 FROM ${documents} LIMIT 1 OFFSET ${SMALL_MAX}`;
  return writer.get(sql) === undefined;
}

const isThere = (writer: Connection, table: string): boolean =>
  writer.get('SELECT 1 FROM sqlite_schema WHERE name = ?', table) !== undefined;

function deleteSome(writer: Connection, version: number): boolean {
  for (const table of ['words', 'documents', 'removed']) {
    const name = `${table}_${version}`;
    if (isThere(writer, name) && writer.run(`DELETE FROM ${name} LIMIT ${CHUNK}`).changes > 0)
      return true;
  }
  return false;
}

function forget(writer: Connection, version: number): void {
  for (const table of ['words', 'documents', 'removed'])
    writer.run(`DROP TABLE IF EXISTS ${table}_${version}`);
  writer.run('DELETE FROM versions WHERE version = ?', version);
}
