import { assert, type Revision } from '@libs/kernel';
import type { SqliteLog, StreamRow } from './sqlite-log.js';

/** The texts of a stream's events from one revision to another, found from its end back. */
export function walkStream(
  log: Pick<SqliteLog, 'event'>,
  { revision, last }: Pick<StreamRow, 'revision' | 'last'>,
  from: Revision,
  to: Revision = revision,
): readonly string[] {
  const texts: string[] = [];
  let position = last;
  for (let at = revision; at >= Math.max(from, 0); at -= 1) {
    const event = log.event(position);
    assert(event !== undefined, 'every event of a stream is in the log');
    if (at <= to) texts.push(event.body);
    position = event.previous;
  }
  return texts.reverse();
}
