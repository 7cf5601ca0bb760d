import { START } from '@libs/event-store';
import type { Position } from '@libs/kernel';
import { conditions } from '../conditions.js';
import type { Mark, Taker } from './open-partition.js';

/** What a relay's own topic says of how far it has come. */
export interface Told extends Taker {
  position(): Position;
  moveTo(position: Position): void;
  /** Resolves when the topic was read to this offset. */
  readTo(offset: number, signal: AbortSignal): Promise<void>;
}

/** Begins where the group of the relay stood. */
export function toldBy({ offset, metadata }: Mark): Told {
  const changes = conditions();
  let position: Position = metadata;
  let next = offset;
  const moveTo = (to: Position): void => {
    if (to > position) position = to;
  };
  return {
    position: () => position,
    moveTo,
    take: ({ value }) => moveTo(value?.toString() ?? START),
    passed: (nextOffset) => {
      next = nextOffset;
      changes.check();
    },
    readTo: async (wanted, signal) => {
      signal.addEventListener('abort', changes.check, { once: true });
      await changes.until(() => next >= wanted || signal.aborted);
      signal.removeEventListener('abort', changes.check);
    },
  };
}
