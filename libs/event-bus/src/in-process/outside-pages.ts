import { START } from '@libs/event-store';
import type { Position } from '@libs/kernel';
import type { FeedQuery } from '../feed.js';
import type { BusFile } from './bus-file.js';

export type PageQuery = Pick<FeedQuery, 'after' | 'types'> & { readonly limit: number };

/** Some messages of a topic, in order. */
export interface Page {
  readonly rows: readonly Row[];
  /** Read on after this one: past all that the types left out. */
  readonly position: Position;
  readonly isEnd: boolean;
}

export interface Row {
  readonly position: number;
  readonly id: string;
  readonly key: string;
  readonly type: string;
  readonly sealed: Uint8Array;
}

export const positionOf = (row: number): Position => String(row).padStart(20, '0');

export function pageOf(file: BusFile, topic: string, query: PageQuery): Page {
  const { after, limit } = query;
  const end = headOf(file, topic);
  const rows = file.quickly((connection) =>
    connection.prepare<Parameters, Row>(PAGE).all(parametersOf(topic, query)),
  );
  const last = rows.at(-1);
  const isEnd = rows.length < limit;
  const position = isEnd || last === undefined ? end : positionOf(last.position);
  return { rows, position: position > after ? position : after, isEnd };
}

/** How many there are after a position, counted up to `limit`. */
export function countOf(file: BusFile, topic: string, query: PageQuery): number {
  const found = file.quickly((connection) =>
    connection.prepare<Parameters, number>(COUNT).pluck().get(parametersOf(topic, query)),
  );
  return found ?? 0;
}

/** Where the last message of a topic stands. */
export function headOf(file: BusFile, topic: string): Position {
  const last = file.quickly((connection) =>
    connection.prepare<[string], number | null>(HEAD).pluck().get(topic),
  );
  return last === null || last === undefined ? START : positionOf(last);
}

interface Parameters {
  readonly topic: string;
  readonly after: number;
  readonly types: string | null;
  readonly limit: number;
}

const parametersOf = (topic: string, { after, types, limit }: PageQuery): Parameters => ({
  topic,
  after: Number(after),
  types: types === undefined ? null : JSON.stringify(types),
  limit,
});

const WANTED = `
  FROM outside WHERE topic = @topic AND position > @after
  AND (@types IS NULL OR type IN (SELECT value FROM json_each(@types)))
`;
const PAGE = `SELECT position, id, key, type, sealed ${WANTED} ORDER BY position LIMIT @limit`;
const COUNT = `SELECT count(*) FROM (SELECT 1 ${WANTED} LIMIT @limit)`;
const HEAD = 'SELECT max(position) FROM outside WHERE topic = ?';
