import type { Position } from '@libs/kernel';
import type { Declaration } from '../declaration.js';
import { NOWHERE, type Change, type Value } from '../view-store.js';
import type { Connection } from './connection.js';
import type { Work } from './database.js';
import type { Layout } from './layout.js';

/** After so many changes a big save gives way to others. */
const CHUNK = 500;

/** A document as its row keeps it. */
export interface Row {
  readonly id: string;
  readonly position: Position;
  /** Words between spaces, the declared fields, the JSON; `undefined` removes the document. */
  readonly columns: readonly (Value | null)[] | undefined;
  readonly words: readonly string[];
}

/** Documents as rows: made before the transaction begins, so that a bad one ends nothing. */
export function rowsOf<Document extends object>(
  { fields, words }: Declaration<Document>,
  changes: readonly Change<Document>[],
): readonly Row[] {
  return changes.map(({ id, document, position }) => {
    if (document === undefined) return { id, position, columns: undefined, words: [] };
    const values = fields.map(({ read }) => read(document) ?? null);
    const own = words(document);
    return {
      id,
      position,
      words: own,
      columns: [spaced(own), ...values, JSON.stringify(document)],
    };
  });
}

/**
 * Saves rows that are newer than what is there. While a version is filled its words are only
 * kept with the documents: `fillWords` writes their table at the end.
 */
export function* saveRows(
  writer: Connection,
  layout: Layout,
  rows: readonly Row[],
  hasWords: boolean,
): Work<void> {
  const statements = statementsFor(writer, layout);
  for (const [index, row] of rows.entries()) {
    if (index > 0 && index % CHUNK === 0) yield;
    saveRow(statements, row, hasWords);
  }
}

/**
 * Writes the words of the next documents, sorted, which is written fast; answers the number of
 * the last one, or nothing at the end. What is there from an earlier try stays.
 */
export function fillWords(
  writer: Connection,
  { documents, words }: Layout,
  after: number,
): number | undefined {
  const [last] = writer.get<[number | null]>(
    `SELECT max(number) FROM (SELECT number FROM ${documents} WHERE number > ? ORDER BY number LIMIT ?)`,
    ...[after, FILL_CHUNK],
  ) ?? [null];
  if (last === null) return undefined;
  // ' anna virtanen ' becomes ["anna","virtanen"]: words hold letters and digits only.
  writer.run(
    `INSERT OR IGNORE INTO ${words} (word, number)
     SELECT j.value, d.number FROM ${documents} d,
       json_each('["' || replace(trim(d.words), ' ', '","') || '"]') j
     WHERE d.number > ? AND d.number <= ? AND d.words <> '' ORDER BY 1, 2`,
    ...[after, last],
  );
  return last;
}

/** Documents whose words one transaction writes. */
const FILL_CHUNK = 5000;

type Statements = ReturnType<typeof statementsFor>;

function statementsFor(writer: Connection, layout: Layout) {
  const { documents, words, removed, columns } = layout;
  const named = ['words', ...columns, 'document'];
  return {
    find: writer.statement(`SELECT number, position, words FROM ${documents} WHERE id = ?`),
    findRemoved: writer.statement(`SELECT position FROM ${removed} WHERE id = ?`),
    insert: writer.statement(
      `INSERT INTO ${documents} (id, position, ${named.join(', ')})
       VALUES (?, ?, ${named.map(() => '?').join(', ')})`,
    ),
    update: writer.statement(
      `UPDATE ${documents} SET position = ?, ${named.map((name) => `${name} = ?`).join(', ')}
       WHERE number = ?`,
    ),
    remove: writer.statement(`DELETE FROM ${documents} WHERE number = ?`),
    addWord: writer.statement(`INSERT INTO ${words} (word, number) VALUES (?, ?)`),
    dropWord: writer.statement(`DELETE FROM ${words} WHERE word = ? AND number = ?`),
    addRemoved: writer.statement(
      `INSERT INTO ${removed} (id, position) VALUES (?, ?)
       ON CONFLICT (id) DO UPDATE SET position = excluded.position`,
    ),
    dropRemoved: writer.statement(`DELETE FROM ${removed} WHERE id = ?`),
  };
}

function saveRow(statements: Statements, row: Row, hasWords: boolean): void {
  const current = currentOf(statements, row.id);
  if (current.position >= row.position) return;
  const number = placeRow(statements, row, current.number);
  if (current.isRemoved && row.columns !== undefined) statements.dropRemoved.run(row.id);
  if (hasWords) saveWords(statements, number, separate(current.words), row.words);
}

interface Current {
  /** Absent where there is no document. */
  readonly number?: number;
  readonly position: Position;
  readonly words: string;
  readonly isRemoved: boolean;
}

function currentOf({ find, findRemoved }: Statements, id: string): Current {
  // The columns that the statements name.
  const row = find.get(id) as [number, Position, string] | undefined;
  if (row !== undefined)
    return { number: row[0], position: row[1], words: row[2], isRemoved: false };
  const removed = findRemoved.get(id) as [Position] | undefined;
  return { position: removed?.[0] ?? NOWHERE, words: '', isRemoved: removed !== undefined };
}

/** Puts a row in its place, or takes it away; answers its number. */
function placeRow(
  statements: Statements,
  { id, position, columns }: Row,
  number: number | undefined,
): number {
  if (columns === undefined) {
    if (number !== undefined) statements.remove.run(number);
    statements.addRemoved.run(id, position);
    return number ?? 0;
  }
  if (number === undefined)
    return Number(statements.insert.run(id, position, ...columns).lastInsertRowid);
  statements.update.run(position, ...columns, number);
  return number;
}

function saveWords(
  statements: Statements,
  number: number,
  before: readonly string[],
  after: readonly string[],
): void {
  const kept = new Set(after);
  for (const word of before) if (!kept.delete(word)) statements.dropWord.run(word, number);
  for (const word of kept) statements.addWord.run(word, number);
}

const spaced = (words: readonly string[]): string =>
  words.length === 0 ? '' : ` ${words.join(' ')} `;

const separate = (text: string): readonly string[] =>
  text === '' ? [] : text.slice(1, -1).split(' ');
