import { faultFrom } from '@libs/mongo';
import { ownEngine } from '@libs/testing';
import mongoose from 'mongoose';
import { at, parcel, parcels } from '../contract/parcels.fixtures.js';
import { declarationOf } from '../declaration.js';
import { ViewStoreUnavailable } from '../view-store.js';
import { mongoViewStore } from './index.js';
import { rowsOf, schemaOf } from './layout.js';
import { writeAll, writesOf } from './saving.js';

const DEADLINE_MS = 2000;

describe('the mongo view store, where the engine fails', () => {
  const unavailable = async (work: Promise<unknown>, words: RegExp) => {
    const error = await work.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(ViewStoreUnavailable);
    expect(String(error)).toMatch(words);
  };

  it('says that nobody answers, in time', async () => {
    const store = mongoViewStore({
      url: 'mongodb://127.0.0.1:1',
      database: 'views',
      deadlineMs: 400,
    });
    await unavailable(store.open(parcels), /does not answer|did not answer/u);
    await store.close();
    await unavailable(store.open(parcels), /closed/u);
  });
});

const engine = await ownEngine('mongodb');

if ('skipped' in engine)
  it.skip(`has no mongodb of its own to do harm to: ${engine.skipped}`, () => undefined);
else
  describe(`on ${engine.product}, which is done harm to`, () => {
    afterAll(() => engine.stop());
    const place = { url: engine.url, database: 'views', deadlineMs: DEADLINE_MS };
    // Making collections by itself, the driver meets the write that makes one as well.
    const byHand = { autoCreate: false, autoIndex: false, serverSelectionTimeoutMS: 500 };
    const rawOn = (dbName: string) =>
      mongoose.createConnection(engine.url, { ...byHand, dbName }).asPromise();

    it('goes on when the engine comes back', async () => {
      const store = mongoViewStore(place);
      const view = await store.open(parcels);
      await view.save([parcel('a', { note: 'kept' }, 1)], at(1));
      await engine.process.kill();
      await expect(view.position()).rejects.toThrow(ViewStoreUnavailable);
      await expect(view.save([parcel('a', {}, 2)], at(2))).rejects.toThrow(ViewStoreUnavailable);
      await engine.process.start();
      expect(await view.position()).toBe(at(1));
      expect((await view.load(['a'])).get('a')?.document.note).toBe('kept');
      await view.save([parcel('a', { note: 'newer' }, 2)], at(2));
      await store.close();
    });

    it('never takes a write that did not reach it for one that was applied already', async () => {
      const raw = await rawOn('late');
      const rows = rowsOf(raw, 'parcels.1', schemaOf(declarationOf(parcels)));
      const writes = writesOf(declarationOf(parcels), [parcel('a', {}, 1)]);
      await writeAll(rows, writes);
      await engine.process.kill();
      await expect(writeAll(rows, writes)).rejects.toThrow();
      await engine.process.start();
      await raw.close();
    });

    it('is at fault itself when it goes in the midst of a write', async () => {
      const raw = await rawOn('midst');
      const rows = rowsOf(raw, 'parcels.1', schemaOf(declarationOf(parcels)));
      const writes = writesOf(declarationOf(parcels), [parcel('a', {}, 1)]);
      await writeAll(rows, writes);
      await engine.process.freeze();
      const lost = writeAll(rows, writes).catch((error: unknown) => error);
      await engine.process.kill();
      expect(faultFrom(await lost, ViewStoreUnavailable)).toBeInstanceOf(ViewStoreUnavailable);
      await engine.process.start();
      await raw.close();
    });

    it('is answered in time, or not, when the engine stands still', async () => {
      const store = mongoViewStore(place);
      const view = await store.open(parcels);
      await engine.process.freeze();
      await expect(view.position()).rejects.toThrow(ViewStoreUnavailable);
      const save = () => view.save([parcel('b', { note: 'once' }, 3)], at(3));
      await expect(save()).rejects.toThrow(ViewStoreUnavailable);
      engine.process.thaw();
      // It may have been applied meanwhile, or be so later: the same again changes nothing.
      await save();
      expect(await view.position()).toBe(at(3));
      expect((await view.load(['b'])).get('b')?.document.note).toBe('once');
      await store.close();
    });

    it('says that the credentials are refused, and does not say them', async () => {
      const url = engine.url.replace('//', '//reader:secret-word@');
      const store = mongoViewStore({ ...place, url });
      const error = await store.open(parcels).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(ViewStoreUnavailable);
      expect(String(error)).toContain('refuses the credentials');
      expect(JSON.stringify(error) + String((error as Error).stack)).not.toContain('secret-word');
      await store.close();
    });
  });
