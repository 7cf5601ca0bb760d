import fc from 'fast-check';
import { EMPTY_MAP, entriesOf, entryOf, withEntry, type PersistentMap } from './persistent-map.js';

const key = fc.oneof(fc.string({ maxLength: 3 }), fc.uuid(), fc.constant('__proto__'));
const filled = (entries: readonly (readonly [string, number])[]): PersistentMap<string, number> =>
  entries.reduce<PersistentMap<string, number>>(
    (map, [name, value]) => withEntry(map, name, value),
    EMPTY_MAP,
  );

describe('a persistent map', () => {
  it('knows nothing at first', () => {
    expect(entryOf<string, number>(EMPTY_MAP, 'a')).toBeUndefined();
    expect(entriesOf(EMPTY_MAP)).toEqual([]);
  });

  it('keeps the older map as it was', () => {
    const older = filled([['a', 1]]);
    withEntry(older, 'a', 2);
    expect(entryOf(older, 'a')).toBe(1);
  });

  it('holds what a Map would hold', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.integer())), (entries) => {
        const expected = new Map(entries);
        const map = filled(entries);
        expect(new Map(entriesOf(map))).toEqual(expected);
        expect(map.size).toBe(expected.size);
        for (const [name, value] of expected) expect(entryOf(map, name)).toBe(value);
      }),
    ));
});
