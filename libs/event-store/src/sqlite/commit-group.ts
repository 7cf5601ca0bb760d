import { assert } from '@libs/kernel';
import { positionOf } from '../checks.js';
import { EMPTY, EventStoreUnavailable, WrongRevision, type Appended } from '../event-store.js';
import { recordedFrom, recordedText, type PreparedAppend } from '../prepared-append.js';
import { nameOf, type Kinds } from './kinds.js';
import type { RecentEvent } from './recent-events.js';
import type { SqliteLog, StreamRow } from './sqlite-log.js';
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
export function commitGroup(
  log: SqliteLog,
  kinds: Kinds,
  group: readonly PreparedAppend[],
): CommittedGroup {
  log.begin();
  const work: Work = { log, kinds, fresh: new Map(), streams: new Map(), events: [], head: 0 };
  let endings: readonly Ending[];
  try {
    kinds.refresh();
    work.head = log.head();
    endings = group.map((append) => ending(work, append));
    moveStreams(work);
  } catch (error) {
    rollBack(log);
    throw error;
  }
  if (work.events.length === 0) rollBack(log);
  else commit(log);
  return { endings, events: work.events };
}

/** A transaction at work. */
interface Work {
  readonly log: SqliteLog;
  readonly kinds: Kinds;
  /** Kinds that this transaction added: known to others only when it is committed. */
  readonly fresh: Map<string, number>;
  readonly streams: Map<string, Standing>;
  readonly events: RecentEvent[];
  head: number;
}

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
  const appended = repeated(work.log, standing, append);
  if (appended !== undefined) return { appended };
  return { refused: new WrongRevision(stream, expected, standing.revision) };
}

function standingOf({ log, streams }: Work, name: string): Standing {
  const known = streams.get(name);
  if (known !== undefined) return known;
  const row = log.stream(name);
  const standing = { row, revision: row?.revision ?? EMPTY, last: row?.last ?? 0 };
  streams.set(name, standing);
  return standing;
}

function write(work: Work, standing: Standing, { category, events }: PreparedAppend): Appended {
  for (const { type, opening } of events) {
    const position = work.head + 1;
    const revision = standing.revision + 1;
    const body = recordedText(opening, revision, positionOf(position));
    const kind = kindOf(work, category, type);
    work.log.addEvent(position, kind, { previous: standing.last, body });
    work.events.push({ position, category, type, body });
    work.head = position;
    standing.revision = revision;
    standing.last = position;
  }
  return { revision: standing.revision, position: positionOf(standing.last) };
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

function moveStreams({ log, streams }: Work): void {
  for (const [name, { row, revision, last }] of streams)
    if (row === undefined) {
      if (revision !== EMPTY) log.addStream(name, { revision, last });
    } else if (row.revision !== revision) log.moveStream({ ...row, revision, last });
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
