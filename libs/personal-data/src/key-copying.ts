import { keysOf } from './key-digest.js';
import { MASTER_KEY_CHECK } from './key-ring.js';
import type { KeyStore, WrappedKey } from './key-store.js';

/** The key store that is copied to holds another key of a subject: it is of another installation. */
export class KeyDiffers extends Error {
  override readonly name = 'KeyDiffers';
  constructor() {
    super('the key store holds other keys already: name one that is empty');
  }
}

/**
 * Copies all keys and marks but one: that by which a start knows the master key. While it is not
 * there nothing starts beside a log that is not empty (`KeysMissing`). Copied again, it changes
 * nothing.
 */
export async function copyKeys(
  source: KeyStore,
  target: KeyStore,
  onProgress: (keys: number) => void = () => undefined,
): Promise<void> {
  let copied = 0;
  for await (const page of keysOf(source)) {
    const keys = page.filter(([subject]) => subject !== MASTER_KEY_CHECK);
    await Promise.all(keys.map(([subject, key]) => copyKey(target, subject, key)));
    copied += keys.length;
    onProgress(copied);
  }
}

/** Copies the one that was left out: from now on the target is a key store to start with. */
export async function copyMasterKeyCheck(source: KeyStore, target: KeyStore): Promise<void> {
  const check = (await source.load([MASTER_KEY_CHECK])).get(MASTER_KEY_CHECK);
  if (check !== undefined) await copyKey(target, MASTER_KEY_CHECK, check);
}

/** Whether the key store was begun, or copied to its end: something may start with it. */
export const isKeyStoreBegun = async (store: KeyStore): Promise<boolean> =>
  (await store.load([MASTER_KEY_CHECK])).has(MASTER_KEY_CHECK);

async function copyKey(target: KeyStore, subject: string, key: WrappedKey): Promise<void> {
  if (key.status === 'destroyed') return target.destroy(subject);
  const kept = await target.create(subject, key.wrapped);
  if (kept.status === 'destroyed' || !isSame(kept.wrapped, key.wrapped)) throw new KeyDiffers();
}

const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  Buffer.compare(Buffer.from(one), Buffer.from(other)) === 0;
