import type { LogFile } from './log-file.js';
import type { CheckpointRow, SqliteLog } from './sqlite-log.js';

/** Keeps the WAL small: when nobody writes, and in between when it has grown too far. */
export interface Checkpoints {
  readonly afterCommit: () => void;
  readonly stop: () => void;
}

/** 8 KiB each: 16 MiB while there is much to do, 2 MiB at rest. */
const BUSY_PAGES_MAX = 2048;
const IDLE_PAGES_MAX = 256;
const IDLE_MS = 200;
/** After a checkpoint that failed, or that somebody was in the way of. */
const RETRY_MS = 1000;

export function checkpoints(file: LogFile): Checkpoints {
  let notBefore = 0;
  let idle: NodeJS.Timeout | undefined;

  function keepBelow(pagesMax: number): void {
    if (performance.now() < notBefore) return;
    try {
      const { log, checkpointed } = file.read(({ log: open }) => checkpointAbove(open, pagesMax));
      if (log - checkpointed > pagesMax) notBefore = performance.now() + RETRY_MS;
    } catch {
      // Nothing is lost: the WAL keeps it, and appending will say what is wrong.
      notBefore = performance.now() + RETRY_MS;
    }
  }

  return {
    afterCommit: () => {
      keepBelow(BUSY_PAGES_MAX);
      idle ??= setTimeout(() => keepBelow(IDLE_PAGES_MAX), IDLE_MS).unref();
      idle.refresh();
    },
    stop: () => clearTimeout(idle),
  };
}

function checkpointAbove(log: SqliteLog, pagesMax: number): CheckpointRow {
  const state = log.walState();
  if (state.log - state.checkpointed <= pagesMax) return state;
  // A WAL that passive ones did not come to the end of needs one that holds writers back.
  return log.checkpoint(state.log > 2 * BUSY_PAGES_MAX ? 'RESTART' : 'PASSIVE');
}
