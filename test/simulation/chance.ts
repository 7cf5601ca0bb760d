/** Chance from a seed: a failing run is run again with the number it printed. */
export interface Chance {
  /** From 0 to `below - 1`. */
  below(below: number): number;
  /** True in `percent` of all cases. */
  is(percent: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
}

/**
 * The chance that belongs to something: its parts name it. Each fault and each act has one of its
 * own, so that what one of them draws does not depend on who was first.
 */
export function chanceOf(...parts: readonly (string | number)[]): Chance {
  let state = hashOf(JSON.stringify(parts));
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    is: (percent) => below(100) < percent,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('there is something to pick from');
      return item;
    },
  };
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}
