import { assert } from '@libs/kernel';
import { positionOf } from '../checks.js';
import { EMPTY, EventStoreUnavailable, WrongRevision, type Appended } from '../event-store.js';
import { recordedFrom, recordedText, type PreparedAppend } from '../prepared-append.js';
import { nameOf } from './kinds.js';
import type { OpenLog } from './log-file.js';
import type { RecentEvent } from './recent-events.js';
import type { NewEventRow, SqliteLog, StreamRow } from './sqlite-log.js';
import { walkStream } from './walk-stream.js';

/** What became of one append of a group. */
export type Ending = { readonly appended: Appended } | { readonly refused: WrongRevision };

export interface CommittedGroup {
  /** One for each append of the group, in its order. */
  readonly endings: readonly Ending[];
  readonly events: readonly RecentEvent[];
}

/**
 * Writes the appends of a group in one transaction. Each is decided before any of it is written,
 * so that one which is refused leaves no trace and takes no other one with it.
 */
export function commitGroup(open: OpenLog, group: readonly PreparedAppend[]): CommittedGroup {
  const { log, kinds, streams } = open;
  log.begin();
  const work: Work = {
    ...open,
    fresh: new Map(),
    standings: new Map(),
    events: [],
    stored: 0,
    head: 0,
  };
  let endings: readonly Ending[];
  let moved: readonly [string, StreamRow][];
  try {
    kinds.refresh();
    streams.refresh();
    work.head = log.head();
    endings = group.map((append) => ending(work, append));
    store(work);
    moved = moveStreams(work);
  } catch (error) {
    rollBack(log);
    throw error;
  }
  if (work.events.length === 0) rollBack(log);
  else commit(log);
  for (const [name, row] of moved) streams.keep(name, row);
  return { endings, events: work.events };
}

/** A transaction at work. */
interface Work extends OpenLog {
  /** Kinds that this transaction added: known to others only when it is committed. */
  readonly fresh: Map<string, number>;
  readonly standings: Map<string, Standing>;
  readonly events: WorkEvent[];
  /** So many of the events are in the file: they go there together. */
  stored: number;
  head: number;
}

type WorkEvent = RecentEvent & NewEventRow;

/** Where a stream stands within the transaction. */
interface Standing {
  readonly row: StreamRow | undefined;
  revision: number;
  last: number;
}

function ending(work: Work, append: PreparedAppend): Ending {
  const { stream, expected } = append;
  const standing = standingOf(work, stream);
  if (standing.revision === expected) return { appended: write(work, standing, append) };
  store(work);
  const appended = repeated(work.log, standing, append);
  if (appended !== undefined) return { appended };
  return { refused: new WrongRevision(stream, expected, standing.revision) };
}

function standingOf({ streams, standings }: Work, name: string): Standing {
  const known = standings.get(name);
  if (known !== undefined) return known;
  const row = streams.find(name);
  const standing = { row, revision: row?.revision ?? EMPTY, last: row?.last ?? 0 };
  standings.set(name, standing);
  return standing;
}

function write(work: Work, standing: Standing, { category, events }: PreparedAppend): Appended {
  for (const { type, opening } of events) {
    const position = work.head + 1;
    const revision = standing.revision + 1;
    const body = recordedText(opening, revision, positionOf(position));
    const kind = kindOf(work, category, type);
    work.events.push({ position, previous: standing.last, kind, category, type, body });
    work.head = position;
    standing.revision = revision;
    standing.last = position;
  }
  return { revision: standing.revision, position: positionOf(standing.last) };
}

function store(work: Work): void {
  work.log.addEvents(work.events.slice(work.stored));
  work.stored = work.events.length;
}

function kindOf({ log, kinds, fresh }: Work, category: string, type: string): number {
  const name = nameOf(category, type);
  const known = kinds.numberOf(category, type) ?? fresh.get(name);
  const kind = known ?? log.addKind(category, type);
  if (known === undefined) fresh.set(name, kind);
  return kind;
}

/** Where the append stands when it was written before: the same ids in the same place. */
function repeated(
  log: SqliteLog,
  standing: Standing,
  { expected, events }: PreparedAppend,
): Appended | undefined {
  const last = expected + events.length;
  if (events.length === 0 || last > standing.revision) return undefined;
  const stored = recordedFrom(walkStream(log, standing, expected + 1, last).join());
  const end = stored.at(-1);
  assert(end?.revision === last, 'a stream counts its events');
  const isRepeat = events.every(({ id }, index) => stored[index]?.id === id);
  return isRepeat ? { revision: last, position: end.position } : undefined;
}

/** Writes where the streams stand now, and answers it. */
function moveStreams({ log, standings }: Work): readonly [string, StreamRow][] {
  const moved: [string, StreamRow][] = [];
  for (const [name, { row, revision, last }] of standings)
    if (revision !== (row?.revision ?? EMPTY))
      moved.push([name, { stream: row?.stream ?? log.addStream(name), revision, last }]);
  log.moveStreams(moved.map(([, row]) => row));
  return moved;
}

/** From here on nobody can know: the commit may have reached the disk before it failed. */
function commit(log: SqliteLog): void {
  try {
    log.commit();
  } catch (error) {
    rollBack(log);
    throw new EventStoreUnavailable('unknown', { cause: error });
  }
}

/** What cannot be rolled back is not committed either: closing the file ends it. */
function rollBack(log: SqliteLog): void {
  try {
    log.rollback();
  } catch {
    log.close();
  }
}
