import type { Position } from '@libs/kernel';
import type { BusFile } from './bus-file.js';

export interface Retention {
  /** How long a handled message is kept, in milliseconds. */
  readonly keptMs: number;
  /** How many handled messages a topic keeps. */
  readonly keptMax: number;
  /** A group that nobody has subscribed for so long is given up: it holds nothing back. */
  readonly forgottenAfterMs: number;
}

/** So many a turn: deleting must not hold up the process. */
export const DELETED_MAX = 500;

/**
 * Deletes messages from outside that every group has handled and that are old or too many, at
 * most `DELETED_MAX`; tells how many. So the file stays bounded, and personal data do not stay.
 */
export function deleteHandled(
  file: BusFile,
  topic: string,
  { keptMs, keptMax, forgottenAfterMs, now }: Retention & { readonly now: string },
): number {
  const ago = (ms: number): string => new Date(Date.parse(now) - ms).toISOString();
  return file.quickly((connection) => {
    const handled = connection
      .prepare<[string, string], Position | null>(HANDLED)
      .pluck()
      .get(topic, ago(forgottenAfterMs));
    const handledTo = handled ?? END;
    return connection
      .prepare(DELETE)
      .run({ topic, handledTo: BigInt(handledTo), before: ago(keptMs), keptMax, DELETED_MAX })
      .changes;
  });
}

/** Past every message: with no group left, only age and number count. */
const END: Position = String(Number.MAX_SAFE_INTEGER).padStart(20, '0');

const HANDLED = 'SELECT min(position) FROM positions WHERE topic = ? AND seen_at > ?';

const DELETE = `
  DELETE FROM outside WHERE position IN (
    SELECT position FROM outside
    WHERE topic = @topic AND position <= @handledTo AND (
      kept_at < @before OR position <= (
        SELECT position FROM outside WHERE topic = @topic
        ORDER BY position DESC LIMIT 1 OFFSET @keptMax
      )
    )
    ORDER BY position LIMIT @DELETED_MAX
  )
`;
