import { v4 } from 'uuid';
import { fact, facts } from './contract/facts.js';
import { EMPTY, START, type EventStore, type NewEvent } from './event-store.js';
import { digestOf, pagesOf } from './log-digest.js';
import { memoryEventStore } from './memory/index.js';

type Written = readonly [stream: string, expected: number, event: NewEvent];

async function logOf(written: readonly Written[]): Promise<EventStore> {
  const store = memoryEventStore();
  for (const [stream, expected, event] of written) await store.append(stream, expected, [event]);
  return store;
}

const digest = async (store: EventStore) => digestOf(store, await store.head());

describe('the digest of a log', () => {
  const first = ['order-1', EMPTY, fact({ n: 1 })] as const;
  const second = ['order-2', EMPTY, fact({ n: 2 })] as const;

  it('is the same for the same history', async () => {
    expect(await digest(await logOf([first, second]))).toEqual(
      await digest(await logOf([first, second])),
    );
  });

  it.each([
    ['the order', [second, first]],
    ['an id', [first, ['order-2', EMPTY, { ...second[2], id: v4() }]]],
    ['the data', [first, ['order-2', EMPTY, { ...second[2], data: { n: 3 } }]]],
    ['the stream', [first, ['order-3', EMPTY, second[2]]]],
    ['the end', [first]],
  ] as const)('differs with %s', async (_what, others) => {
    const { hash } = await digest(await logOf([first, second]));
    expect((await digest(await logOf(others))).hash).not.toBe(hash);
  });

  it('counts up to a position, over pages', async () => {
    const store = memoryEventStore();
    for (let n = 0; n < 50; n += 1) await store.append(`order-${n}`, EMPTY, facts(100));
    const { position } = await store.append('order-last', EMPTY, facts(1));
    await store.append('order-later', EMPTY, facts(10));
    expect((await digestOf(store, position)).events).toBe(5001);
  });

  it('of an empty log counts nothing', async () => {
    expect((await digest(memoryEventStore())).events).toBe(0);
  });
});

it('pages go on after a position', async () => {
  const store = memoryEventStore();
  const [first, ...rest] = facts(5);
  const { position } = await store.append('order-1', EMPTY, [first as NewEvent]);
  await store.append('order-1', 0, rest);
  const read: string[] = [];
  for await (const page of pagesOf(store, { after: position, to: await store.head() }))
    read.push(...page.map(({ id }) => id));
  expect(read).toEqual(rest.map(({ id }) => id));
  for await (const page of pagesOf(store, { to: START })) expect(page).toEqual([]);
});
