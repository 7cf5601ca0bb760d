import { setImmediate as aTurn } from 'node:timers/promises';
import type { Position } from '@libs/kernel';
import type { Subscription } from './event-bus.js';
import { pause, untilItWorks, type Waits } from './faults.js';
import type { Feed, FeedQuery, Letter } from './feed.js';

/** Reads a topic for a group, no faster than its messages are taken. */
export interface Reader {
  isCaughtUp(): boolean;
  /** What was not read yet. */
  rest(): Pick<FeedQuery, 'after' | 'types'>;
  /** Resolves once the signal was aborted and nothing more is read. */
  readonly ended: Promise<void>;
}

export interface ReadingOptions {
  readonly feed: Feed;
  readonly subscription: Subscription;
  readonly start: Position;
  readonly patience: {
    readonly waits: Waits;
    readonly signal: AbortSignal;
    readonly onFault: (error: unknown) => void;
    readonly onFaultOver?: () => void;
  };
  /** Resolves when the next message may be read. */
  readonly take: (letter: Letter) => Promise<void>;
  /** Told that all up to a position was taken. */
  readonly pass: (position: Position) => void;
}

const BATCH_MAX = 256;

export function reading(options: ReadingOptions): Reader {
  const { feed, patience, take, pass } = options;
  const { signal, waits } = patience;
  const { types } = options.subscription;
  const filter = types === undefined ? {} : { types };
  let after = options.start;
  let isCaughtUp = false;
  let isHindered = false;
  const onFault = (error: unknown) => {
    isHindered = true;
    patience.onFault(error);
  };
  return { isCaughtUp: () => isCaughtUp, rest: () => ({ after, ...filter }), ended: read() };

  /** A feed that fails is read again from where it was: nothing is passed over. */
  async function read(): Promise<void> {
    while (!signal.aborted) {
      await untilItWorks(followOn, { ...patience, onFault, passes: () => true }).catch(
        () => undefined,
      );
      await pause(waits.firstWaitMs, signal);
    }
  }

  async function followOn(): Promise<void> {
    for await (const batch of feed.follow({ after, ...filter, batchMax: BATCH_MAX, signal })) {
      if (isHindered) patience.onFaultOver?.();
      isHindered = false;
      isCaughtUp &&= batch.letters.length === 0;
      for (const letter of batch.letters) {
        await take(letter);
        if (signal.aborted) return;
        after = letter.position;
      }
      after = batch.position;
      isCaughtUp = batch.isCaughtUp;
      pass(after);
      // A long backlog must not keep the process from its other work.
      if (!isCaughtUp) await aTurn();
    }
  }
}
