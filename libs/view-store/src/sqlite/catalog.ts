import { randomUUID } from 'node:crypto';
import type { Position } from '@libs/kernel';
import type { Declaration } from '../declaration.js';
import { NOWHERE, ViewBehind, ViewMoved, ViewStoreUnavailable } from '../view-store.js';
import type { Connection } from './connection.js';
import { indexesOf, layoutOf, newVersionNumber, tablesOf, type Layout } from './layout.js';

/** Which version of a view is read, and how far it has come. */
export interface Pointer {
  readonly version: number;
  readonly position: Position;
}

/**
 * Where the view's pointer stands. `undefined` when the file does not know the view: it was
 * made anew. Fails when somebody has opened the view under another declaration since.
 */
export function pointer<Document extends object>(
  connection: Connection,
  { view, key }: Declaration<Document>,
): Pointer | undefined {
  const now = registered(connection, view.name);
  if (now !== undefined && now.key !== key)
    throw new ViewStoreUnavailable(`view ${view.name} was opened under another declaration`);
  return now;
}

/**
 * Makes the view's tables unless they are there for this very declaration; a version of another
 * declaration is dropped, and so are versions that nobody fills any more.
 */
export function ensure<Document extends object>(
  writer: Connection,
  declaration: Declaration<Document>,
): Pointer {
  const { view, key } = declaration;
  for (const [version, builder] of writer.all<[number, string | null]>(
    "SELECT version, builder FROM versions WHERE view = ? AND state = 'filling'",
    view.name,
  ))
    if (!isAlive(builder)) markDropped(writer, version);
  const now = registered(writer, view.name);
  if (now?.key === key) return now;
  if (now !== undefined) markDropped(writer, now.version);
  const layout = begin(writer, declaration, 'read');
  for (const sql of indexesOf(layout)) writer.run(sql);
  writer.run(
    `INSERT INTO views (name, declaration, version) VALUES (?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET declaration = excluded.declaration, version = excluded.version`,
    ...[view.name, key, layout.version],
  );
  return { version: layout.version, position: NOWHERE };
}

/** Begins a version without documents and indexes; only this process fills it. */
export function begin<Document extends object>(
  writer: Connection,
  declaration: Declaration<Document>,
  state: 'read' | 'filling',
): Layout {
  const layout = layoutOf(declaration, newVersionNumber());
  for (const sql of tablesOf(layout)) writer.run(sql);
  writer.run(
    'INSERT INTO versions (version, view, position, state, builder) VALUES (?, ?, ?, ?, ?)',
    ...[layout.version, declaration.view.name, NOWHERE, state, BUILDER],
  );
  return layout;
}

/** Fails with `ViewMoved` unless the view's pointer is at the version. */
export function checkPinned<Document extends object>(
  connection: Connection,
  declaration: Declaration<Document>,
  version: number,
): Pointer {
  const now = pointer(connection, declaration);
  if (now?.version !== version) throw new ViewMoved(declaration.view.name);
  return now;
}

/** Fails with `ViewMoved` unless the version is still being filled. */
export function checkFilling(connection: Connection, view: string, version: number): Pointer {
  const row = connection.get<[Position]>(
    "SELECT position FROM versions WHERE version = ? AND state = 'filling'",
    version,
  );
  if (row === undefined) throw new ViewMoved(view);
  return { version, position: row[0] };
}

/** Moves the pointer to a filled version, and answers how far it has come. */
export function publish<Document extends object>(
  writer: Connection,
  declaration: Declaration<Document>,
  version: number,
): Position {
  const { name } = declaration.view;
  const { position } = checkFilling(writer, name, version);
  const now = pointer(writer, declaration);
  if (now === undefined) throw new ViewMoved(name);
  if (position < now.position) throw new ViewBehind(name, now.position, position);
  markDropped(writer, now.version);
  writer.run("UPDATE versions SET state = 'read' WHERE version = ?", version);
  writer.run('UPDATE views SET version = ? WHERE name = ?', version, name);
  return position;
}

export const markDropped = (writer: Connection, version: number): void =>
  void writer.run("UPDATE versions SET state = 'dropped' WHERE version = ?", version);

export const moveOn = (writer: Connection, version: number, position: Position): void =>
  void writer.run('UPDATE versions SET position = ? WHERE version = ?', position, version);

function registered(
  connection: Connection,
  name: string,
): (Pointer & { readonly key: string }) | undefined {
  const row = connection.get<[string, number, Position]>(
    `SELECT v.declaration, v.version, s.position
     FROM views v JOIN versions s USING (version) WHERE v.name = ?`,
    name,
  );
  return row && { key: row[0], version: row[1], position: row[2] };
}

/** Who fills a version: this process, told apart from a later one with the same number. */
const BUILDER = `${process.pid} ${randomUUID()}`;

function isAlive(builder: string | null): boolean {
  if (builder === null || builder === BUILDER) return builder === BUILDER;
  const pid = Number(builder.split(' ')[0]);
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0); // Signal 0 only asks.
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
