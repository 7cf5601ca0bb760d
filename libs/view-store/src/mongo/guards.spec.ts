import { eventually, onEngine } from '@libs/testing';
import { at, gone, parcel, parcels, type Parcel } from '../contract/parcels.fixtures.js';
import type { OpenView, ViewStore } from '../view-store.js';
import { databasesOn } from './databases.fixtures.js';
import { mongoViewStore } from './index.js';

await onEngine('mongodb', ({ url }) =>
  describe('the mongo view store, where no transaction holds a save together', () => {
    const databases = databasesOn(url);
    const stores: ViewStore[] = [];
    afterEach(async () => {
      for (const store of stores.splice(0)) await store.close();
    });

    const open = (place: { readonly database: string }): Promise<OpenView<Parcel>> => {
      const store = mongoViewStore({ url, ...place, dropAfterMs: 20 });
      stores.push(store);
      return store.open(parcels);
    };
    const registered = async (database: string) =>
      (await databases.raw(database)).collection<{ _id: string; version: string }>('views');

    it('lets the newer of two writers win who insert the same document at once', async () => {
      const place = databases.fresh();
      const [one, other] = [await open(place), await open(place)];
      for (let round = 1; round <= 30; round += 1) {
        const id = `id-${round}`;
        await Promise.all([
          one.save([parcel(id, { note: 'older' }, 5)], at(5)),
          other.save([parcel(id, { note: 'newer' }, 8)], at(8)),
        ]);
        expect((await one.load([id])).get(id)).toMatchObject({ position: at(8) });
      }
    });

    it('comes to the same when a save was cut off before its position', async () => {
      const place = databases.fresh();
      const view = await open(place);
      const batch = [parcel('a', { note: 'first' }, 3), parcel('b', { note: 'second' }, 4)];
      await view.save(batch, at(5));
      const views = await registered(place.database);
      await views.updateOne({ _id: 'parcels' }, { $set: { position: at(2) } });
      expect(await view.position()).toBe(at(2));
      await view.save(batch, at(5));
      expect(await view.position()).toBe(at(5));
      expect((await view.load(['a', 'b'])).get('b')?.document.note).toBe('second');
    });

    it('removes what a save that was cut off had still to remove', async () => {
      const place = databases.fresh();
      const view = await open(place);
      await view.save([parcel('a', {}, 1), parcel('b', {}, 1), parcel('c', {}, 9)], at(9));
      const views = await registered(place.database);
      const removing = [gone('a', 7), gone('c', 7)].map(({ id, position }) => ({ id, position }));
      await views.updateOne({ _id: 'parcels' }, { $set: { removing } });
      expect([...(await view.load(['a', 'b', 'c'])).keys()].sort()).toEqual(['b', 'c']);
      expect(await views.findOne({ _id: 'parcels' })).not.toMatchObject({ removing: [{}] });
    });

    it('makes an index for each that the view declares, and one for its words', async () => {
      const place = databases.fresh();
      await open(place);
      const version = (await (await registered(place.database)).findOne())?.version ?? '';
      const rows = (await databases.raw(place.database)).collection(`parcels.${version}`);
      const keys = (await rows.indexes()).map(({ key }) => Object.keys(key as object).join(' '));
      expect(keys.sort()).toEqual([
        '_id',
        'fields.owner fields.money.paid.minorUnits _id',
        'fields.owner fields.sentAt _id',
        'fields.owner fields.status fields.sentAt _id',
        'fields.owner words',
      ]);
    });

    it('passes over no duplicate but that of the id', async () => {
      const place = databases.fresh();
      const view = await open(place);
      const version = (await (await registered(place.database)).findOne())?.version ?? '';
      const rows = (await databases.raw(place.database)).collection(`parcels.${version}`);
      await rows.createIndex({ 'fields.owner': 1 }, { unique: true, name: 'owners' });
      await view.save([parcel('a', {}, 1)], at(1));
      await expect(view.save([parcel('b', {}, 2)], at(2))).rejects.toThrow(/duplicate key/u);
      expect(await view.position()).toBe(at(1));
    });

    it('makes a wiped database anew', async () => {
      const place = databases.fresh();
      const view = await open(place);
      await view.save([parcel('a', {}, 1)], at(1));
      await (await registered(place.database)).deleteMany({});
      expect(await view.position()).toBe(at(0));
      expect((await view.load(['a'])).size).toBe(0);
    });

    it('drops what nobody reads any more, and what a late writer left', async () => {
      const place = databases.fresh();
      const view = await open(place);
      await view.save([parcel('a', {}, 1)], at(1));
      const raw = await databases.raw(place.database);
      await raw.collection<{ _id: string }>('parcels.vlate').insertOne({ _id: 'late' });
      const rebuild = await view.rebuild();
      const abandoned = await view.rebuild();
      await rebuild.target.save([parcel('a', {}, 1)], at(1));
      await rebuild.publish();
      await abandoned.abandon();
      const left = async () =>
        (await raw.listCollections()).filter(({ name }) => name.startsWith('parcels.')).length;
      await eventually(async () => (await left()) === 1);
      expect((await view.load(['a'])).size).toBe(1);
    });
  }),
);
