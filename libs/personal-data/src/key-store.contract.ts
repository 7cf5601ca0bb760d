import type { KeyStore, WrappedKey } from './key-store.js';

export interface KeyStoreContractOptions {
  /** Why what was kept is not there after a restart, where that is so. */
  readonly forgetsBecause?: string;
}

/**
 * What every key store promises. Each adapter's spec is one call of this. `newPlace` names a
 * fresh place; opening the same place again sees what was kept there before.
 */
export const keyStoreContract = (
  name: string,
  newPlace: () => () => KeyStore,
  { forgetsBecause }: KeyStoreContractOptions = {},
) =>
  describe(`${name} keeps the key store contract`, () => {
    let open: () => KeyStore;
    let store: KeyStore;
    beforeEach(() => {
      open = newPlace();
      store = open();
    });
    afterEach(() => store.close());

    it('knows nothing of a subject that never had a key', async () =>
      expect(await store.load(['order:none'])).toEqual(new Map()));

    it('gives back the bytes that were kept', async () => {
      await store.create('order:1', bytes(1));
      expect(await store.load(['order:1'])).toEqual(new Map([['order:1', kept(1)]]));
    });

    it('answers the key that is there when another one is brought', async () => {
      expect(await store.create('order:1', bytes(1))).toEqual(kept(1));
      expect(await store.create('order:1', bytes(2))).toEqual(kept(1));
    });

    it('gives writers who race for a subject one and the same key', async () => {
      const answers = await Promise.all([1, 2, 3, 4].map((n) => store.create('order:1', bytes(n))));
      expect(new Set(answers.map(hex)).size).toBe(1);
    });

    it('loads many keys at once, each under its own subject', async () => {
      const subjects = Array.from({ length: 3000 }, (_, n) => `order:${n}`);
      await Promise.all(subjects.map((subject, n) => store.create(subject, bytes(n))));
      const loaded = await store.load([...subjects, 'order:none']);
      expect(loaded.size).toBe(subjects.length);
      expect(loaded.get('order:2999')).toEqual(kept(2999));
    });

    it('keeps names apart that differ in letters, case or accents only', async () => {
      await store.create('user:Äiti', bytes(1));
      await store.create('user:äiti', bytes(2));
      expect(await store.load(['user:äiti', 'user:Aiti'])).toEqual(
        new Map([['user:äiti', kept(2)]]),
      );
    });

    it('lists each subject once, in pages, keys and marks', async () => {
      const subjects = Array.from({ length: 25 }, (_, n) => `order:Ä𝄞${n}`);
      await Promise.all(subjects.map((subject, n) => store.create(subject, bytes(n))));
      await store.destroy('order:Ä𝄞7');
      const listed: [string, WrappedKey][] = [];
      for (let after: string | undefined; ; after = listed.at(-1)?.[0]) {
        const page = await store.list({ ...(after !== undefined && { after }), limit: 10 });
        if (page.length === 0) break;
        listed.push(...page.map(([subject, key]): [string, WrappedKey] => [subject, key]));
      }
      expect(listed.length).toBe(subjects.length);
      expect(new Map(listed)).toEqual(await store.load(subjects));
    });

    it('never makes a destroyed key again', async () => {
      await store.create('order:1', bytes(1));
      await store.destroy('order:1');
      expect(await store.create('order:1', bytes(2))).toEqual({ status: 'destroyed' });
      expect((await store.load(['order:1'])).get('order:1')).toEqual({ status: 'destroyed' });
    });

    it('marks a subject that never had a key as destroyed too', async () => {
      await store.destroy('order:1');
      expect(await store.create('order:1', bytes(1))).toEqual({ status: 'destroyed' });
    });

    it('destroys a key twice as once, and no other one', async () => {
      await store.create('order:2', bytes(2));
      await store.destroy('order:1');
      await store.destroy('order:1');
      expect((await store.load(['order:2'])).get('order:2')).toEqual(kept(2));
    });

    const unlessItForgets = forgetsBecause === undefined ? it : it.skip;
    unlessItForgets(`keeps keys and marks over a restart${because(forgetsBecause)}`, async () => {
      await store.create('order:1', bytes(1));
      await store.destroy('order:2');
      await store.close();
      store = open();
      expect(await store.load(['order:1', 'order:2'])).toEqual(
        new Map<string, WrappedKey>([
          ['order:1', kept(1)],
          ['order:2', { status: 'destroyed' }],
        ]),
      );
    });
  });

const because = (reason?: string): string => (reason === undefined ? '' : ` (not: ${reason})`);

const bytes = (n: number): Uint8Array => Uint8Array.from({ length: 61 }, (_, at) => (n + at) % 256);

const kept = (n: number): WrappedKey => ({ status: 'kept', wrapped: bytes(n) });

const hex = (key: WrappedKey): string =>
  key.status === 'kept' ? Buffer.from(key.wrapped).toString('hex') : key.status;
