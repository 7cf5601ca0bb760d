import { checkpointThread } from './checkpoint-thread.js';
import type { LogFile } from './log-file.js';
import type { CheckpointRow } from './sqlite-log.js';

/** Keeps the WAL small, beside the work: appends wait for no checkpoint but the end of a long WAL. */
export interface Checkpoints {
  /** Looks after the WAL once the callers of the commit have their answers. */
  readonly afterCommit: () => void;
  readonly stop: () => Promise<void>;
}

/** 8 KiB each: so much is written into the file at a time. */
const PAGES_MAX = 256;
/**
 * The WAL begins anew only where a checkpoint reached its end with nothing appended meanwhile: the
 * thread does not get there under load. Beyond this the little that it left is written here.
 */
const PAGES_LONG = 2048;
/** A WAL whose end nobody came to, for readers were in the way, needs one that holds writers back. */
const PAGES_PASSIVE_MAX = 4096;
/** After a checkpoint that failed, or that somebody was in the way of. */
const RETRY_MS = 1000;

export function checkpoints(file: LogFile, path: string): Checkpoints {
  const thread = checkpointThread(path);
  let notBefore = 0;
  let due: NodeJS.Immediate | undefined;
  let working: Promise<void> | undefined;

  const state = (): CheckpointRow => file.read(({ log }) => log.walState());

  async function keepSmall(): Promise<void> {
    const before = state();
    if (isSmall(before)) return;
    await thread.passive();
    const { log, checkpointed } = state();
    if (log <= PAGES_LONG) {
      const isHindered = log >= before.log && checkpointed === before.checkpointed;
      if (isHindered) wait();
      return;
    }
    const mode = log > PAGES_PASSIVE_MAX ? 'RESTART' : 'PASSIVE';
    if (!isSmall(file.read((open) => open.log.checkpoint(mode)))) wait();
  }

  const wait = (): void => {
    notBefore = performance.now() + RETRY_MS;
  };

  return {
    afterCommit: () => {
      due ??= setImmediate(() => {
        due = undefined;
        if (performance.now() < notBefore) return;
        // A failure loses nothing: the WAL keeps it, and appending will say what is wrong.
        working ??= keepSmall()
          .catch(wait)
          .finally(() => (working = undefined));
      });
    },
    stop: async () => {
      clearImmediate(due);
      await working;
      await thread.stop();
    },
  };
}

const isSmall = ({ log, checkpointed }: CheckpointRow): boolean => log - checkpointed <= PAGES_MAX;
