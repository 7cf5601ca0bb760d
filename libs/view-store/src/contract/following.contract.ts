import { PATIENCE_MS } from '@libs/testing';
import { NOWHERE, ViewBehind } from '../view-store.js';
import { opened, type ViewStores } from './opened.fixtures.js';
import { at, parcel, parcels } from './parcels.fixtures.js';

const soon = { timeoutMs: PATIENCE_MS };

export const following = (stores: ViewStores) =>
  describe('catching up', () => {
    const { store, view } = opened(stores);

    it('is done at once where the view has come to', async () => {
      await view().caughtUp(NOWHERE, { timeoutMs: 0 });
      await view().save([], at(5));
      await view().caughtUp(at(5), { timeoutMs: 0 });
      await view().caughtUp(at(4), { timeoutMs: 0 });
    });

    it('is done as soon as the view comes there', async () => {
      const arrived: string[] = [];
      const waits = [at(1), at(2), at(2)].map(async (position) => {
        await view().caughtUp(position, soon);
        arrived.push(position);
      });
      await view().save([parcel('a', {}, 1)], at(1));
      await waits[0];
      expect(arrived).toEqual([at(1)]);
      await view().save([], at(3));
      await Promise.all(waits);
      expect(arrived).toHaveLength(3);
    });

    it('hears of what another opening of the view saved', async () => {
      const again = await store().open(parcels);
      const wait = again.caughtUp(at(1), soon);
      await view().save([], at(1));
      await wait;
    });

    it('fails with where it stands when that takes too long', async () => {
      await view().save([], at(2));
      const late = view().caughtUp(at(3), { timeoutMs: 20 });
      await expect(late).rejects.toThrow(ViewBehind);
      await expect(view().caughtUp(at(3), { timeoutMs: 0 })).rejects.toMatchObject({
        view: 'parcels',
        wanted: at(3),
        reached: at(2),
      });
    });
  });
