import type { Find, OpenView } from '../view-store.js';
import { opened, type ViewStores } from './opened.fixtures.js';
import { at, gone, parcel, parcels, type Parcel } from './parcels.fixtures.js';

const find: Find = {
  where: { owner: { is: 'me' } },
  sort: { by: 'sentAt', direction: 'ascending' },
  limit: 100,
};

const searched = async (view: OpenView<Parcel>, search: string, query: Partial<Find> = {}) =>
  (await view.find({ ...find, ...query, search })).map(({ id }) => id);

const people = ['Liisa Järvinen', 'LIISA Öhman-Åkerlund', 'Jarvis Cocker', 'Ольга 北京', 'O’Brien'];

export const searching = (stores: ViewStores) =>
  describe('searching', () => {
    const { store, view } = opened(stores);

    const fill = () =>
      view().save(
        people.map((receiver, index) =>
          parcel(`${index}`, {
            receiver,
            sentAt: `2026-01-0${index + 1}`,
            note: `RF18 ${index}00`,
          }),
        ),
        at(1),
      );

    it('finds by the beginning of a word', async () => {
      await fill();
      expect(await searched(view(), 'lii')).toEqual(['0', '1']);
      expect(await searched(view(), 'iisa')).toEqual([]);
      expect(await searched(view(), '300')).toEqual(['3']);
    });

    it('folds case and accents', async () => {
      await fill();
      expect(await searched(view(), 'JARV')).toEqual(['0', '2']);
      expect(await searched(view(), 'järv')).toEqual(['0', '2']);
      expect(await searched(view(), 'akerlund ÖHMAN')).toEqual(['1']);
      expect(await searched(view(), 'ОЛЬГА')).toEqual(['3']);
      expect(await searched(view(), '北')).toEqual(['3']);
    });

    it('wants every word that is asked for, in any field and order', async () => {
      await fill();
      expect(await searched(view(), 'jär liisa')).toEqual(['0']);
      expect(await searched(view(), 'rf18 liisa')).toEqual(['0', '1']);
      expect(await searched(view(), 'liisa cocker')).toEqual([]);
    });

    it('is not asked for anything by an empty text or by signs', async () => {
      await fill();
      for (const nothing of ['', '  ', '%', '*', '"', "'--"])
        expect(await searched(view(), nothing)).toHaveLength(people.length);
    });

    it('joins conditions, order and pages', async () => {
      await fill();
      await view().save([parcel('z', { owner: 'other', receiver: 'Liisa', sentAt: 'x' })], at(1));
      const descending = { by: 'sentAt', direction: 'descending' } as const;
      expect(await searched(view(), 'rf', { sort: descending, limit: 2 })).toEqual(['4', '3']);
      const after = { value: '2026-01-04', id: '3' };
      expect(await searched(view(), 'rf', { sort: descending, after })).toEqual(['2', '1', '0']);
      const where = { owner: { is: 'me' }, sentAt: { from: '2026-01-02' } };
      expect(await searched(view(), 'liisa', { where })).toEqual(['1']);
      expect(await searched(view(), 'liisa', { where: {} })).toEqual(['0', '1', 'z']);
    });

    it('forgets the words of an older or removed document', async () => {
      await fill();
      await view().save([parcel('0', { receiver: 'Kalle', sentAt: '2026-01-01' }, 2)], at(2));
      await view().save([gone('1', 3)], at(3));
      expect(await searched(view(), 'liisa')).toEqual([]);
      expect(await searched(view(), 'kal')).toEqual(['0']);
    });

    it('knows a document by the words of its new owner alone', async () => {
      await fill();
      await view().save(
        [parcel('0', { owner: 'you', receiver: people[0] ?? '', sentAt: '2026-01-01' }, 2)],
        at(2),
      );
      expect(await searched(view(), 'liisa')).toEqual(['1']);
      expect(await searched(view(), 'liisa', { where: { owner: { is: 'you' } } })).toEqual(['0']);
    });

    it('finds by the words that a view makes itself', async () => {
      const other = await store().open({
        ...parcels,
        name: 'worded-parcels',
        words: ({ note }: Parcel) => [note ?? '', (note ?? '').replace(/^0+/u, '')],
      });
      await other.save([parcel('a', { note: '0012 Äiti', sentAt: 'x' })], at(1));
      expect(await searched(other, '12')).toEqual(['a']);
      expect(await searched(other, '0012 AITI')).toEqual(['a']);
    });

    it('finds among very many words', async () => {
      const note = Array.from({ length: 500 }, (_, index) => `word${index}`).join(' ');
      await view().save([parcel('a', { note, sentAt: 'x', receiver: 'y'.repeat(5000) })], at(1));
      expect(await searched(view(), 'word7')).toEqual(['a']);
      expect(await searched(view(), 'y'.repeat(4000))).toEqual(['a']);
    });
  });
