/**
 * A map that is never changed: `withEntry` answers a new one and leaves the old one as it was.
 * It shares what did not change, so a state that remembers thousands of ids stays cheap to
 * evolve, where copying a `Map` for each event would cost the square of their number.
 */
export interface PersistentMap<Key extends string, Value> {
  readonly size: number;
  readonly shelves: readonly (Shelf<Key, Value> | undefined)[];
}

type Shelf<Key extends string, Value> = readonly (ReadonlyMap<Key, Value> | undefined)[];

export const EMPTY_MAP: PersistentMap<never, never> = { size: 0, shelves: [] };

export function entryOf<Key extends string, Value>(
  { shelves }: PersistentMap<Key, Value>,
  key: Key,
): Value | undefined {
  const { shelf, place } = whereabouts(key);
  return shelves[shelf]?.[place]?.get(key);
}

/** The map with the value under the key, whatever was there before. */
export function withEntry<Key extends string, Value>(
  map: PersistentMap<Key, Value>,
  key: Key,
  value: Value,
): PersistentMap<Key, Value> {
  const { shelf, place } = whereabouts(key);
  const before = map.shelves[shelf]?.[place];
  const entries = new Map(before).set(key, value);
  return {
    size: map.size + entries.size - (before?.size ?? 0),
    shelves: replaced(map.shelves, shelf, replaced(map.shelves[shelf] ?? [], place, entries)),
  };
}

/** All entries, in an order that means nothing. */
export function entriesOf<Key extends string, Value>({
  shelves,
}: PersistentMap<Key, Value>): readonly (readonly [Key, Value])[] {
  return shelves.flatMap((shelf) => shelf ?? []).flatMap((entries) => [...(entries ?? [])]);
}

const FANOUT = 32;

function whereabouts(key: string): { readonly shelf: number; readonly place: number } {
  let hash = 0;
  for (let at = 0; at < key.length; at += 1) hash = (Math.imul(hash, 31) + key.charCodeAt(at)) | 0;
  // Ids differ most at their ends: mix, so that every character counts in the low bits too.
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  return { shelf: mixed % FANOUT, place: Math.floor(mixed / FANOUT) % FANOUT };
}

function replaced<Item>(
  items: readonly (Item | undefined)[],
  at: number,
  item: Item,
): readonly (Item | undefined)[] {
  const copy = items.slice();
  while (copy.length < at) copy.push(undefined);
  copy[at] = item;
  return copy;
}
