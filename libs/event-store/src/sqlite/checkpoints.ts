import type { LogFile } from './log-file.js';
import type { CheckpointRow, SqliteLog } from './sqlite-log.js';

/** Keeps the WAL small, a little at a time: what a checkpoint writes, the next appends wait for. */
export interface Checkpoints {
  /** Looks after the WAL once the callers of the commit have their answers. */
  readonly afterCommit: () => void;
  readonly stop: () => void;
}

/** 8 KiB each: 2 MiB are in the file in about 2 ms, 16 MiB would take 11. */
const PAGES_MAX = 256;
/** A WAL that passive checkpoints did not come to the end of needs one that holds writers back. */
const PAGES_PASSIVE_MAX = 4096;
/** After a checkpoint that failed, or that somebody was in the way of. */
const RETRY_MS = 1000;

export function checkpoints(file: LogFile): Checkpoints {
  let notBefore = 0;
  let due: NodeJS.Immediate | undefined;

  function keepSmall(): void {
    due = undefined;
    if (performance.now() < notBefore) return;
    try {
      const { log, checkpointed } = file.read(({ log: open }) => checkpoint(open));
      if (log - checkpointed > PAGES_MAX) notBefore = performance.now() + RETRY_MS;
    } catch {
      // Nothing is lost: the WAL keeps it, and appending will say what is wrong.
      notBefore = performance.now() + RETRY_MS;
    }
  }

  return {
    afterCommit: () => {
      due ??= setImmediate(keepSmall);
    },
    stop: () => clearImmediate(due),
  };
}

function checkpoint(log: SqliteLog): CheckpointRow {
  const state = log.walState();
  if (state.log - state.checkpointed <= PAGES_MAX) return state;
  return log.checkpoint(state.log > PAGES_PASSIVE_MAX ? 'RESTART' : 'PASSIVE');
}
