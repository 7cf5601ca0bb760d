import { once } from 'node:events';
import { v4 } from 'uuid';
import type { ServerWritableStream } from '@grpc/grpc-js';
import type { DoubleLog, LogRecord } from './log.fixtures.js';
import {
  caughtUp,
  checkpointAt,
  confirmation,
  eventAnswer,
  tooSlow,
  type ReadAnswer,
  type ReadRequest,
} from './messages.fixtures.js';

export type ReadCall = ServerWritableStream<ReadRequest, ReadAnswer>;

/** A subscription to the whole log: history as fast as it is read, then what comes. */
export interface Subscribed {
  readonly isLive: () => boolean;
  /** Drops it as one whose reader is too slow. */
  readonly drop: () => void;
  /** Leaves it open and tells nothing more. */
  readonly hush: () => void;
}

export interface Asked {
  /** Exclusive. */
  readonly after: bigint;
  readonly passes: (record: LogRecord) => boolean;
  /** Scanned events between two checkpoints. */
  readonly checkpointInterval: number;
}

/** So many events may wait for a reader while it is live. */
const WAITING_MAX = 32;

export function serveSubscription(call: ReadCall, log: DoubleLog, asked: Asked): Subscribed {
  let isLive = false;
  let next = 0;
  let scanned = 0;
  let isHushed = false;

  const isOver = (): boolean => isHushed || call.cancelled;

  const hush = (): void => void (isHushed = true);

  function drop(): void {
    hush();
    call.emit('error', tooSlow());
  }

  async function send(answer: ReadAnswer): Promise<void> {
    if (call.write(answer)) return;
    const waiting = log.records.slice(next).filter(asked.passes);
    if (isLive && waiting.length > WAITING_MAX) return drop();
    await Promise.race([once(call, 'drain'), once(call, 'cancelled')]);
  }

  async function sendAll(): Promise<void> {
    for (; next < log.records.length && !isOver(); next += 1) {
      const record = log.records[next] as LogRecord;
      if (record.position <= asked.after) continue;
      scanned += 1;
      if (asked.passes(record)) await send(eventAnswer(record));
      if (!isOver() && scanned % asked.checkpointInterval === 0)
        await send(checkpointAt(record.position));
    }
  }

  async function serve(): Promise<void> {
    await send(confirmation(v4()));
    while (!isOver()) {
      const more = new Promise<void>((resolve) => {
        const stop = log.onAppend(() => {
          stop();
          resolve();
        });
        call.once('cancelled', () => {
          stop();
          resolve();
        });
      });
      await sendAll();
      if (isOver()) return;
      if (!isLive) await send(caughtUp());
      isLive = true;
      if (next >= log.records.length) await more;
      // A wiped log begins anew.
      next = Math.min(next, log.records.length);
    }
  }

  void serve().catch(() => undefined);
  return { isLive: () => isLive, drop, hush };
}
