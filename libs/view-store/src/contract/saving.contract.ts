import { NOWHERE } from '../view-store.js';
import { opened, type ViewStores } from './opened.fixtures.js';
import { at, gone, paid, parcel, parcels } from './parcels.fixtures.js';

export const saving = (stores: ViewStores) =>
  describe('saving', () => {
    const { store, view } = opened(stores);

    it('begins with nothing, before the first event', async () => {
      expect(await view().position()).toBe(NOWHERE);
      expect(await view().load(['a'])).toEqual(new Map());
    });

    it('gives documents back as they were', async () => {
      const document = {
        ...paid(Number.MAX_SAFE_INTEGER),
        note: 'Ä "quoted" \\ \u0000 \u2028 🙂 ﬁ',
        rows: [
          { name: 'x', count: -0.5 },
          { name: '', count: 2 ** 52 },
        ],
      };
      await view().save([parcel('a', document, 7), parcel('b', {}, 8)], at(9));
      expect(await view().load(['b', 'none', 'a'])).toEqual(
        new Map([
          ['a', { id: 'a', document: { owner: 'me', ...document }, position: at(7) }],
          ['b', { id: 'b', document: { owner: 'me' }, position: at(8) }],
        ]),
      );
      expect(await view().position()).toBe(at(9));
    });

    it('keeps what it was given, whatever the giver does with it later', async () => {
      const document = { owner: 'me', rows: [{ name: 'before', count: 1 }] };
      await view().save([{ id: 'a', document, position: at(1) }], at(1));
      document.rows[0] = { name: 'after', count: 2 };
      const saved = (await view().load(['a'])).get('a');
      expect(saved?.document.rows).toEqual([{ name: 'before', count: 1 }]);
    });

    it('puts a newer document in the place of an older one', async () => {
      await view().save([parcel('a', { note: 'old' }, 1)], at(1));
      await view().save([parcel('a', { note: 'new' }, 2)], at(2));
      expect((await view().load(['a'])).get('a')).toMatchObject({
        document: { note: 'new' },
        position: at(2),
      });
    });

    it('lets a document stand that has come as far, or further', async () => {
      await view().save([parcel('a', { note: 'first' }, 5)], at(5));
      await view().save([parcel('a', { note: 'repeat' }, 5)], at(5));
      await view().save([parcel('a', { note: 'older' }, 4), parcel('b', {}, 6)], at(6));
      expect((await view().load(['a'])).get('a')?.document.note).toBe('first');
      expect((await view().load(['b'])).get('b')?.position).toBe(at(6));
    });

    it('removes a document, and no repeat brings it back', async () => {
      await view().save([parcel('a', {}, 1), parcel('b', {}, 1)], at(1));
      await view().save([gone('a', 3)], at(3));
      await view().save([parcel('a', { note: 'older' }, 2)], at(3));
      expect([...(await view().load(['a', 'b'])).keys()]).toEqual(['b']);
      await view().save([parcel('a', { note: 'again' }, 4)], at(4));
      expect((await view().load(['a'])).get('a')?.document.note).toBe('again');
    });

    it('lets a document stand that is newer than its removal', async () => {
      await view().save([parcel('a', {}, 5)], at(5));
      await view().save([gone('a', 5), gone('never', 5)], at(5));
      expect((await view().load(['a'])).size).toBe(1);
    });

    it('moves on when no document changed, and never moves back', async () => {
      await view().save([], at(9));
      expect(await view().position()).toBe(at(9));
      await view().save([], at(3));
      expect(await view().position()).toBe(at(9));
    });

    it('saves all of a batch or nothing', async () => {
      const broken = { id: 'b', document: { owner: 'me', note: 1n }, position: at(2) };
      const changes = [parcel('a', {}, 2), broken as unknown as ReturnType<typeof parcel>];
      await expect(view().save(changes, at(2))).rejects.toThrow();
      expect((await view().load(['a', 'b'])).size).toBe(0);
      expect(await view().position()).toBe(NOWHERE);
    });

    it('takes a big batch', async () => {
      const ids = Array.from({ length: 10_000 }, (_, index) => `id-${index}`);
      await view().save(
        ids.map((id, index) => parcel(id, { note: `note ${index}`, ...paid(index) }, index + 1)),
        at(10_000),
      );
      const saved = await view().load(ids);
      expect(saved.size).toBe(10_000);
      expect(saved.get('id-9999')?.document.note).toBe('note 9999');
    });

    it('sees nothing special in any id or field', async () => {
      const ids = ['__proto__', 'constructor', '', "'; drop table x; --", '%', 'ä 🙂'];
      const document = JSON.parse('{"owner":"me","__proto__":{"status":"sent"}}') as object;
      await view().save(
        ids.map((id) => parcel(id, document, 1)),
        at(1),
      );
      const saved = await view().load(ids);
      expect([...saved.keys()].sort()).toEqual([...ids].sort());
      expect(JSON.stringify(saved.get('__proto__')?.document)).toBe(JSON.stringify(document));
      const where = { status: { is: 'sent' } };
      expect(await view().count({ where, by: 'owner' })).toEqual([]);
    });

    it('keeps two views apart', async () => {
      const other = await store().open({ ...parcels, name: 'other-parcels' });
      await view().save([parcel('a', { note: 'mine' }, 1)], at(1));
      await other.save([parcel('a', { note: 'other' }, 2)], at(2));
      expect((await view().load(['a'])).get('a')?.document.note).toBe('mine');
      expect(await view().position()).toBe(at(1));
      expect(await other.position()).toBe(at(2));
    });

    it('shows the same documents to all who opened the view', async () => {
      await view().save([parcel('a', {}, 1)], at(1));
      const again = await store().open(parcels);
      expect((await again.load(['a'])).size).toBe(1);
    });

    it('begins anew under another declaration', async () => {
      await view().save([parcel('a', {}, 1)], at(1));
      const raised = await store().open({ ...parcels, version: 2 });
      expect(await raised.position()).toBe(NOWHERE);
      expect((await raised.load(['a'])).size).toBe(0);
      const widened = await store().open({
        ...parcels,
        version: 2,
        fields: { ...parcels.fields, receiver: 'text' },
      });
      expect(await widened.position()).toBe(NOWHERE);
    });

    it('refuses a declaration whose names are more than plain words', async () => {
      const refused = [
        { ...parcels, name: 'x; drop table y' },
        { ...parcels, fields: { 'a"b': 'text' as const }, indexes: [] },
        { ...parcels, fields: { __proto__x: 'text' as const }, indexes: [] },
        { ...parcels, indexes: [['undeclared']] },
      ];
      for (const declaration of refused) await expect(store().open(declaration)).rejects.toThrow();
    });

    const { restarts } = stores;
    if ('skipped' in restarts) {
      it.skip(`keeps everything over a restart (${restarts.skipped})`, () => undefined);
      return;
    }

    it('keeps everything over a restart', async () => {
      await view().save([parcel('a', { note: 'kept', status: 'sent' }, 1)], at(4));
      await view().save([gone('b', 5)], at(5));
      const again = await restarts.reopen(store());
      const reopened = await again.open(parcels);
      expect(await reopened.position()).toBe(at(5));
      expect((await reopened.load(['a'])).get('a')?.document.note).toBe('kept');
      const where = { status: { is: 'sent' } };
      expect(await reopened.count({ where, by: 'owner' })).toEqual([{ value: 'me', count: 1 }]);
      await reopened.save([parcel('b', {}, 4)], at(5));
      expect((await reopened.load(['b'])).size).toBe(0);
      await again.close();
    });
  });
