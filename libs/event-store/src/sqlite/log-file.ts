import { EventStoreUnavailable } from '../event-store.js';
import { isBusy, isEngineFault } from './faults.js';
import { kindsIn, type Kinds } from './kinds.js';
import { knownStreams, type KnownStreams } from './known-streams.js';
import { openFile, type FileOptions } from './open-file.js';
import { sqliteLog, type SqliteLog } from './sqlite-log.js';

/** The log's file: opened when it is needed, and opened anew after a fault. */
export interface LogFile {
  /** Does something with the open log; an engine's fault becomes `EventStoreUnavailable`. */
  readonly read: <Answer>(work: (open: OpenLog) => Answer) => Answer;
  /** As `read`, once all that was found in the file is known to be on the disk. */
  readonly write: <Answer>(work: (open: OpenLog) => Answer) => Answer;
  /** Differs when another connection has committed, or the file was opened anew. */
  readonly othersVersion: () => string;
  readonly close: () => void;
}

/** What is known of the log while its file is open. */
export interface OpenLog {
  readonly log: SqliteLog;
  readonly kinds: Kinds;
  readonly streams: KnownStreams;
}

export function logFile({ file, pageCountMax }: FileOptions, onReopened: () => void): LogFile {
  let open: Open | undefined;
  let openings = 0;
  let isClosed = false;

  function opened(): Open {
    if (isClosed)
      throw new EventStoreUnavailable('nothing-written', { cause: new Error('it was closed') });
    if (open === undefined) {
      const log = sqliteLog(openFile({ file }));
      open = { log, kinds: kindsIn(log), streams: knownStreams(log), isSettled: false };
      openings += 1;
      if (openings > 1) onReopened();
    }
    return open;
  }

  function drop(): void {
    const dropped = open;
    open = undefined;
    try {
      dropped?.log.close();
    } catch {
      // The file is opened anew, and recovered then, whatever became of this connection.
    }
  }

  function attempt<Answer>(work: (open: Open) => Answer): Answer {
    try {
      return work(opened());
    } catch (error) {
      if (error instanceof EventStoreUnavailable) drop();
      if (isBusy(error) || !isEngineFault(error)) throw error;
      drop();
      throw new EventStoreUnavailable('nothing-written', { cause: error });
    }
  }

  return {
    read: attempt,
    write: (work) =>
      attempt((current) => {
        settle(current);
        if (pageCountMax !== undefined) current.log.limitPages(pageCountMax());
        return work(current);
      }),
    othersVersion: () => attempt(({ log }) => `${openings}.${log.othersVersion()}`),
    close: () => {
      isClosed = true;
      drop();
    },
  };
}

interface Open extends OpenLog {
  isSettled: boolean;
}

/**
 * A commit whose sync failed may be found again when the file is recovered, from the system's
 * cache alone. Before anything is said to be there, all of the WAL goes into the file, with a
 * sync that did not fail. Somebody in the way means that another process has kept it open, and
 * that nothing was recovered.
 */
function settle(open: Open): void {
  if (open.isSettled) return;
  open.log.checkpoint('TRUNCATE');
  open.isSettled = true;
}
