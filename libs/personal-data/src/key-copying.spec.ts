import { copyKeys, copyMasterKeyCheck, isKeyStoreBegun, KeyDiffers } from './key-copying.js';
import { digestOfKeys } from './key-digest.js';
import { checkMasterKey, keyRing, KeysMissing } from './key-ring.js';
import { memoryKeyStore } from './memory/index.js';

const masterKey = new Uint8Array(32).fill(7);

async function someKeys() {
  const store = memoryKeyStore();
  await checkMasterKey(store, masterKey, { mayBeNew: true });
  const ring = keyRing(store, masterKey);
  await ring.ensure(Array.from({ length: 1500 }, (_, n) => `order:${n}`));
  await ring.destroy('order:7');
  return store;
}

describe('keys that are copied', () => {
  it('are the same, marks of destroyed ones too', async () => {
    const [source, target] = [await someKeys(), memoryKeyStore()];
    await copyKeys(source, target);
    await copyMasterKeyCheck(source, target);
    expect(await digestOfKeys(target)).toEqual(await digestOfKeys(source));
    const opened = await keyRing(target, masterKey).load(['order:1', 'order:7']);
    expect(opened.get('order:7')).toBe('destroyed');
    expect(opened.get('order:1')).toEqual(
      (await keyRing(source, masterKey).load(['order:1'])).get('order:1'),
    );
  });

  it('are nothing to start with before the last one is there', async () => {
    const [source, target] = [await someKeys(), memoryKeyStore()];
    await copyKeys(source, target);
    expect(await isKeyStoreBegun(target)).toBe(false);
    await expect(checkMasterKey(target, masterKey, { mayBeNew: false })).rejects.toThrow(
      KeysMissing,
    );
    await copyMasterKeyCheck(source, target);
    expect(await isKeyStoreBegun(target)).toBe(true);
    await checkMasterKey(target, masterKey, { mayBeNew: false });
  });

  it('may be copied again, and follow what was destroyed meanwhile', async () => {
    const [source, target] = [await someKeys(), memoryKeyStore()];
    await copyKeys(source, target);
    await source.destroy('order:8');
    await copyKeys(source, target);
    await copyMasterKeyCheck(source, target);
    expect(await digestOfKeys(target)).toEqual(await digestOfKeys(source));
  });

  it('do not take the place of others', async () => {
    const [source, target] = [await someKeys(), memoryKeyStore()];
    await target.create('order:1', new Uint8Array(61));
    await expect(copyKeys(source, target)).rejects.toThrow(KeyDiffers);
    const destroyed = memoryKeyStore();
    await destroyed.destroy('order:1');
    await expect(copyKeys(source, destroyed)).rejects.toThrow(KeyDiffers);
  });
});
