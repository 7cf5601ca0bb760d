import { randomUUID } from 'node:crypto';
import { onEngine, ownEngine } from '@libs/testing';
import mongoose from 'mongoose';
import { keyStoreContract } from '../key-store.contract.js';
import { KeyStoreUnavailable } from '../key-store.js';
import { mongoKeyStore } from './index.js';

const wrapped = Buffer.from('a wrapped key');

await onEngine('mongodb', ({ url }) => {
  const run = randomUUID().slice(0, 8);
  let places = 0;
  const newPlace = () => ({ url, database: `keys-${run}-${(places += 1)}` });

  keyStoreContract('mongo', () => {
    const place = newPlace();
    return () => mongoKeyStore(place);
  });

  describe('the mongo key store', () => {
    it('gives two processes one key, and takes it from both', async () => {
      const place = newPlace();
      const [one, other] = [mongoKeyStore(place), mongoKeyStore(place)];
      const answers = await Promise.all([
        one.create('order:1', Buffer.from('one')),
        other.create('order:1', Buffer.from('other')),
      ]);
      expect(answers[0]).toEqual(answers[1]);
      await Promise.all([one.destroy('order:1'), other.destroy('order:1')]);
      expect(await other.create('order:1', wrapped)).toEqual({ status: 'destroyed' });
      await Promise.all([one.close(), other.close()]);
    });

    it('leaves no byte of a destroyed key in its document', async () => {
      const place = newPlace();
      const store = mongoKeyStore(place);
      await store.create('order:1', wrapped);
      await store.destroy('order:1');
      const raw = await mongoose
        .createConnection(place.url, { dbName: place.database })
        .asPromise();
      expect(await raw.collection('keys').findOne()).toEqual({ _id: 'order:1', isDestroyed: true });
      await Promise.all([raw.close(), store.close()]);
    });
  });
});

describe('the mongo key store, where the engine fails', () => {
  it('answers a fault in time, and when it is closed', async () => {
    const store = mongoKeyStore({ url: 'mongodb://127.0.0.1:1', database: 'k', deadlineMs: 400 });
    await expect(store.load(['order:1'])).rejects.toThrow(KeyStoreUnavailable);
    await expect(store.create('order:1', wrapped)).rejects.toThrow(KeyStoreUnavailable);
    await store.close();
    await expect(store.load(['order:1'])).rejects.toThrow(/closed/u);
  });
});

const engine = await ownEngine('mongodb');

if ('skipped' in engine)
  it.skip(`has no mongodb of its own to do harm to: ${engine.skipped}`, () => undefined);
else
  describe(`on ${engine.product}, which is done harm to`, () => {
    afterAll(() => engine.stop());

    it('keeps what it answered over a crash of the engine, and goes on', async () => {
      const store = mongoKeyStore({ url: engine.url, database: 'keys', deadlineMs: 2000 });
      await store.create('order:1', wrapped);
      await engine.process.kill();
      await expect(store.create('order:2', wrapped)).rejects.toThrow(KeyStoreUnavailable);
      await engine.process.start();
      expect((await store.load(['order:1'])).get('order:1')).toMatchObject({ status: 'kept' });
      expect(await store.create('order:2', wrapped)).toMatchObject({ status: 'kept' });
      await store.close();
    });

    it('answers a fault in time when the engine stands still, and makes no second key of it', async () => {
      const store = mongoKeyStore({ url: engine.url, database: 'keys', deadlineMs: 2000 });
      await store.create('order:3', wrapped);
      await engine.process.freeze();
      await expect(store.load(['order:3'])).rejects.toThrow(KeyStoreUnavailable);
      await expect(store.create('order:4', wrapped)).rejects.toThrow(KeyStoreUnavailable);
      engine.process.thaw();
      const made = await store.create('order:4', Buffer.from('another try'));
      expect(await store.create('order:4', wrapped)).toEqual(made);
      expect((await store.load(['order:3'])).get('order:3')).toMatchObject({ status: 'kept' });
      await store.close();
    });

    it('says that the credentials are refused, and does not say them', async () => {
      const url = engine.url.replace('//', '//keeper:secret-word@');
      const store = mongoKeyStore({ url, database: 'keys', deadlineMs: 2000 });
      const error = await store.load(['order:1']).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(KeyStoreUnavailable);
      expect(String(error)).toContain('refuses the credentials');
      expect(JSON.stringify(error) + String((error as Error).stack)).not.toContain('secret-word');
      await store.close();
    });
  });
