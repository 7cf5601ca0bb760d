import type { Position as Place } from '@eventstore/db-client';
import type { Position } from '@libs/kernel';

/** A commit position as the port tells it: events of one append have one each. */
export const positionAt = (commit: bigint): Position => String(commit).padStart(20, '0');

/** The place in the log that a position stands for: records of ours are their own commit. */
export function placeOf(position: Position): Place {
  const commit = BigInt(position);
  return { commit, prepare: commit };
}

export const laterOf = (one: Position, other: Position): Position => (one > other ? one : other);
