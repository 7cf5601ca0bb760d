import { EventStoreUnavailable, type EventStore } from '@libs/event-store';
import { memoryEventStore } from '@libs/event-store/memory';
import { PATIENCE_MS } from '@libs/testing';
import {
  countedUp,
  happen,
  made,
  removed,
  things,
  thingsView,
  type Thing,
  type ThingEvent,
} from './counting.fixtures.js';
import { EventNotApplied } from './fold.js';
import { memoryViewStore } from './memory/index.js';
import { runProjector } from './projector.js';
import { rebuildView, type RebuildProgress, type Rebuilding } from './rebuild.js';
import { NOWHERE, type OpenView } from './view-store.js';

const soon = { timeoutMs: PATIENCE_MS };

describe('a rebuild', () => {
  let store: EventStore;
  let view: OpenView<Thing>;

  beforeEach(async () => {
    store = memoryEventStore();
    view = await memoryViewStore().open(thingsView);
  });

  const rebuilt = (over: Partial<Rebuilding<Thing, ThingEvent>> = {}) =>
    rebuildView({ store, openView: view, projection: things, categories: ['thing'], ...over });
  const totals = async (...ids: readonly string[]) => {
    const saved = await view.load(ids);
    return ids.map((id) => saved.get(id)?.document.total);
  };

  it('shows what the log says, and nothing of what was there', async () => {
    const position = await happen(store, 'thing-a', made('a'), countedUp('a', 2));
    await view.save(
      ['a', 'ghost'].map((id) => ({ id, document: { thingId: id, total: 99 }, position })),
      position,
    );
    const progress = await rebuilt();
    expect(await totals('a', 'ghost')).toEqual([2, undefined]);
    expect(progress).toMatchObject({ events: 2, position, ratio: 1, isPublished: true });
  });

  it('equals the fold of the log, however little is held in memory', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => `id-${index}`);
    for (const id of ids) await happen(store, `thing-${id}`, made(id));
    for (let round = 1; round <= 3; round += 1)
      for (const id of ids) await happen(store, `thing-${id}`, countedUp(id, round));
    await happen(store, 'thing-id-7', removed('id-7'));
    await rebuilt({ pageMax: 7, documentsMax: 5 });
    expect(await totals(...ids)).toEqual(ids.map((id) => (id === 'id-7' ? undefined : 6)));
    const saved = (await view.load(['id-39'])).get('id-39');
    expect(saved?.position).toBe((await store.read('thing-id-39')).at(-1)?.position);
  });

  it('tells how far it has come', async () => {
    await happen(
      store,
      'thing-a',
      made('a'),
      ...Array.from({ length: 9 }, () => countedUp('a', 1)),
    );
    const told: RebuildProgress[] = [];
    await rebuilt({ pageMax: 5, onProgress: (progress) => told.push(progress) });
    expect(told.slice(0, 2).map(({ events, ratio }) => [events, ratio])).toEqual([
      [5, 0.5],
      [10, 1],
    ]);
    expect(told.at(-1)?.isPublished).toBe(true);
    expect(told.every(({ eventsPerSecond }) => eventsPerSecond > 0)).toBe(true);
  });

  it('leaves the old version where the log cannot be folded', async () => {
    await view.save([{ id: 'a', document: { thingId: 'a', total: 1 }, position: '1' }], NOWHERE);
    await happen(store, 'thing-b', countedUp('b', 1));
    await expect(rebuilt()).rejects.toThrow(EventNotApplied);
    expect(await totals('a')).toEqual([1]);
  });

  it('leaves the old version when it is aborted', async () => {
    await view.save([{ id: 'a', document: { thingId: 'a', total: 1 }, position: '1' }], NOWHERE);
    await happen(store, 'thing-b', made('b'), countedUp('b', 1));
    const ending = new AbortController();
    const onProgress = () => ending.abort();
    await expect(rebuilt({ pageMax: 1, signal: ending.signal, onProgress })).rejects.toThrow();
    expect(await totals('a', 'b')).toEqual([1, undefined]);
  });

  it('waits out a fault', async () => {
    await happen(store, 'thing-a', made('a'));
    const faults = [new EventStoreUnavailable('unknown')];
    const failing: Pick<EventStore, 'readAll' | 'head'> = {
      head: () => store.head(),
      readAll: (query) => {
        const fault = faults.shift();
        return fault === undefined ? store.readAll(query) : Promise.reject(fault);
      },
    };
    await rebuilt({ store: failing });
    expect(await totals('a')).toEqual([0]);
  });

  it('goes on beside a projector that keeps saving, and loses nothing', async () => {
    const ending = new AbortController();
    const projecting = { store, openView: view, projection: things, categories: ['thing'] };
    const projector = runProjector({ ...projecting, signal: ending.signal });
    await happen(store, 'thing-a', made('a'));
    const appending = (async () => {
      for (let count = 0; count < 200; count += 1)
        await happen(store, 'thing-a', countedUp('a', 1));
    })();
    await rebuilt({ pageMax: 10 });
    await rebuilt({ pageMax: 10 });
    await appending;
    await view.caughtUp(await store.head(), soon);
    expect(await totals('a')).toEqual([200]);
    ending.abort();
    await projector.ended;
  });
});
