import type { EventStore } from './event-store.js';
import { EventStoreUnavailable } from './event-store.js';
import {
  add,
  addTwice,
  faultyStore,
  openTab,
  tabHandler,
  wish,
} from './handle-command.fixtures.js';
import { memoryEventStore } from './memory/index.js';

const STREAM = 'tab-7';

describe('handling a command when others write the stream too', () => {
  let store: EventStore;
  beforeEach(async () => {
    store = memoryEventStore();
    await tabHandler(store)(wish('open', openTab));
  });

  it('decides again on what they wrote, with the event ids it had', async () => {
    const other = tabHandler(store);
    const racing = faultyStore(store, [
      async (append) => {
        await other(wish('first', add(60)));
        return append();
      },
      async (append) => {
        await other(wish('second', add(30)));
        return append();
      },
    ]);
    const answer = await tabHandler(racing)(wish('late', add(10)));
    expect(answer).toMatchObject({ outcome: 'accepted', revision: 3 });
    expect(racing.appends.map(([, expected]) => expected)).toEqual([0, 1, 2]);
    expect(new Set(racing.appends.map(([, , events]) => events[0]?.id)).size).toBe(1);
  });

  it('lets what they wrote change the answer', async () => {
    const racing = faultyStore(store, [
      async (append) => {
        await tabHandler(store)(wish('first', add(95)));
        return append();
      },
    ]);
    expect(await tabHandler(racing)(wish('late', add(10)))).toMatchObject({
      rejection: { code: 'tab-is-full', details: { left: 5 } },
    });
  });

  it('gives up after some attempts, with nothing written', async () => {
    let count = 0;
    const faults = Array.from(
      { length: 50 },
      () => async (append: () => ReturnType<EventStore['append']>) => {
        await tabHandler(store)(wish(`other ${(count += 1)}`, add(1)));
        return append();
      },
    );
    const lost = tabHandler(faultyStore(store, faults))(wish('late', add(1)));
    await expect(lost).rejects.toMatchObject({ name: 'WrongRevision' });
    expect(count).toBeLessThan(10);
    expect(await store.read(STREAM)).toHaveLength(1 + count);
  });

  it('decides commands of one process on one stream one after another', async () => {
    const counting = faultyStore(store, []);
    const handle = tabHandler(counting);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => handle(wish(`at once ${index}`, add(1)))),
    );
    expect(answers.every(({ outcome }) => outcome === 'accepted')).toBe(true);
    expect(counting.appends).toHaveLength(50);
  });

  it('goes on with the next command when one fails', async () => {
    const handle = tabHandler(faultyStore(store, [lost('nothing-written')]));
    const [first, second] = await Promise.allSettled([
      handle(wish('first', add(1))),
      handle(wish('second', add(2))),
    ]);
    expect([first.status, second.status]).toEqual(['rejected', 'fulfilled']);
  });

  describe('and the engine fails', () => {
    it('passes on that nothing was written', async () => {
      const failing = faultyStore(store, [lost('nothing-written')]);
      const failed = tabHandler(failing)(wish('add', add(1)));
      await expect(failed).rejects.toMatchObject({ outcome: 'nothing-written' });
      expect(failing.appends).toHaveLength(1);
    });

    it('finds out that an append of unknown outcome is there', async () => {
      const failing = faultyStore(store, [writtenBut('unknown')]);
      const answer = await tabHandler(failing)(wish('twice', addTwice(1)));
      expect(answer).toMatchObject({
        outcome: 'accepted',
        revision: 2,
        position: await store.head(),
      });
      expect(await store.read(STREAM)).toHaveLength(3);
      expect(failing.appends[1]).toEqual(failing.appends[0]);
    });

    it('appends what turns out not to be there', async () => {
      const answer = await tabHandler(faultyStore(store, [lost('unknown')]))(wish('add', add(1)));
      expect(answer).toMatchObject({ outcome: 'accepted', revision: 1 });
    });

    it('finds it by reading when appending keeps failing', async () => {
      const faults = [writtenBut('unknown'), lost('unknown'), lost('nothing-written')];
      const answer = await tabHandler(faultyStore(store, faults))(wish('twice', addTwice(1)));
      expect(answer).toMatchObject({
        outcome: 'accepted',
        revision: 2,
        position: await store.head(),
      });
    });

    it('says that the outcome is unknown when that is all it knows', async () => {
      const faults = [lost('unknown'), lost('nothing-written'), lost('nothing-written')];
      const failed = tabHandler(faultyStore(store, faults))(wish('add', add(1)));
      await expect(failed).rejects.toMatchObject({
        name: 'EventStoreUnavailable',
        outcome: 'unknown',
      });
    });

    it('tells the truth later, under the same command id', async () => {
      const faults = [writtenBut('unknown'), lost('unknown'), lost('unknown')];
      const away = { ...faultyStore(store, faults) };
      let reads = 0;
      const handle = tabHandler({
        ...away,
        read: (stream) => ((reads += 1) === 2 ? unavailable('unknown') : store.read(stream)),
      });
      await expect(handle(wish('add', add(1)))).rejects.toMatchObject({ outcome: 'unknown' });
      expect(await handle(wish('add', add(1)))).toMatchObject({ repeated: true, revision: 1 });
    });
  });
});

const unavailable = (outcome: EventStoreUnavailable['outcome']) =>
  Promise.reject(new EventStoreUnavailable(outcome));

const lost = (outcome: EventStoreUnavailable['outcome']) => () => unavailable(outcome);

const writtenBut =
  (outcome: EventStoreUnavailable['outcome']) =>
  async (append: () => ReturnType<EventStore['append']>) => {
    await append();
    return unavailable(outcome);
  };
