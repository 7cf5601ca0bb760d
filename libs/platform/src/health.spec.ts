import type { GroupProgress } from '@libs/event-bus';
import { memoryEventStore } from '@libs/event-store/memory';
import { EMPTY } from '@libs/event-store';
import { idFrom } from '@libs/kernel';
import { healthOf } from './health.js';
import type { RunningProjector, RunningService } from './service-runner.js';
import { MERCHANT, metadata } from './toy.fixtures.js';

const BEHIND = '00000000000000000000';

async function watched() {
  const groups: GroupProgress[] = [];
  const troubles: [string, string][] = [];
  const keys = { answer: (): Promise<unknown> => Promise.resolve(undefined) };
  const store = memoryEventStore();
  const data = { parcelId: 'p', merchantId: MERCHANT };
  await store.append('parcel-p', EMPTY, [{ id: idFrom('e'), type: 'ParcelSent', data, metadata }]);
  const time = { nowMs: 0 };
  const view = { position: BEHIND };
  const health = healthOf({
    ports: {
      store,
      bus: { progress: () => Promise.resolve(groups) } as never,
      relays: { troubles: () => new Map(troubles) } as never,
      probes: [{ engine: 'key store', ask: () => keys.answer() }],
    },
    services: () => [serviceWith(() => view.position)],
    elapsedMs: () => time.nowMs,
    answerMsMax: 50,
  });
  return { store, time, view, health, groups, troubles, keys };
}

const serviceWith = (position: () => string): RunningService => {
  const projector: RunningProjector = {
    view: 'parcels',
    ended: new Promise(() => undefined),
    state: () => ({ status: 'following', position: position() }),
    categories: ['parcel'],
    types: ['ParcelSent'],
  };
  return { name: 'toys', views: new Map(), projectors: [projector], stop: () => Promise.resolve() };
};

describe('readiness', () => {
  it('is given while a view is behind for a moment', async () => {
    const { health, time } = await watched();
    await health.readiness();
    time.nowMs = 29_999;
    expect((await health.readiness()).isReady).toBe(true);
  });

  it('fails when a view stands still behind the log for 30 seconds', async () => {
    const { health, time } = await watched();
    await health.readiness();
    time.nowMs = 30_000;
    expect(await health.readiness()).toMatchObject({
      isReady: false,
      checks: expect.arrayContaining([
        { name: 'view parcels', status: 'failing', detail: `following at ${BEHIND}` },
      ]),
    });
  });

  it('is given to a view that is behind and moves', async () => {
    const { health, time, view, store } = await watched();
    await health.readiness();
    time.nowMs = 30_000;
    view.position = await store.head();
    await store.append('parcel-p', 0, [
      { id: idFrom('f'), type: 'ParcelOpened', data: {}, metadata },
    ]);
    expect((await health.readiness()).isReady).toBe(true);
  });

  it('is given to a view that stands still because nothing happens', async () => {
    const { health, time, view, store } = await watched();
    view.position = await store.head();
    await health.readiness();
    time.nowMs = 3_600_000;
    expect((await health.readiness()).isReady).toBe(true);
  });

  it('tells what hinders a group and a relay, and is given all the same', async () => {
    const { health, groups, troubles } = await watched();
    const trouble = 'starts again after: the request timed out';
    const place = { topic: 'orders.events', position: BEHIND, lag: 0 };
    groups.push({ ...place, group: 'refunds.crashing', parked: 0, trouble });
    groups.push({ ...place, group: 'refunds.stuck', parked: 2 });
    troubles.push(['orders.events.relay', 'waits']);
    const { isReady, checks } = await health.readiness();
    expect(isReady).toBe(true);
    expect(checks.filter(({ status }) => status === 'warning')).toEqual([
      { name: 'group refunds.crashing', status: 'warning', detail: trouble },
      { name: 'group refunds.stuck', status: 'warning', detail: '2 parked' },
      { name: 'relay orders.events.relay', status: 'warning', detail: 'waits' },
    ]);
  });

  it('fails when keys or views cannot be had, and names them', async () => {
    const { health, keys } = await watched();
    expect((await health.readiness()).isReady).toBe(true);
    keys.answer = () => Promise.reject(new Error('away'));
    expect(await health.readiness()).toMatchObject({
      isReady: false,
      checks: expect.arrayContaining([
        { name: 'key store', status: 'failing', detail: 'does not answer' },
      ]),
    });
  });

  it('fails when an engine does not answer in time', async () => {
    const { health, store } = await watched();
    Object.assign(store, { head: () => new Promise(() => undefined) });
    expect(await health.readiness()).toMatchObject({
      isReady: false,
      checks: expect.arrayContaining([
        { name: 'event store', status: 'failing', detail: 'does not answer' },
      ]),
    });
  });
});
