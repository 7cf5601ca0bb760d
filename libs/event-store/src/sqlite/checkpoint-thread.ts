import { once } from 'node:events';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

/** Checkpoints of a file by a thread and a connection of their own: nobody waits for the disk. */
export interface CheckpointThread {
  /** Writes what it may of the WAL into the file; once at a time. Rejects when that failed. */
  readonly passive: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Plain JavaScript: a thread has no loader of TypeScript. After a fault it opens the file anew. */
const THREAD = `
const { parentPort, workerData } = require('node:worker_threads');
const Database = require(workerData.driver);
let database;
const drop = () => {
  const dropped = database;
  database = undefined;
  dropped?.close();
};
parentPort.on('message', (wish) => {
  if (wish === 'stop') {
    drop();
    parentPort.close();
    return;
  }
  try {
    database ??= new Database(workerData.file, { fileMustExist: true, timeout: 0 });
    database.pragma('synchronous = FULL');
    database.pragma('mmap_size = 0');
    database.pragma('wal_checkpoint(PASSIVE)');
    parentPort.postMessage('done');
  } catch (error) {
    parentPort.postMessage(String(error));
    drop();
  }
});
`;

const driver = createRequire(import.meta.url).resolve('better-sqlite3');

/** The thread starts with its first wish, and keeps no process alive but while it works. */
export function checkpointThread(file: string): CheckpointThread {
  let worker: Worker | undefined;

  function started(): Worker {
    if (worker === undefined) {
      const one = new Worker(THREAD, { eval: true, execArgv: [], workerData: { driver, file } });
      one.unref();
      one.on('error', () => undefined);
      one.on('exit', () => {
        if (worker === one) worker = undefined;
      });
      worker = one;
    }
    return worker;
  }

  return {
    passive: () =>
      new Promise((resolve, reject) => {
        const one = started();
        const ended = (): void => reject(new Error('the thread ended'));
        one.once('exit', ended);
        one.once('message', (said: string) => {
          one.off('exit', ended);
          one.unref();
          if (said === 'done') resolve();
          else reject(new Error(said));
        });
        one.ref();
        one.postMessage('passive');
      }),
    stop: async () => {
      if (worker === undefined) return;
      const over = once(worker, 'exit');
      worker.ref();
      worker.postMessage('stop');
      await over;
    },
  };
}
