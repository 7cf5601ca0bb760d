import { createHash } from 'node:crypto';
import type { KeyStore, WrappedKey } from './key-store.js';

/** What a key store holds, whichever engine keeps it; it tells nothing of any key. */
export interface KeyDigest {
  /** Subjects, those whose key was destroyed among them. */
  readonly keys: number;
  /** SHA-256 over subjects with their wrapped keys or marks. */
  readonly hash: string;
}

const PAGE_KEYS = 1000;

/** All subjects with their keys and marks, in pages. */
export async function* keysOf(
  store: Pick<KeyStore, 'list'>,
): AsyncGenerator<readonly (readonly [subject: string, key: WrappedKey])[]> {
  let after: string | undefined;
  for (;;) {
    const page = await store.list({ ...(after !== undefined && { after }), limit: PAGE_KEYS });
    after = page.at(-1)?.[0];
    if (after === undefined) return;
    yield page;
  }
}

/** The order of subjects is left out, for each engine has its own. */
export async function digestOfKeys(store: Pick<KeyStore, 'list'>): Promise<KeyDigest> {
  const hashes: string[] = [];
  for await (const page of keysOf(store)) for (const entry of page) hashes.push(hashOf(entry));
  const hash = createHash('sha256').update(hashes.sort().join('')).digest('hex');
  return { keys: hashes.length, hash };
}

function hashOf([subject, key]: readonly [string, WrappedKey]): string {
  const wrapped = key.status === 'kept' ? Buffer.from(key.wrapped).toString('hex') : null;
  return createHash('sha256')
    .update(JSON.stringify([subject, wrapped]))
    .digest('hex');
}
