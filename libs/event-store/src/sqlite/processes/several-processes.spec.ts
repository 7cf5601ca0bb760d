import { join } from 'node:path';
import { eventsIn, followUntil } from '../../contract/facts.js';
import { START } from '../../event-store.js';
import { sqliteEventStore } from '../sqlite-event-store.js';
import { folderOfSpec, startProcess } from './start.fixtures.js';

const COUNT = 100;
const NAMES = ['one', 'two', 'three'];

describe('several processes on one file', () => {
  const file = join(folderOfSpec(), 'events.db');

  it('append what they mean to, and are followed without loss by another one', async () => {
    const store = await sqliteEventStore({ file });
    const total = 2 * COUNT * NAMES.length;
    const following = followUntil(
      store,
      { after: START, batchMax: 50 },
      (soFar) => eventsIn(soFar).length >= total,
    );
    const onlyOwn = followUntil(
      store,
      { after: START, categories: ['own'] },
      (soFar) => eventsIn(soFar).length >= total / 2,
    );
    const children = NAMES.map((name) =>
      startProcess('append-in-turns', [file, 'shared-1', name, String(COUNT)]),
    );
    const told = (await Promise.all(children.map(({ ended }) => ended))).flat();
    expect(told).toHaveLength(NAMES.length);

    const followed = eventsIn(await following);
    expect(followed).toEqual((await store.readAll({ after: START, limit: 4000 })).events);
    expect(eventsIn(await onlyOwn)).toEqual(
      followed.filter(({ stream }) => stream.startsWith('own-')),
    );

    const shared = await store.read('shared-1');
    for (const name of NAMES) {
      const numbers = shared
        .map(({ data }) => data as { name: string; n: number })
        .filter((data) => data.name === name);
      expect(numbers.map(({ n }) => n)).toEqual(Array.from({ length: COUNT }, (_, n) => n));
    }
    await store.close();
  });
});
