import { connectionTo, type Calls } from '@libs/mongo';
import { eventually, onEngine } from '@libs/testing';
import { NOWHERE, ViewStoreUnavailable } from '../view-store.js';
import { giveUp, registry } from './catalog.js';
import { databasesOn } from './databases.fixtures.js';
import { dropping } from './dropping.js';
import { USE } from './place.js';

await onEngine('mongodb', ({ url }) =>
  describe('versions that nobody reads any more, where a drop fails', () => {
    const databases = databasesOn(url);
    const ends: (() => Promise<void>)[] = [];
    afterEach(async () => {
      for (const end of ends.splice(0)) await end();
    });

    /** Three versions to drop; the engine refuses the calls of these numbers. */
    const dropThree = async (refused: (number: number) => boolean) => {
      const place = databases.fresh();
      const { call, close } = connectionTo(place, USE);
      const raw = await databases.raw(place.database);
      const registered = { declaration: 'parcels', version: 'v0', position: NOWHERE };
      await registry(raw).create({ _id: 'parcels', ...registered });
      for (const version of ['v1', 'v2', 'v3']) {
        await raw.collection(`parcels.${version}`).insertOne({});
        await giveUp(registry(raw), 'parcels', version);
      }
      let number = 0;
      const refusing: Calls = (work) =>
        refused((number += 1)) ? Promise.reject(new ViewStoreUnavailable('refused')) : call(work);
      const dropped = dropping(refusing, 20);
      ends.push(async () => {
        await dropped.end();
        await close();
      });
      dropped.soon('parcels');
      return {
        calls: () => number,
        left: async () => ({
          collections: (await raw.listCollections())
            .map(({ name }) => name)
            .filter((name) => name.startsWith('parcels.')),
          dropped: (await registry(raw).findById('parcels').lean())?.dropped,
        }),
      };
    };

    it('drops the others, and tries that one again', async () => {
      const { left } = await dropThree((number) => number === 2);
      await eventually(async () => (await left()).dropped?.length === 0);
      expect(await left()).toEqual({ collections: [], dropped: [] });
    });

    it('gives up after five tries, and remembers what is left', async () => {
      const [look, drops] = [1, 5 * 3];
      const { left, calls } = await dropThree((number) => number > look);
      await eventually(() => Promise.resolve(calls() === look + drops));
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(calls()).toBe(look + drops);
      expect((await left()).dropped).toEqual(['v1', 'v2', 'v3']);
    });
  }),
);
