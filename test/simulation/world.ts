import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CATEGORIES, categoriesOf, NEWS_TOPICS, OUTSIDE_TOPICS } from '@libs/contracts';
import { relaysWithin } from '@libs/event-bus';
import { inProcessEventBus } from '@libs/event-bus/in-process';
import { memoryEventStore } from '@libs/event-store/memory';
import { dropSealed, keyRing, sealedShapesOf, sealingEventStore } from '@libs/personal-data';
import { memoryKeyStore } from '@libs/personal-data/memory';
import {
  dispatcher,
  secretsOf,
  silentLogger,
  startService,
  systemClock,
  type Dispatch,
  type Ports,
  type RunningService,
} from '@libs/platform';
import { memoryViewStore } from '@libs/view-store/memory';
import { ordersService } from '@services/orders';
import { refundsService } from '@services/refunds';
import { chanceOf, type Chance } from './chance.js';
import { faultyBus, faultyStore, type Weather } from './faulty.js';

/** Two services on memory and a faulty bus: all that money passes through. */
export interface World {
  readonly ports: Ports;
  readonly chance: Chance;
  readonly orders: Dispatch;
  readonly refunds: Dispatch;
  readonly services: readonly RunningService[];
  /** News is handled and views catch up, in the weather there is. */
  lull(): Promise<void>;
  /** Faults end; resolves when all news is handled and all views stand at the log's end. */
  dustSettles(): Promise<void>;
  end(): Promise<void>;
}

const SETTLE_MS_MAX = 20_000;
const QUICK = { waits: { firstWaitMs: 1, waitMaxMs: 4 }, saveEveryMs: 1 };
const PATIENCE = { firstWaitMs: 1, waitMsMax: 4 };

export async function worldOf(seed: number): Promise<World> {
  const chance = chanceOf(seed);
  const weather: Weather = { isFaulty: true };
  const directory = await mkdtemp(join(tmpdir(), 'extranet-simulation-'));
  const masterKey = randomBytes(32);
  const raw = memoryEventStore();
  const sealing = sealingEventStore(raw, {
    keys: keyRing(memoryKeyStore(), masterKey),
    shapes: sealedShapesOf(CATEGORIES),
  });
  const store = faultyStore(sealing, chance, weather);
  const inProcess = await inProcessEventBus({
    directory,
    source: raw,
    strip: dropSealed,
    parkedStore: sealing,
    newsTopics: Object.fromEntries(NEWS_TOPICS.map((topic) => [topic, categoriesOf(topic)])),
    outsideTopics: OUTSIDE_TOPICS,
    sealer: {
      seal: (payload) => Buffer.from(payload),
      open: (sealed) => Buffer.from(sealed).toString(),
    },
    clock: systemClock,
    limits: QUICK,
  });
  const bus = faultyBus(inProcess, chance, weather);
  const views = memoryViewStore();
  const ports: Ports = {
    store,
    bus,
    relays: relaysWithin(bus, inProcess.positions),
    views,
    secrets: secretsOf(masterKey),
    clock: systemClock,
    probes: [],
    close: () => inProcess.close(),
  };
  const services = new Map<string, RunningService>();
  const dispatches = new Map<string, Dispatch>();
  for (const definition of [ordersService, refundsService]) {
    const dispatch = dispatcher(definition, { store, clock: systemClock });
    dispatches.set(definition.name, dispatch);
    const running = { dispatch, logger: silentLogger, patience: PATIENCE };
    services.set(definition.name, await startService(definition, ports, running));
  }
  const all = [...services.values()];
  const lull = async () => {
    for (let before = ''; before !== (await raw.head());) {
      before = await raw.head();
      await bus.settled({ timeoutMs: SETTLE_MS_MAX });
    }
    const head = await raw.head();
    for (const view of all.flatMap((service) => [...service.views.values()]))
      await view.caughtUp(head, { timeoutMs: SETTLE_MS_MAX });
  };
  return {
    ports,
    chance,
    orders: dispatches.get('orders') as Dispatch,
    refunds: dispatches.get('refunds') as Dispatch,
    services: all,
    lull,
    dustSettles: () => {
      weather.isFaulty = false;
      return lull();
    },
    end: async () => {
      await Promise.all(all.map((service) => service.stop()));
      await ports.close();
      await views.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
