import { digestOfKeys } from './key-digest.js';
import { memoryKeyStore } from './memory/index.js';

const bytes = (n: number): Uint8Array => Uint8Array.from({ length: 61 }, () => n);

async function storeOf(subjects: readonly (readonly [string, number | 'destroyed'])[]) {
  const store = memoryKeyStore();
  for (const [subject, key] of subjects)
    if (key === 'destroyed') await store.destroy(subject);
    else await store.create(subject, bytes(key));
  return store;
}

describe('the digest of a key store', () => {
  const known = [
    ['order:1', 1],
    ['order:2', 'destroyed'],
  ] as const;

  it('is the same for the same keys, in whichever order they were made', async () => {
    const digest = await digestOfKeys(await storeOf(known));
    expect(digest.keys).toBe(2);
    expect(await digestOfKeys(await storeOf([...known].reverse()))).toEqual(digest);
  });

  it.each([
    ['a key differs', [known[0], ['order:2', 2]]],
    ['a key is another subject’s', [['order:3', 1], known[1]]],
    ['a key is missing', [known[0]]],
    ['a mark is missing', [['order:1', 1]]],
  ] as const)('differs where %s', async (_how, others) => {
    const digest = await digestOfKeys(await storeOf(known));
    expect((await digestOfKeys(await storeOf(others))).hash).not.toBe(digest.hash);
  });

  it('reads more than a page', async () => {
    const many = Array.from({ length: 2500 }, (_, n) => [`order:${n}`, n % 256] as const);
    expect(await digestOfKeys(await storeOf(many))).toMatchObject({ keys: 2500 });
  });
});
