import { setImmediate, setTimeout } from 'node:timers/promises';
import { ViewStoreUnavailable } from '../view-store.js';
import { connect, remove, type Connection, type ViewsFile } from './connection.js';
import { isBusy, isDamage, isLoss } from './sqlite-errors.js';

/** The views' file: reads see one snapshot, writes come one after another. */
export interface Database {
  read<Answer>(work: (reader: Connection) => Answer): Promise<Answer>;
  /**
   * One transaction. A generator gives way to others at each `yield`, and still commits all or
   * nothing.
   */
  write<Answer>(work: (writer: Connection) => Work<Answer>): Promise<Answer>;
  close(): Promise<void>;
}

export type Work<Answer> = Generator<void, Answer, void>;

/** While another process writes, a writer asks again between turns, no longer than this. */
const BUSY_MAX_MS = 10_000;
const BUSY_PAUSE_MAX_MS = 20;
/** What was asked of a damaged file is asked once more of the one made anew. */
const TRIES_MAX = 2;
/** More writes than this never wait in one process. */
const WRITES_MAX = 1000;

interface Opened {
  readonly reader: Connection;
  readonly writer: Connection;
}

export async function openDatabase(views: ViewsFile): Promise<Database> {
  let opened: Opened | undefined;
  let isClosed = false;
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();

  const connections = (): Opened => {
    if (isClosed) throw new ViewStoreUnavailable('the view store is closed');
    opened ??= openBoth(views);
    return opened;
  };
  const forget = (): void => {
    opened?.reader.close();
    opened?.writer.close();
    opened = undefined;
  };
  /** After a loss the file is opened anew; a damaged one is made anew: views are rebuilt. */
  const recover = (error: unknown): void => {
    if (!isDamage(error) && !isLoss(error)) return;
    const { writer } = opened ?? {};
    forget();
    if (isDamage(error) && (writer === undefined || writer.isOf(views.file))) remove(views.file);
  };
  const guarded = async <Answer>(work: () => Answer | Promise<Answer>): Promise<Answer> => {
    for (let tries = 1; ; tries += 1)
      try {
        return await patiently(work);
      } catch (error) {
        recover(error);
        if (!isDamage(error) || tries === TRIES_MAX) throw fault(error);
      }
  };

  await guarded(connections);
  return {
    read: (work) => guarded(() => inSnapshot(connections().reader, work)),
    write: async (work) => {
      if (waiting >= WRITES_MAX) throw new ViewStoreUnavailable('too many writes are waiting');
      waiting += 1;
      const before = last;
      const mine = before.then(() => guarded(() => inTransaction(connections().writer, work)));
      last = mine.catch(() => undefined).finally(() => (waiting -= 1));
      return mine;
    },
    close: async () => {
      await last;
      forget();
      isClosed = true;
    },
  };
}

function openBoth(views: ViewsFile): Opened {
  const writer = connect(views);
  try {
    return { writer, reader: connect(views) };
  } catch (error) {
    writer.close();
    throw error;
  }
}

const fault = (error: unknown): unknown =>
  isBusy(error) || isDamage(error) || isLoss(error)
    ? new ViewStoreUnavailable('the views file does not answer', { cause: error })
    : error;

/** Tries again between turns while the file is busy: nothing ever blocks the process. */
async function patiently<Answer>(work: () => Answer | Promise<Answer>): Promise<Answer> {
  const endAt = performance.now() + BUSY_MAX_MS;
  for (let pauseMs = 1; ; pauseMs = Math.min(2 * pauseMs, BUSY_PAUSE_MAX_MS))
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > endAt) throw error;
      await setTimeout(pauseMs);
    }
}

function inSnapshot<Answer>(reader: Connection, work: (reader: Connection) => Answer): Answer {
  reader.run('BEGIN');
  try {
    return work(reader);
  } finally {
    reader.endTransaction('COMMIT');
  }
}

async function inTransaction<Answer>(
  writer: Connection,
  work: (writer: Connection) => Work<Answer>,
): Promise<Answer> {
  writer.run('BEGIN IMMEDIATE');
  try {
    const steps = work(writer);
    let step = steps.next();
    while (step.done !== true) {
      await setImmediate();
      step = steps.next();
    }
    writer.run('COMMIT');
    return step.value;
  } finally {
    writer.endTransaction('ROLLBACK');
  }
}
