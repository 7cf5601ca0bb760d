import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { existing, type Policy, type Projection } from '@libs/kernel';
import { eventually, PATIENCE_MS } from '@libs/testing';
import { ViewStoreUnavailable, type View, type ViewStore } from '@libs/view-store';
import { readConfiguration } from './configuration.js';
import { dispatcher } from './dispatcher.js';
import { healthOf, lagsOf } from './health.js';
import { silentLogger, type LogFields } from './logging.js';
import { prometheusMetrics } from './metrics.js';
import { portsFor } from './ports-for.js';
import type { Ports } from './ports.js';
import { startService, type RunningService } from './service-runner.js';
import type { ServiceDefinition } from './service.js';
import { shown } from './shown.js';
import { clock, MERCHANT, open, ORDER, parcel, REFUND, send, wish } from './toy.fixtures.js';
import type { ParcelEvent } from './toy.fixtures.js';

interface ParcelLine {
  readonly merchantId: string;
  readonly isOpen: number;
}

const parcelLines: Projection<ParcelLine, ParcelEvent> = {
  name: 'parcel-lines',
  version: 1,
  documentId: ({ data }) => data.parcelId,
  on: {
    ParcelSent: (_none, { data: { merchantId } }) => ({ merchantId, isOpen: 0 }),
    ParcelOpened: existing((line) => ({ ...line, isOpen: 1 })),
  },
};

const parcelView: View<ParcelLine> = {
  name: 'parcel-lines',
  version: 1,
  fields: { merchantId: 'text', isOpen: 'number' },
  indexes: [['merchantId', 'isOpen']],
  search: [],
};

/** A payout told from outside sends a parcel named after its refund. */
const whenPaidOutSendParcel: Policy<
  { readonly type: 'PayoutPaid'; readonly data: { readonly refundId: string } },
  ReturnType<typeof send>
> = {
  name: 'when-paid-out-send-parcel',
  topic: 'payouts.events',
  on: { PayoutPaid: ({ data }) => [send(data.refundId)] },
};

const toys: ServiceDefinition = {
  name: 'toys',
  requests: 'toys.requests',
  decides: [parcel],
  shows: [shown(parcelLines, parcelView, ['parcel'])],
  follows: [whenPaidOutSendParcel],
  tells: [
    {
      name: 'parcels-as-payouts',
      topic: 'refunds.payouts',
      categories: ['parcel'],
      message: ({ id, type, stream }) =>
        type !== 'ParcelSent'
          ? undefined
          : {
              id,
              key: stream,
              time: clock.now(),
              type: 'PayoutOrdered',
              data: {
                orderId: ORDER,
                refundId: REFUND,
                receiptId: 'r',
                method: 'FI50',
                amount: { minorUnits: 1, currency: 'EUR' },
                orderedAt: clock.now(),
              },
            },
    },
  ],
};

const quiet: Policy<never, never> = { name: 'follow-orders', topic: 'orders.events', on: {} };

const payoutPaid = (id: string) => ({
  id,
  key: ORDER,
  time: clock.now(),
  type: 'PayoutPaid',
  data: { orderId: ORDER, refundId: REFUND, paidAt: clock.now() },
});

/** Views on a disk that is full until there is room. */
function fullViews() {
  let [isFull, refusals] = [true, 0];
  const refused = () => {
    refusals += 1;
    return Promise.reject(new ViewStoreUnavailable('the disk is full'));
  };
  return {
    refusals: () => refusals,
    makeRoom: () => void (isFull = false),
    instead: (views: ViewStore): ViewStore => ({
      ...views,
      open: async (view) => {
        const opened = await views.open(view);
        return {
          ...opened,
          pinned: async () => {
            const { save, ...others } = await opened.pinned();
            return { ...others, save: (...words) => (isFull ? refused() : save(...words)) };
          },
        };
      },
    }),
  };
}

describe('a service at work', () => {
  let ports: Ports;
  let service: RunningService;
  let directory: string;
  const metrics = prometheusMetrics({ withProcess: false });

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'service-'));
    await start();
  });
  afterEach(() => stop());

  async function start(
    definition = toys,
    { logger = silentLogger, harmed = (whole: Ports) => whole } = {},
  ): Promise<void> {
    const configuration = readConfiguration({ EXTRANET_DATA: directory });
    ports = harmed(await portsFor(configuration, { logger, clock }));
    const dispatch = dispatcher(toys, ports);
    service = await startService(definition, ports, {
      dispatch,
      logger: silentLogger,
      metrics,
      patience: { firstWaitMs: 1, waitMsMax: 3 },
    });
  }

  async function stop(): Promise<void> {
    await service.stop();
    await ports.close();
  }

  const dispatched = (command: { readonly type: string; readonly data: object }) =>
    dispatcher(toys, ports)(wish(command));

  async function shownAt(parcelId: string): Promise<object | undefined> {
    const view = service.views.get('parcel-lines');
    await view?.caughtUp(await ports.store.head(), { timeoutMs: PATIENCE_MS });
    return (await view?.load([parcelId]))?.get(parcelId)?.document;
  }

  it('shows what was decided', async () => {
    await dispatched(send('p'));
    await dispatched(open('p'));
    expect(await shownAt('p')).toEqual({ merchantId: MERCHANT, isOpen: 1 });
  });

  it('follows the outside, once for a message that is told twice', async () => {
    await ports.bus.publish('payouts.events', [payoutPaid('one')]);
    await ports.bus.publish('payouts.events', [payoutPaid('one')]);
    await ports.bus.settled({ timeoutMs: PATIENCE_MS });
    expect(await shownAt(REFUND)).toEqual({ merchantId: MERCHANT, isOpen: 0 });
    expect(await ports.store.read(`parcel-${REFUND}`)).toHaveLength(1);
  });

  it('tells the outside what it was asked to tell', async () => {
    const told: string[] = [];
    await ports.bus.subscribe({
      group: 'payout-system',
      topic: 'refunds.payouts',
      from: 'beginning',
      handler: async ({ type }) => void told.push(type),
    });
    await dispatched(send('p'));
    await dispatched(open('p'));
    await eventually(() => told.length > 0);
    expect(told).toEqual(['PayoutOrdered']);
  });

  it('parks a message whose command is refused without an answer', async () => {
    await dispatched(send(REFUND));
    await ports.bus.publish('payouts.events', [payoutPaid('late')]);
    await ports.bus.settled({ timeoutMs: PATIENCE_MS });
    const [parked] = await ports.bus.parked('toys.when-paid-out-send-parcel');
    expect(parked).toMatchObject({ error: expect.stringContaining('already-sent') });
    const { isReady, checks } = await readiness();
    expect(isReady).toBe(true);
    expect(checks).toContainEqual({
      name: 'group toys.when-paid-out-send-parcel',
      status: 'warning',
      detail: '1 parked',
    });
  });

  it('goes on after a restart where it was', async () => {
    await dispatched(send('p'));
    await shownAt('p');
    await stop();
    await start();
    await dispatched(open('p'));
    expect(await shownAt('p')).toEqual({ merchantId: MERCHANT, isOpen: 1 });
  });

  it.each([
    ['a view', { tells: [], follows: [] }, 'view parcel-lines'],
    ['a relay', { shows: [], follows: [] }, 'relay toys.parcels-as-payouts'],
    ['a group', { shows: [], tells: [], follows: [quiet] }, 'group toys.follow-orders'],
  ])('does not start where %s has seen more than the log has', async (_what, parts, follower) => {
    await stop();
    const only = { ...toys, ...parts };
    await start(only);
    await dispatched(send('p'));
    await eventually(async () => (await seenBy(follower)) === (await ports.store.head()));
    await stop();
    for (const end of ['', '-wal', '-shm'])
      rmSync(join(directory, `events.db${end}`), { force: true });
    await expect(start(only)).rejects.toMatchObject({ name: 'LogTooOld', follower });
  });

  async function seenBy(follower: string): Promise<string | undefined> {
    const [kind, name = ''] = follower.split(' ');
    if (kind === 'view') return service.views.get(name)?.position();
    if (kind === 'relay') return ports.relays.positionOf(name);
    return (await ports.bus.progress()).find(({ group }) => group === name)?.position;
  }

  it('stops loudly at an event that a projection cannot take, and is seen', async () => {
    await stop();
    const { ParcelOpened } = parcelLines.on;
    const blind = { ...parcelLines, name: 'blind', ...(ParcelOpened && { on: { ParcelOpened } }) };
    await start({ ...toys, shows: [shown(blind, { ...parcelView, name: 'blind' }, ['parcel'])] });
    await dispatched(send('p'));
    await dispatched(open('p'));
    await eventually(() => service.projectors[0]?.state().status === 'stopped');
    expect((await readiness()).checks).toContainEqual(
      expect.objectContaining({ name: 'view blind', status: 'warning' }),
    );
  });

  it('says once that an engine does not take its views, and once that it does again', async () => {
    await stop();
    const said: string[] = [];
    const say = (message: string, { engine }: LogFields = {}) =>
      void said.push(`${message}: ${engine}`);
    const full = fullViews();
    await start(toys, {
      logger: { debug: say, info: say, warn: say, error: say },
      harmed: (whole) => ({ ...whole, views: full.instead(whole.views) }),
    });
    await dispatched(send('p'));
    await eventually(() => full.refusals() > 3);
    expect(said).toEqual(['engine is away: view store']);
    full.makeRoom();
    expect(await shownAt('p')).toEqual({ merchantId: MERCHANT, isOpen: 0 });
    await eventually(() => said.length === 2);
    expect(said[1]).toBe('engine is back: view store');
  });

  it('is measured', async () => {
    await dispatched(send('p'));
    await shownAt('p');
    metrics.watch(lagsOf({ ports, services: () => [service] }));
    const page = await metrics.page();
    expect(page).toMatch(/extranet_projection_position\{view="parcel-lines"\} [1-9]/u);
    expect(page).toMatch(/extranet_projection_lag_events\{view="parcel-lines"\} 0/u);
    expect(page).toMatch(/extranet_deadletter_events\{group="toys.when-paid-out-send-parcel"\} 0/u);
  });

  const readiness = () => healthOf({ ports, services: () => [service] }).readiness();
});
