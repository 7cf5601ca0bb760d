import { memoryEventStore } from '@libs/event-store/memory';
import { EMPTY } from '@libs/event-store';
import { idFrom } from '@libs/kernel';
import { healthOf } from './health.js';
import type { RunningProjector, RunningService } from './service-runner.js';
import { MERCHANT, metadata } from './toy.fixtures.js';

const BEHIND = '00000000000000000000';

async function watched() {
  const store = memoryEventStore();
  const data = { parcelId: 'p', merchantId: MERCHANT };
  await store.append('parcel-p', EMPTY, [{ id: idFrom('e'), type: 'ParcelSent', data, metadata }]);
  const time = { nowMs: 0 };
  const view = { position: BEHIND };
  const health = healthOf({
    ports: { store, bus: { progress: () => Promise.resolve([]) } as never },
    services: () => [serviceWith(() => view.position)],
    elapsedMs: () => time.nowMs,
    answerMsMax: 50,
  });
  return { store, time, view, health };
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
