import { assert } from '@libs/kernel';

/** Chance that is the same for the same seed: demo data tells the same story on every machine. */
export interface SeededRandom {
  /** From `min` to `max`, both included. */
  integer(min: number, max: number): number;
  pick<Item>(items: readonly Item[]): Item;
  /** True in `percent` of all cases. */
  chance(percent: number): boolean;
}

export function seededRandom(seed: string): SeededRandom {
  let state = fingerprintOf(seed);
  // Mulberry32: 32 bits of state are plenty for a few hundred orders.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    integer,
    pick: (items) => {
      const item = items[integer(0, items.length - 1)];
      assert(item !== undefined, 'there is something to pick from');
      return item;
    },
    chance: (percent) => integer(1, 100) <= percent,
  };
}

/** FNV-1a, 32 bits. */
function fingerprintOf(seed: string): number {
  let hash = 0x811c9dc5;
  for (const character of seed)
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash | 0;
}
