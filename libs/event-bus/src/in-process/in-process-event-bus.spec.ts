import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore } from '@libs/event-store';
import { memoryEventStore } from '@libs/event-store/memory';
import {
  ATTEMPTS_MAX,
  eventBusContract,
  NEWS_TOPICS,
  OUTSIDE_TOPICS,
  type BusUnderTest,
} from '../event-bus.contract.js';
import { inProcessEventBus } from './index.js';

eventBusContract('in process', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'bus-'));
  return openBus(directory, memoryEventStore());
});

async function openBus(directory: string, store: EventStore): Promise<BusUnderTest> {
  const bus = await inProcessEventBus({
    directory,
    source: store,
    strip: (event) => event,
    newsTopics: NEWS_TOPICS,
    outsideTopics: OUTSIDE_TOPICS,
    parkedStore: store,
    sealer: {
      seal: (text) => Buffer.from(text),
      open: (sealed) => Buffer.from(sealed).toString(),
    },
    clock: { now: () => new Date().toISOString() },
    limits: { attemptsMax: ATTEMPTS_MAX, waits: { firstWaitMs: 1, waitMaxMs: 4 } },
  });
  return {
    bus,
    store,
    reopen: async () => {
      await bus.close();
      return openBus(directory, store);
    },
    close: async () => {
      await bus.close();
      await store.close();
      rmSync(directory, { recursive: true });
    },
  };
}
