import type { Position } from '@libs/kernel';
import { EMPTY, WrongRevision, type EventStore } from '../event-store.js';
import { facts, someCategory, someStream } from './facts.js';
import { allAfter } from './pages.js';

/** What `appendSome` wrote, and how to ask for it. */
export interface Written {
  readonly after: Position;
  readonly category: string;
  readonly streams: readonly string[];
}

export async function appendSome(store: EventStore): Promise<Written> {
  const after = await store.head();
  const category = someCategory();
  const streams = [someStream(category), someStream(category)];
  for (const stream of streams) await store.append(stream, EMPTY, facts(20));
  return { after, category, streams };
}

/** Everything that can be known of what was written. */
export async function readBack(store: EventStore, { after, category, streams }: Written) {
  const refusals = streams.map((stream) =>
    store.append(stream, EMPTY, facts(1)).catch((error: unknown) => error),
  );
  for (const refusal of await Promise.all(refusals)) expect(refusal).toBeInstanceOf(WrongRevision);
  return {
    streams: await Promise.all(streams.map((stream) => store.read(stream))),
    log: await allAfter(store, after, { categories: [category] }),
    head: await store.head(),
  };
}
