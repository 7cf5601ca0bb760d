import { PATIENCE_MS } from '@libs/testing';
import { NOWHERE, ViewBehind, ViewMoved } from '../view-store.js';
import { opened, type ViewStores } from './opened.fixtures.js';
import { at, parcel, parcels } from './parcels.fixtures.js';

export const rebuilding = (stores: ViewStores) =>
  describe('rebuilding', () => {
    const { store, view } = opened(stores);

    const notes = async () => {
      const sort = { by: 'sentAt', direction: 'ascending' } as const;
      const found = await view().find({ where: {}, sort, limit: 10 });
      return found.map(({ document }) => document.note);
    };
    const old = () => view().save([parcel('a', { note: 'old', sentAt: 'x' }, 1)], at(1));

    it('fills a new version beside the one that is read', async () => {
      await old();
      const { target } = await view().rebuild();
      expect(await target.position()).toBe(NOWHERE);
      expect((await target.load(['a'])).size).toBe(0);
      await target.save([parcel('a', { note: 'new', sentAt: 'x' }, 1)], at(1));
      expect((await target.load(['a'])).get('a')?.document.note).toBe('new');
      expect(await notes()).toEqual(['old']);
    });

    it('moves the pointer in one step', async () => {
      await old();
      const rebuild = await view().rebuild();
      await rebuild.target.save([parcel('b', { note: 'new', sentAt: 'x' }, 1)], at(1));
      const again = await store().open(parcels);
      await rebuild.publish();
      expect(await notes()).toEqual(['new']);
      expect([...(await again.load(['a', 'b'])).keys()]).toEqual(['b']);
      expect(await view().position()).toBe(at(1));
    });

    it('finds and counts in the new version, however it was filled', async () => {
      const rebuild = await view().rebuild();
      await rebuild.target.save(
        [
          parcel('a', { note: 'first words', sentAt: 'x', status: 'sent' }, 1),
          parcel('b', { note: 'words', sentAt: 'y', status: 'sent' }, 2),
        ],
        at(2),
      );
      await rebuild.target.save([parcel('a', { note: 'last', sentAt: 'z' }, 3)], at(3));
      await rebuild.publish();
      await view().save([parcel('c', { note: 'words', sentAt: 'w' }, 4)], at(4));
      const sort = { by: 'sentAt', direction: 'ascending' } as const;
      const where = { owner: { is: 'me' } };
      const search = async (text: string) =>
        (await view().find({ where, search: text, sort, limit: 9 })).map(({ id }) => id);
      expect(await search('word')).toEqual(['c', 'b']);
      expect(await search('first')).toEqual([]);
      expect(await search('')).toEqual(['c', 'b', 'a']);
      expect(await view().count({ where, by: 'status' })).toEqual([{ value: 'sent', count: 1 }]);
    });

    it('wakes those who wait for what the new version has seen', async () => {
      const rebuild = await view().rebuild();
      const wait = view().caughtUp(at(5), { timeoutMs: PATIENCE_MS });
      await rebuild.target.save([], at(5));
      await rebuild.publish();
      await wait;
    });

    it('does not take a position back that a reader has seen', async () => {
      const rebuild = await view().rebuild();
      await rebuild.target.save([], at(3));
      await view().save([], at(4));
      await expect(rebuild.publish()).rejects.toThrow(ViewBehind);
      await rebuild.target.save([], at(4));
      await rebuild.publish();
      expect(await view().position()).toBe(at(4));
    });

    it('leaves the old version in place when it is abandoned', async () => {
      await old();
      const rebuild = await view().rebuild();
      await rebuild.target.save([parcel('b', { note: 'new', sentAt: 'x' }, 1)], at(1));
      await rebuild.abandon();
      await rebuild.abandon();
      expect(await notes()).toEqual(['old']);
      await expect(rebuild.target.save([], at(2))).rejects.toThrow(ViewMoved);
      await expect(rebuild.publish()).rejects.toThrow(ViewMoved);
    });

    it('tells one who folds into the old version that it has moved', async () => {
      await old();
      const pinned = await view().pinned();
      await pinned.save([parcel('a', { note: 'newer', sentAt: 'x' }, 2)], at(2));
      const rebuild = await view().rebuild();
      await rebuild.target.save([parcel('a', { note: 'rebuilt', sentAt: 'x' }, 2)], at(2));
      await rebuild.publish();
      const late = pinned.save([parcel('a', { note: 'late', sentAt: 'x' }, 3)], at(3));
      await expect(late).rejects.toThrow(ViewMoved);
      await expect(pinned.load(['a'])).rejects.toThrow(ViewMoved);
      await expect(pinned.position()).rejects.toThrow(ViewMoved);
      expect(await notes()).toEqual(['rebuilt']);
      await (await view().pinned()).save([], at(3));
      expect(await view().position()).toBe(at(3));
    });

    it('ends with nothing more to abandon', async () => {
      const rebuild = await view().rebuild();
      await rebuild.target.save([parcel('a', { note: 'new', sentAt: 'x' }, 1)], at(1));
      await rebuild.publish();
      await rebuild.abandon();
      expect(await notes()).toEqual(['new']);
    });

    const { restarts } = stores;
    if ('skipped' in restarts) {
      it.skip(`forgets an unfinished one over a restart (${restarts.skipped})`, () => undefined);
      return;
    }

    it('forgets an unfinished one over a restart', async () => {
      await old();
      const { target } = await view().rebuild();
      await target.save([parcel('b', { note: 'unfinished', sentAt: 'x' }, 1)], at(9));
      const again = await restarts.reopen(store());
      const reopened = await again.open(parcels);
      expect(await reopened.position()).toBe(at(1));
      expect([...(await reopened.load(['a', 'b'])).keys()]).toEqual(['a']);
      await again.close();
    });
  });
