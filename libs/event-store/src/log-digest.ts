import { createHash } from 'node:crypto';
import type { Position, Recorded } from '@libs/kernel';
import { PAGE_MAX, START, type EventStore } from './event-store.js';

/** What a log holds, whichever engine keeps it: two logs of one digest have one history. */
export interface LogDigest {
  readonly events: number;
  /** SHA-256 over ids, types, data, metadata, streams and revisions, in the one order. */
  readonly hash: string;
}

/** A digest in the making, event by event. */
export interface RunningDigest {
  readonly add: (event: Recorded) => void;
  readonly digest: () => LogDigest;
}

/** Positions are left out, for each engine counts in its own way. */
export function runningDigest(): RunningDigest {
  const hash = createHash('sha256');
  let events = 0;
  return {
    add: ({ id, type, data, metadata, stream, revision }) => {
      hash.update(`${JSON.stringify([id, type, data, metadata, stream, revision])}\n`);
      events += 1;
    },
    digest: () => ({ events, hash: hash.copy().digest('hex') }),
  };
}

/** Every event of a log in its order, up to a position, in pages. */
export async function* pagesOf(
  store: Pick<EventStore, 'readAll'>,
  { after = START, to }: { readonly after?: Position; readonly to: Position },
): AsyncGenerator<readonly Recorded[]> {
  for (let position = after; position < to;) {
    const page = await store.readAll({ after: position, limit: PAGE_MAX });
    yield page.events.filter((event) => event.position <= to);
    position = page.position;
    if (page.isEnd) return;
  }
}

/** Reads a log up to a position and tells what it holds. */
export async function digestOf(
  store: Pick<EventStore, 'readAll'>,
  to: Position,
  onProgress: (events: number) => void = () => undefined,
): Promise<LogDigest> {
  const running = runningDigest();
  for await (const events of pagesOf(store, { to })) {
    events.forEach(running.add);
    onProgress(running.digest().events);
  }
  return running.digest();
}
