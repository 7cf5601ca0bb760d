import { EventStoreUnavailable, PositionBeyondEnd, type EventStore } from '@libs/event-store';
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
import { runProjector, type Projecting, type ProjectorProblem } from './projector.js';
import { ViewStoreUnavailable, type OpenView } from './view-store.js';

const soon = { timeoutMs: PATIENCE_MS };

describe('a projector', () => {
  let store: EventStore;
  let view: OpenView<Thing>;
  let ending: AbortController;

  beforeEach(async () => {
    store = memoryEventStore();
    view = await memoryViewStore().open(thingsView);
    ending = new AbortController();
  });
  afterEach(() => ending.abort());

  const started = (over: Partial<Projecting<Thing, ThingEvent>> = {}) =>
    runProjector({
      store,
      openView: view,
      projection: things,
      categories: ['thing'],
      signal: ending.signal,
      ...over,
    });
  const totals = async (...ids: readonly string[]) => {
    const saved = await view.load(ids);
    return ids.map((id) => saved.get(id)?.document.total);
  };

  it('folds what was recorded before and what comes', async () => {
    await happen(store, 'thing-a', made('a'), countedUp('a', 2));
    started();
    await happen(store, 'thing-b', made('b'));
    const position = await happen(store, 'thing-a', countedUp('a', 3));
    await view.caughtUp(position, soon);
    expect(await totals('a', 'b')).toEqual([5, 0]);
  });

  it('goes on where the view stands', async () => {
    const before = await happen(store, 'thing-a', made('a'), countedUp('a', 2));
    const first = new AbortController();
    const projector = started({ signal: first.signal });
    await view.caughtUp(before, soon);
    first.abort();
    await projector.ended;
    expect(projector.state().status).toBe('ended');
    const position = await happen(store, 'thing-a', countedUp('a', 1));
    started();
    await view.caughtUp(position, soon);
    expect(await totals('a')).toEqual([3]);
  });

  it('remembers with each document the last event folded into it', async () => {
    const first = await happen(store, 'thing-a', made('a'));
    const second = await happen(store, 'thing-b', made('b'), countedUp('b', 1));
    started();
    await view.caughtUp(second, soon);
    const saved = await view.load(['a', 'b']);
    expect([saved.get('a')?.position, saved.get('b')?.position]).toEqual([first, second]);
  });

  it('changes nothing by an event that a document has seen', async () => {
    const position = await happen(store, 'thing-a', made('a'), countedUp('a', 2));
    await view.save([{ id: 'a', document: { thingId: 'a', total: 77 }, position }], '');
    started();
    await view.caughtUp(position, soon);
    expect(await totals('a')).toEqual([77]);
  });

  it('removes a document', async () => {
    const position = await happen(store, 'thing-a', made('a'), removed('a'));
    started();
    await view.caughtUp(position, soon);
    expect(await totals('a')).toEqual([undefined]);
  });

  it('moves on over events that are not its own', async () => {
    started();
    await happen(store, 'other-x', made('x'));
    const position = await happen(store, 'thing-a', { type: 'ThingPainted', data: {} });
    await view.caughtUp(position, soon);
    expect(await totals('x')).toEqual([undefined]);
  });

  it('works through a long history in batches, and tells how it goes', async () => {
    const events = Array.from({ length: 250 }, () => countedUp('a', 1));
    const position = await happen(store, 'thing-a', made('a'), ...events);
    const told: number[] = [];
    started({ batchMax: 50, onProgress: ({ events: count }) => told.push(count) });
    await view.caughtUp(position, soon);
    expect(await totals('a')).toEqual([250]);
    expect(told.slice(0, 6)).toEqual([50, 50, 50, 50, 50, 1]);
  });

  it('stops at an event that it cannot apply, and says which but not what', async () => {
    const before = await happen(store, 'thing-a', made('a'));
    const position = await happen(store, 'thing-secret', countedUp('secret-thing', 1));
    const problems: ProjectorProblem[] = [];
    const projector = started({ batchMax: 1, onError: (problem) => problems.push(problem) });
    await projector.ended;
    expect(projector.state()).toMatchObject({ status: 'stopped', position: before });
    const [problem] = problems;
    expect(problem?.error).toBeInstanceOf(EventNotApplied);
    expect(problem?.error).toMatchObject({ type: 'ThingCounted', revision: 0, position });
    expect(problem?.error.message).toContain('a thing is made before it is counted');
    expect(JSON.stringify([problem, problem?.error.message])).not.toContain('secret-thing');
    expect(problem).not.toHaveProperty('retryInMs');
    expect(await view.position()).toBe(before);
  });

  it('goes on where another projector of the view has overtaken it', async () => {
    await happen(store, 'thing-a', made('a'));
    const behind = await happen(store, 'thing-a', countedUp('a', 1));
    const position = await happen(store, 'thing-a', removed('a'));
    const overtaken: OpenView<Thing> = {
      ...view,
      pinned: async () => {
        const pinned = await view.pinned();
        return {
          ...pinned,
          load: async (ids) => {
            // Meanwhile the other one saves all three events.
            await view.save([{ id: 'a', document: undefined, position }], position);
            return pinned.load(ids);
          },
        };
      },
    };
    await view.save([{ id: 'a', document: { thingId: 'a', total: 0 }, position: '' }], '');
    const projector = started({ openView: overtaken, batchMax: 1 });
    const last = await happen(store, 'thing-b', made('b'));
    await view.caughtUp(last, soon);
    expect(behind < position).toBe(true);
    expect(projector.state().status).not.toBe('stopped');
    expect(await totals('a', 'b')).toEqual([undefined, 0]);
  });

  it('waits out faults of both engines, longer and longer', async () => {
    const faults: Error[] = [
      new ViewStoreUnavailable('away'),
      new EventStoreUnavailable('unknown'),
      new PositionBeyondEnd('2', '1'),
    ];
    const failing: OpenView<Thing> = {
      ...view,
      pinned: () => {
        const fault = faults.shift();
        return fault === undefined ? view.pinned() : Promise.reject(fault);
      },
    };
    const waits: (number | undefined)[] = [];
    const position = await happen(store, 'thing-a', made('a'));
    const projector = started({
      openView: failing,
      onError: ({ retryInMs }) => waits.push(retryInMs),
    });
    await view.caughtUp(position, soon);
    expect(waits).toEqual([50, 100, 200]);
    expect(projector.state().error).toBeUndefined();
  });

  it('waits where the view has seen more than the log holds', async () => {
    await view.save([], '00000000000000000009');
    const problem = await new Promise<ProjectorProblem>((resolve) => {
      started({ onError: resolve });
    });
    expect(problem.error).toBeInstanceOf(PositionBeyondEnd);
    expect(problem.retryInMs).toBeGreaterThan(0);
  });

  it('goes on with the new version after a rebuild', async () => {
    const first = await happen(store, 'thing-a', made('a'), countedUp('a', 1));
    started();
    await view.caughtUp(first, soon);
    const rebuild = await view.rebuild();
    const document: Thing = { thingId: 'a', total: 100 };
    await rebuild.target.save([{ id: 'a', document, position: first }], first);
    await rebuild.publish();
    const position = await happen(store, 'thing-a', countedUp('a', 1));
    await view.caughtUp(position, soon);
    expect(await totals('a')).toEqual([101]);
  });
});
