import { setTimeout as pause } from 'node:timers/promises';
import { EMPTY, PAGE_MAX, START, type EventStore } from '@libs/event-store';
import { sqliteEventStore } from '@libs/event-store/sqlite';
import { benchEvent } from './append-facts.js';

/** Uses a store for a while, and sends what its process still holds after a collection. */
const [file = ''] = process.argv.slice(2);
const store = await sqliteEventStore({ file });
await replay(store, {});
await replay(store, { categories: ['order'], types: ['RefundStepNumber1Taken'] });
await append(store);
for (let turn = 0; turn < 5; turn += 1) {
  global.gc?.();
  await pause(50);
}
process.send?.(process.memoryUsage.rss());
await store.close();

async function replay(from: EventStore, filter: object): Promise<void> {
  let after = START;
  for (let isEnd = false; !isEnd;)
    ({ position: after, isEnd } = await from.readAll({ ...filter, after, limit: PAGE_MAX }));
}

async function append(to: EventStore): Promise<void> {
  const streams = Array.from({ length: 2000 }, (_, n) => `account-memory${process.pid}n${n}`);
  for (let first = 0; first < streams.length; first += 50)
    await Promise.all(
      streams
        .slice(first, first + 50)
        .map((stream) => to.append(stream, EMPTY, [benchEvent(1), benchEvent(2)])),
    );
}
