import type { Position } from '@libs/kernel';
import { ViewStoreUnavailable } from './view-store.js';
import { waitersFor } from './waiters.js';

/** Wakes those who wait for a view: at once for saves of this process, soon for others'. */
export interface Watch {
  wait(position: Position, timeoutMs: number): Promise<void>;
  reached(position: Position): void;
  /** Everybody who still waits fails. */
  end(): void;
}

/** While somebody waits, the engine is looked at in growing steps: others may have saved. */
const LOOK_MIN_MS = 2;
const LOOK_MAX_MS = 50;

export function watch(view: string, position: () => Promise<Position>): Watch {
  let seen: Position = '';
  let isLooking = false;
  const waiters = waitersFor(view, () => seen);

  const look = async (): Promise<void> => {
    isLooking = true;
    for (
      let pauseMs = LOOK_MIN_MS;
      waiters.count() > 0;
      pauseMs = Math.min(2 * pauseMs, LOOK_MAX_MS)
    ) {
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      // A fault here is everybody's fault soon: the waiters' own limits end the wait.
      seen = await position().catch(() => seen);
      waiters.reached(seen);
    }
    isLooking = false;
  };

  return {
    wait: async (wanted, timeoutMs) => {
      seen = await position();
      if (seen >= wanted) return;
      const wait = waiters.wait(wanted, timeoutMs);
      if (!isLooking) void look();
      await wait;
    },
    reached: (now) => {
      if (now > seen) seen = now;
      waiters.reached(now);
    },
    end: () => waiters.fail(new ViewStoreUnavailable(`view ${view} is closed`)),
  };
}
