import type Database from 'better-sqlite3';

/** The log's tables, as the adapter speaks of them. Every call is synchronous and short. */
export interface SqliteLog {
  /** The position of the last event; 0 when there is none. */
  readonly head: () => number;
  readonly stream: (name: string) => StreamRow | undefined;
  readonly event: (position: number) => EventRow | undefined;
  /** Events from one position to another, both included, as JSON texts joined by commas. */
  readonly texts: (first: number, last: number) => string | undefined;
  /** As `texts`, of these kinds only, at most `limit` of them. */
  readonly textsOf: (
    kinds: string,
    first: number,
    last: number,
    limit: number,
  ) => string | undefined;
  readonly kinds: () => readonly KindRow[];
  readonly lastKind: () => number;

  readonly begin: () => void;
  readonly commit: () => void;
  /** Ends a transaction that came to nothing; one that the engine ended already is fine. */
  readonly rollback: () => void;
  /** Begins a stream that stands nowhere yet, and answers its number. */
  readonly addStream: (name: string) => number;
  readonly moveStreams: (rows: readonly StreamRow[]) => void;
  readonly addKind: (category: string, type: string) => number;
  readonly addEvents: (events: readonly NewEventRow[]) => void;

  /** Changes when another connection, of this process or another one, has committed. */
  readonly othersVersion: () => number;
  /** Moves the WAL into the file as far as nobody is in the way. */
  readonly checkpoint: (mode: 'PASSIVE' | 'RESTART' | 'TRUNCATE') => CheckpointRow;
  /** What a checkpoint would find, without one. */
  readonly walState: () => CheckpointRow;
  /** Lets the file grow to so many pages; as far as it can when none are named. */
  readonly limitPages: (pageCountMax?: number) => void;
  readonly close: () => void;
}

export interface StreamRow {
  readonly stream: number;
  readonly revision: number;
  /** The position of its last event. */
  readonly last: number;
}

export interface EventRow {
  /** The position of the stream's event before; 0 for the first. */
  readonly previous: number;
  readonly body: string;
}

export interface NewEventRow extends EventRow {
  readonly position: number;
  readonly kind: number;
}

export interface KindRow {
  readonly kind: number;
  readonly category: string;
  readonly type: string;
}

export interface CheckpointRow {
  /** 1 when somebody was in the way. */
  readonly busy: number;
  /** Pages in the WAL, and how many of them are in the file too. */
  readonly log: number;
  readonly checkpointed: number;
}

/** The engine's own limit. */
const PAGES_ALL = 4_294_967_294;

export function sqliteLog(database: Database.Database): SqliteLog {
  return { ...reading(database), ...writing(database), ...keeping(database) };
}

function reading(database: Database.Database) {
  const head = database.prepare('SELECT coalesce(max(position), 0) FROM events').pluck();
  const stream = database.prepare(
    `SELECT streams.* FROM stream_names JOIN streams USING (stream) WHERE name = ?`,
  );
  const event = database.prepare('SELECT previous, body FROM events WHERE position = ?');
  // Rows come by the primary key, and so in order, though the standard promises no order here.
  const texts = database
    .prepare('SELECT group_concat(body) FROM events WHERE position BETWEEN ? AND ?')
    .pluck();
  const textsOf = database
    .prepare(
      `SELECT group_concat(body) FROM (
         SELECT position FROM marks
         WHERE position BETWEEN ? AND ? AND kind IN (SELECT value FROM json_each(?))
         ORDER BY position LIMIT ?
       ) CROSS JOIN events USING (position)`,
    )
    .pluck();
  const kinds = database.prepare('SELECT kind, category, type FROM kinds');
  const lastKind = database.prepare('SELECT coalesce(max(kind), 0) FROM kinds').pluck();
  return {
    head: () => head.get() as number,
    stream: (name: string) => stream.get(name) as StreamRow | undefined,
    event: (position: number) => event.get(position) as EventRow | undefined,
    texts: (first: number, last: number) => orNothing(texts.get(first, last)),
    textsOf: (wanted: string, first: number, last: number, limit: number) =>
      orNothing(textsOf.get(first, last, wanted, limit)),
    kinds: () => kinds.all() as KindRow[],
    lastKind: () => lastKind.get() as number,
  };
}

function writing(database: Database.Database) {
  const [begin, commit, rollback] = ['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK'].map((text) =>
    database.prepare(text),
  ) as [Database.Statement, Database.Statement, Database.Statement];
  const addStream = database.prepare('INSERT INTO streams (revision, last) VALUES (-1, 0)');
  const addName = database.prepare('INSERT INTO stream_names (name, stream) VALUES (?, ?)');
  const addKind = database.prepare('INSERT INTO kinds (category, type) VALUES (?, ?)');
  const moveStreams = insertRows(database, 'REPLACE INTO streams', ['stream', 'revision', 'last']);
  const addMarks = insertRows(database, 'INSERT INTO marks', ['position', 'kind']);
  const addTexts = insertRows(database, 'INSERT INTO events', ['position', 'previous', 'body']);
  return {
    begin: () => void begin.run(),
    commit: () => void commit.run(),
    rollback: () => {
      if (database.inTransaction) rollback.run();
    },
    addStream: (name: string) => {
      const stream = Number(addStream.run().lastInsertRowid);
      addName.run(name, stream);
      return stream;
    },
    moveStreams,
    addKind: (category: string, type: string) =>
      Number(addKind.run(category, type).lastInsertRowid),
    addEvents: (events: readonly NewEventRow[]) => {
      addTexts(events);
      addMarks(events);
    },
  };
}

/** A row of a statement that inserts so many costs half of one that is inserted alone. */
const ROWS_AT_ONCE = 16;

function insertRows<Column extends string>(
  database: Database.Database,
  insert: string,
  columns: readonly Column[],
) {
  const row = `(${columns.map(() => '?').join(', ')})`;
  const [several, single] = [ROWS_AT_ONCE, 1].map((count) => {
    const rows = Array.from({ length: count }, () => row);
    return database.prepare(`${insert} (${columns.join(', ')}) VALUES ${rows.join(', ')}`);
  }) as [Database.Statement, Database.Statement];
  return (rows: readonly Readonly<Record<Column, unknown>>[]): void => {
    for (let at = 0; at < rows.length;) {
      const isFull = at + ROWS_AT_ONCE <= rows.length;
      const next = isFull ? at + ROWS_AT_ONCE : at + 1;
      const values: unknown[] = [];
      for (; at < next; at += 1)
        for (const column of columns) values.push((rows[at] as Record<Column, unknown>)[column]);
      (isFull ? several : single).run(values);
    }
  };
}

function keeping(database: Database.Database) {
  const othersVersion = database.prepare('PRAGMA data_version').pluck();
  const state = database.prepare('PRAGMA wal_checkpoint(NOOP)');
  return {
    othersVersion: () => othersVersion.get() as number,
    checkpoint: (mode: string) => {
      const [row] = database.pragma(`wal_checkpoint(${mode})`) as [CheckpointRow];
      return row;
    },
    walState: () => state.get() as CheckpointRow,
    limitPages: (pageCountMax = PAGES_ALL) => {
      database.pragma(`max_page_count = ${pageCountMax}`);
    },
    close: () => void database.close(),
  };
}

const orNothing = (joined: unknown): string | undefined => (joined as string | null) ?? undefined;
