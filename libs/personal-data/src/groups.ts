import { KeyStoreUnavailable } from './key-store.js';

/** What is added is answered once its group was handled. */
export interface Groups<Item, Answer> {
  add(item: Item): Promise<Answer>;
  /** Waits for all that was added. */
  settled(): Promise<void>;
}

/** Collects what is added in one turn and hands it on together, at most `sizeMax` at a time. */
export function groups<Item, Answer>(
  sizeMax: number,
  handle: (batch: readonly Item[]) => Promise<readonly Answer[]>,
): Groups<Item, Answer> {
  let waiting: { readonly items: Item[]; readonly answers: Promise<readonly Answer[]> } | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const begin = () => {
    const items: Item[] = [];
    const answers = last
      .catch(() => undefined)
      .then(() => new Promise((resolve) => setImmediate(resolve)))
      .then(() => {
        if (waiting?.items === items) waiting = undefined;
        return handle(items);
      });
    last = answers;
    return { items, answers };
  };
  return {
    add: async (item) => {
      if (waiting === undefined || waiting.items.length >= sizeMax) waiting = begin();
      const group = waiting;
      const at = group.items.push(item) - 1;
      const answer = (await group.answers)[at];
      if (answer === undefined) throw new KeyStoreUnavailable('the key store left one out');
      return answer;
    },
    settled: async () => void (await last.catch(() => undefined)),
  };
}
