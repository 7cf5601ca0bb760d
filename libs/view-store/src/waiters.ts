import type { Position } from '@libs/kernel';
import { ViewBehind } from './view-store.js';

/** Those who wait for a view to come to a position. */
export interface Waiters {
  /** Resolves once `reached` was told a position at or after this one, or fails in time. */
  wait(position: Position, timeoutMs: number): Promise<void>;
  /** Tells how far the view has come. */
  reached(position: Position): void;
  /** How many wait: nobody needs to look while there is none. */
  count(): number;
  /** Everybody who still waits fails with this. */
  fail(error: Error): void;
}

/** More waiters than this fail at once: somebody forgot a limit of his own. */
export const WAITERS_MAX = 10_000;

/** The longest a wait may last, in milliseconds. */
export const WAIT_MAX_MS = 60_000;

export function waitersFor(view: string, now: () => Position): Waiters {
  const waiting = new Set<Waiter>();
  return {
    wait: (position, timeoutMs) =>
      new Promise((resolve, reject) => {
        const behind = () => new ViewBehind(view, position, now());
        if (waiting.size >= WAITERS_MAX) return reject(behind());
        const timer = setTimeout(
          () => {
            waiting.delete(waiter);
            reject(behind());
          },
          Math.min(timeoutMs, WAIT_MAX_MS),
        );
        const waiter: Waiter = {
          position,
          end: (error) => {
            clearTimeout(timer);
            waiting.delete(waiter);
            if (error === undefined) resolve();
            else reject(error);
          },
        };
        waiting.add(waiter);
      }),
    reached: (position) => {
      for (const waiter of waiting) if (waiter.position <= position) waiter.end();
    },
    count: () => waiting.size,
    fail: (error) => {
      for (const waiter of waiting) waiter.end(error);
    },
  };
}

interface Waiter {
  readonly position: Position;
  readonly end: (error?: Error) => void;
}
