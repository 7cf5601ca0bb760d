import { checkMasterKey, DESTROYED, keyRing, KeysMissing, MasterKeyDiffers } from './key-ring.js';
import type { KeyStore } from './key-store.js';
import { memoryKeyStore } from './memory/index.js';
import { SealBroken } from './sealer.js';
import { MASTER_KEY } from './sealing.fixtures.js';

const OTHER_MASTER_KEY = new Uint8Array(32).fill(8);

describe('a key ring', () => {
  it('makes a key once, and gives it back to all', async () => {
    const store = memoryKeyStore();
    const [one, other] = [keyRing(store, MASTER_KEY), keyRing(store, MASTER_KEY)];
    const [first, second] = await Promise.all([one.ensure(['order:1']), other.ensure(['order:1'])]);
    expect(first.get('order:1')).toEqual(second.get('order:1'));
  });

  it('gives every subject a key of its own', async () => {
    const keys = await keyRing(memoryKeyStore(), MASTER_KEY).ensure(['order:1', 'order:2']);
    expect(keys.get('order:1')).not.toEqual(keys.get('order:2'));
  });

  it('asks the store once for a whole page, and not again for what it remembers', async () => {
    const { store, loads } = counted(memoryKeyStore());
    await keyRing(store, MASTER_KEY).ensure(['order:1', 'order:2', 'order:3']);
    const ring = keyRing(store, MASTER_KEY);
    loads.length = 0;
    await ring.load(['order:1', 'order:2', 'order:1']);
    await ring.load(['order:1', 'order:2', 'order:3']);
    expect(loads).toEqual([['order:1', 'order:2'], ['order:3']]);
  });

  it('remembers a bounded number of keys, and forgets the longest unused', async () => {
    const { store, loads } = counted(memoryKeyStore());
    const ring = keyRing(store, MASTER_KEY, { openedMax: 2 });
    await ring.ensure(['order:1', 'order:2']);
    await ring.load(['order:1']);
    await ring.ensure(['order:3']);
    loads.length = 0;
    await ring.load(['order:1', 'order:3']);
    await ring.load(['order:2']);
    expect(loads).toEqual([['order:2']]);
  });

  it('sees at once what was destroyed here', async () => {
    const ring = keyRing(memoryKeyStore(), MASTER_KEY);
    await ring.ensure(['order:1']);
    await ring.destroy('order:1');
    expect((await ring.load(['order:1'])).get('order:1')).toBe(DESTROYED);
  });

  it('sees within a limit what another process destroyed', async () => {
    const store = memoryKeyStore();
    let nowMs = 0;
    const ring = keyRing(store, MASTER_KEY, { staleMsMax: 1000, elapsedMs: () => nowMs });
    await ring.ensure(['order:1']);
    await keyRing(store, MASTER_KEY).destroy('order:1');
    nowMs = 1001;
    expect((await ring.load(['order:1'])).get('order:1')).toBe(DESTROYED);
  });

  it('does not bring a key back that was destroyed while it was being read', async () => {
    const inner = memoryKeyStore();
    await keyRing(inner, MASTER_KEY).ensure(['order:1']);
    let goOn: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    const slow: KeyStore = {
      ...inner,
      load: async (subjects) => {
        const loaded = await inner.load(subjects);
        await gate;
        return loaded;
      },
    };
    const ring = keyRing(slow, MASTER_KEY);
    const reading = ring.load(['order:1']);
    await ring.destroy('order:1');
    goOn();
    expect((await reading).get('order:1')).toBe(DESTROYED);
  });

  it('never gives a key to the wrong subject', async () => {
    const store = memoryKeyStore();
    await keyRing(store, MASTER_KEY).ensure(['order:1']);
    const kept = (await store.load(['order:1'])).get('order:1');
    if (kept?.status === 'kept') await store.create('order:2', kept.wrapped);
    await expect(keyRing(store, MASTER_KEY).load(['order:2'])).rejects.toThrow(SealBroken);
  });
});

describe('the master key', () => {
  it('is the one that the key store was made with, or nothing starts', async () => {
    const store = memoryKeyStore();
    await checkMasterKey(store, MASTER_KEY, { mayBeNew: true });
    await checkMasterKey(store, MASTER_KEY, { mayBeNew: false });
    await expect(checkMasterKey(store, OTHER_MASTER_KEY, { mayBeNew: true })).rejects.toThrow(
      MasterKeyDiffers,
    );
  });

  it('is not taken to a new key store beside an old log, however often one tries', async () => {
    const store = memoryKeyStore();
    for (const _try of [1, 2])
      await expect(checkMasterKey(store, MASTER_KEY, { mayBeNew: false })).rejects.toThrow(
        KeysMissing,
      );
  });
});

function counted(inner: KeyStore): { readonly store: KeyStore; readonly loads: string[][] } {
  const loads: string[][] = [];
  const store: KeyStore = {
    ...inner,
    load: (subjects) => {
      loads.push([...subjects]);
      return inner.load(subjects);
    },
  };
  return { store, loads };
}
