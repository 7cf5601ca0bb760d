import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore } from '@libs/event-store';
import { memoryEventStore } from '@libs/event-store/memory';
import {
  ATTEMPTS_MAX,
  NEWS_TOPICS,
  OUTSIDE_TOPICS,
  type BusUnderTest,
} from '../event-bus.contract.js';
import { inProcessEventBus, type InProcessEventBusOptions } from './index.js';

export interface InProcessUnderTest extends BusUnderTest {
  readonly directory: string;
  /** Opens another bus on what a crash at this moment leaves. */
  crash(over?: Partial<InProcessEventBusOptions>): Promise<InProcessUnderTest>;
}

/** A bus in a directory of its own, with short waits; closed, it leaves nothing. */
export const openBus = (
  over: Partial<InProcessEventBusOptions> = {},
): Promise<InProcessUnderTest> => openIn(freshDirectory(), over.source ?? memoryEventStore(), over);

export const freshDirectory = (): string => mkdtempSync(join(tmpdir(), 'bus-'));

/** So that a spec sees what is sealed and what is not. */
const reversed = (text: string): string => [...text].reverse().join('');

async function openIn(
  directory: string,
  store: EventStore,
  over: Partial<InProcessEventBusOptions>,
): Promise<InProcessUnderTest> {
  const { limits, ...others } = over;
  const bus = await inProcessEventBus({
    directory,
    source: store,
    strip: (event) => event,
    newsTopics: NEWS_TOPICS,
    outsideTopics: OUTSIDE_TOPICS,
    parkedStore: store,
    sealer: {
      seal: (text, place) => Buffer.from(reversed(`${place} ${text}`)),
      open: (sealed, place) => {
        const opened = reversed(Buffer.from(sealed).toString());
        if (!opened.startsWith(`${place} `)) throw new Error('the seal is broken');
        return opened.slice(place.length + 1);
      },
    },
    clock: { now: () => new Date().toISOString() },
    ...others,
    limits: { attemptsMax: ATTEMPTS_MAX, waits: { firstWaitMs: 1, waitMaxMs: 4 }, ...limits },
  });
  return {
    bus,
    store,
    directory,
    reopen: async () => {
      await bus.close();
      return openIn(directory, store, over);
    },
    crash: async (then = over) => {
      const left = freshDirectory();
      cpSync(directory, left, { recursive: true });
      return openIn(left, store, then);
    },
    close: async () => {
      await bus.close();
      rmSync(directory, { recursive: true });
    },
  };
}
