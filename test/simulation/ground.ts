import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CATEGORIES, categoriesOf, NEWS_TOPICS, OUTSIDE_TOPICS } from '@libs/contracts';
import { relaysWithin } from '@libs/event-bus';
import { inProcessEventBus } from '@libs/event-bus/in-process';
import type { EventStore } from '@libs/event-store';
import { memoryEventStore } from '@libs/event-store/memory';
import { sqliteEventStore } from '@libs/event-store/sqlite';
import {
  dropSealed,
  keyRing,
  sealedShapesOf,
  sealerFor,
  sealingEventStore,
} from '@libs/personal-data';
import { memoryKeyStore } from '@libs/personal-data/memory';
import {
  buyerLinks,
  movableClock,
  outagesOf,
  portsFor,
  readConfiguration,
  secretsOf,
  type Clock,
  type Letter,
  type Logger,
  type MailSender,
  type Ports,
} from '@libs/platform';
import { memoryViewStore } from '@libs/view-store/memory';

/** What a run stands on: it outlives the processes that open it. */
export interface Ground {
  /** Where bus, and on files everything, lies. */
  readonly directory: string;
  /** Opens everything on what is kept, as a process does that starts. */
  open(logger: Logger): Promise<Ports>;
  /** The log as it is kept, its personal fields sealed; asked for while nothing is open. */
  asKept(): Promise<EventStore>;
  end(): Promise<void>;
}

/** Real time stands still here; the simulated one is moved from it. */
export const BEGINS_AT = '2026-01-05T09:30:00.000Z';
const REAL: Clock = { now: () => BEGINS_AT };
/** A failure is waited out quickly, and what was handled is soon saved. */
const QUICK = { waits: { firstWaitMs: 1, waitMaxMs: 4 }, saveEveryMs: 10 };
const BUYER_URL = 'https://shop.example/b/';

const newDirectory = (): Promise<string> => mkdtemp(join(tmpdir(), 'extranet-simulation-'));

/**
 * Everything but the bus is kept in memory: many runs of a second each. References are made by the
 * master key, so it follows from the seed, too.
 */
export async function memoryGround(seed: number): Promise<Ground> {
  const directory = await newDirectory();
  const masterKey = createHash('sha256').update(`simulated ${seed}`).digest();
  const raw = memoryEventStore();
  const views = memoryViewStore();
  const keys = memoryKeyStore();
  const sent: Letter[] = [];
  const sender: MailSender = {
    send: async (letter) => void sent.push(letter),
    close: () => Promise.resolve(),
  };
  const secrets = secretsOf(masterKey);
  const mails = { sender, links: buyerLinks(secrets, 1), buyerUrl: BUYER_URL };
  return {
    directory,
    open: async (logger) => {
      const shapes = sealedShapesOf(CATEGORIES);
      const store = sealingEventStore(raw, { keys: keyRing(keys, masterKey), shapes });
      const clock = await movableClock(store, REAL);
      const outages = outagesOf(logger);
      const bus = await inProcessEventBus({
        ...{ directory, source: raw, strip: dropSealed, parkedStore: store, limits: QUICK },
        newsTopics: Object.fromEntries(NEWS_TOPICS.map((topic) => [topic, categoriesOf(topic)])),
        outsideTopics: OUTSIDE_TOPICS,
        sealer: sealerFor(masterKey, 'bus-messages'),
        clock: REAL,
      });
      return {
        ...{ store, bus, views, secrets, clock, mails, moveClock: clock.moveTo, probes: [] },
        relays: relaysWithin(bus, bus.positions),
        outages,
        close: async () => {
          outages.close();
          await bus.close();
          await clock.close();
        },
      };
    },
    asKept: () => Promise.resolve(raw),
    end: async () => {
      await views.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** The embedded profile on its files, as it is delivered. */
export async function embeddedGround(): Promise<Ground> {
  const directory = await newDirectory();
  const configuration = readConfiguration({ EXTRANET_DATA: directory });
  return {
    directory,
    open: (logger) => portsFor(configuration, { logger, clock: REAL }),
    asKept: () => sqliteEventStore({ file: join(directory, 'events.db') }),
    end: () => rm(directory, { recursive: true, force: true }),
  };
}
