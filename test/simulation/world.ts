import { setTimeout as sleep } from 'node:timers/promises';
import { DUE_VIEWS, orderMailsView, type Due, type ViewDeclaration } from '@libs/contracts';
import { hoursAfter, Iban, idFrom, isBefore } from '@libs/kernel';
import { PATIENCE_MS } from '@libs/testing';
import {
  dispatcher,
  jsonLogger,
  startService,
  type Dispatch,
  type Platform,
  type Ports,
  type RunningService,
  type ServiceDefinition,
} from '@libs/platform';
import type { OpenView } from '@libs/view-store';
import { ordersService } from '@services/orders';
import { refundsService } from '@services/refunds';
import { shippingService } from '@services/shipping';
import { faultyBus, faultyMails, faultyStore, type Weather } from './faulty.js';
import type { Ground } from './ground.js';
import type { SimulatedOrder } from './orders.js';

/** The services that money and goods pass through, on a faulty ground, for one run. */
export interface World {
  readonly seed: number;
  readonly orders: readonly SimulatedOrder[];
  /** Those of the process that runs now: a restart makes others. */
  readonly ports: Ports;
  /** All log lines so far. */
  readonly lines: readonly string[];
  dispatch(service: ServiceName): Dispatch;
  view<Document extends object>(declaration: ViewDeclaration<Document>): OpenView<Document>;
  /** Kept back by those who carry it, until it is delivered. */
  readonly onTheWay: (() => Promise<unknown>)[];
  /** News is handled, views catch up and all that is due is done, in the weather there is. */
  lull(): Promise<void>;
  later(hours: number): Promise<void>;
  /** The process ends and another one starts, so many hours later. */
  restart(hours: number): Promise<void>;
  /** Faults end, all that is on its way arrives, and all time passes that somebody waits for. */
  dustSettles(): Promise<void>;
  end(): Promise<void>;
}

export const SERVICES = [ordersService, refundsService, shippingService] as const;
export type ServiceName = 'orders' | 'refunds' | 'shipping';

/** Where merchants transfer money to that funds refunds. */
export const FUNDING_ACCOUNT = {
  recipientName: 'Svea Payments Oy',
  iban: Iban.parse('FI7740123477777777'),
};

const LOOK_MS = 2;
const DUE_ROUNDS_MAX = 50;
/** As long as it is in earnest, when a failure is waited out as quickly as here. */
const PATIENCE = { firstWaitMs: 1, waitMsMax: 63 };
const PACE = { pauseMs: 25, restMs: 5 };

/** A process as it runs: what it stands on, and its services. */
interface Running {
  readonly ports: Ports;
  readonly dispatches: ReadonlyMap<string, Dispatch>;
  readonly services: readonly RunningService[];
}

export async function worldOf(
  { seed, orders }: Pick<World, 'seed' | 'orders'>,
  ground: Ground,
  definitions: readonly ServiceDefinition[] = SERVICES,
): Promise<World> {
  const weather: Weather = { seed, isFaulty: true };
  const lines: string[] = [];
  const logger = jsonLogger('debug', { write: (line) => void lines.push(line) });
  const onTheWay: (() => Promise<unknown>)[] = [];
  let events = 0;
  // Mails are named by events: by chance, they would be other ones each time.
  const newEventId = () => idFrom('event', String(seed), String((events += 1)));
  let running = await start();

  async function start(): Promise<Running> {
    const opened = await ground.open(logger);
    const ports = inWeather(opened, weather);
    const started = await Promise.all(
      definitions.map(async (definition) => {
        const dispatch = dispatchOf(definition, ports, newEventId);
        const how = { dispatch, logger, patience: PATIENCE, pace: PACE };
        return { dispatch, service: await startService(definition, ports, how) };
      }),
    );
    const services = started.map(({ service }) => service);
    const dispatches = new Map(started.map(({ dispatch, service: { name } }) => [name, dispatch]));
    return { ports, dispatches, services };
  }

  const view = <Document extends object>({ name }: ViewDeclaration<Document>) =>
    // A service keeps its views by their names, whatever their documents are.
    running.services.flatMap(({ views }) => views.get(name) ?? [])[0] as OpenView<Document>;
  const stop = () => Promise.all(running.services.map((service) => service.stop()));
  const moveTo = async (moment: string) => running.ports.moveClock?.(moment);

  async function lull(): Promise<void> {
    for (;;) {
      const { store, bus, clock } = running.ports;
      const head = await store.head();
      await bus.settled({ timeoutMs: PATIENCE_MS });
      const views = running.services.flatMap((service) => [...service.views.values()]);
      await Promise.all(views.map((each) => each.caughtUp(head, { timeoutMs: PATIENCE_MS })));
      const isDue = (await dueMoments(view)).some((dueAt) => !isBefore(clock.now(), dueAt));
      const isOver = !isDue && (weather.isFaulty || !(await isMailDue(view, clock.now())));
      if (isOver && (await store.head()) === head) return;
      await sleep(LOOK_MS);
    }
  }

  return {
    ...{ seed, orders, lines, onTheWay, view, lull },
    get ports() {
      return running.ports;
    },
    dispatch: (service) => running.dispatches.get(service) as Dispatch,
    later: (hours) => moveTo(hoursAfter(running.ports.clock.now(), hours)),
    restart: async (hours) => {
      await stop();
      await moveTo(hoursAfter(running.ports.clock.now(), hours));
      await running.ports.close();
      running = await start();
    },
    dustSettles: async () => {
      weather.isFaulty = false;
      for (const deliver of onTheWay.splice(0)) await deliver();
      await lull();
      for (let round = 0; round < DUE_ROUNDS_MAX; round += 1) {
        const last = (await dueMoments(view)).at(-1);
        if (last === undefined) return;
        await moveTo(last);
        await lull();
      }
      throw new Error('what is due never ends');
    },
    end: async () => {
      await stop();
      await running.ports.close();
    },
  };
}

function inWeather(ports: Ports, weather: Weather): Ports {
  const { store, bus, mails } = ports;
  return {
    ...ports,
    store: faultyStore(store, weather),
    bus: faultyBus(bus, weather),
    ...(mails !== undefined && { mails: { ...mails, sender: faultyMails(mails.sender, weather) } }),
  };
}

function dispatchOf(
  definition: ServiceDefinition,
  ports: Ports,
  newEventId: () => string,
): Dispatch {
  const { store, clock } = ports;
  const direct = dispatcher(definition, { store, clock, newEventId });
  // Of the platform a service looks at no more than this.
  const platform = { ports, configuration: { fundingAccount: FUNDING_ACCOUNT } };
  return definition.through?.(direct, platform as unknown as Platform) ?? direct;
}

/** Whether a mail is to go out now: one that waits for longer than a week is not sent any more. */
async function isMailDue(view: World['view'], now: string): Promise<boolean> {
  const found = await view(orderMailsView).find({
    where: { dueAt: { from: hoursAfter(now, -7 * 24), to: now } },
    sort: { by: 'dueAt', direction: 'ascending' },
    limit: 1000,
  });
  const [mailing] = ordersService.mails ?? [];
  return found.some(({ document }) => mailing?.due(document as never, now) !== undefined);
}

/** When things fall due, soonest first. */
async function dueMoments(view: World['view']): Promise<readonly string[]> {
  const found = await Promise.all(
    DUE_VIEWS.map((due) =>
      view<Due>(due).find({
        where: {},
        sort: { by: 'dueAt', direction: 'ascending' },
        limit: 1000,
      }),
    ),
  );
  return found
    .flat()
    .map(({ document }) => document.dueAt)
    .sort();
}
