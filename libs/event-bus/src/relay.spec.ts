import { EMPTY, EventStoreUnavailable, START, type EventStore } from '@libs/event-store';
import { memoryEventStore } from '@libs/event-store/memory';
import type { Position } from '@libs/kernel';
import { eventually } from '@libs/testing';
import { fact } from './contract/playground.fixtures.js';
import type { OutgoingMessage } from './event-bus.js';
import { startRelay, type Relay, type RelayOptions, type RelayPositions } from './relay.js';

const NAME = 'refunds.payouts';

describe('a relay', () => {
  let store: EventStore;
  let saved: Map<string, Position>;
  let published: OutgoingMessage[];
  let relays: Relay[];
  const positions: RelayPositions = {
    load: async (name) => saved.get(name),
    save: async (name, position) => void saved.set(name, position),
  };

  beforeEach(() => {
    [store, saved, published, relays] = [memoryEventStore(), new Map(), [], []];
  });
  afterEach(async () => {
    await Promise.all(relays.map((relay) => relay.stop()));
    await store.close();
  });

  function start(over: Partial<RelayOptions> = {}): Relay {
    const relay = startRelay({
      name: NAME,
      store,
      categories: ['order'],
      message: ({ id, type, data, stream: key }) =>
        type === 'Fact' ? { id, key, type: 'Told', data, time: '2026-01-05T09:30:00Z' } : undefined,
      publish: async (messages) => void published.push(...messages),
      positions,
      waits: { firstWaitMs: 1, waitMaxMs: 4 },
      ...over,
    });
    relays.push(relay);
    return relay;
  }

  /** Records facts with these numbers, and answers where the last one stands. */
  async function record(stream: string, ...all: readonly number[]): Promise<Position> {
    const expected = (await store.read(stream)).at(-1)?.revision ?? EMPTY;
    const facts = all.map((n) => fact(stream, n));
    return (await store.append(stream, expected, facts)).position;
  }

  const told = () => published.map(({ data }) => (data as { readonly n: number }).n);

  it('tells what happened before it started, in order, and leaves out what is not told', async () => {
    await record('order-1', 1);
    await store.append('order-1', 0, [fact('order-1', 2, 'Rumour')]);
    await record('account-1', 3);
    await record('order-2', 4);
    const relay = start();
    await relay.reached(await store.head());
    expect(told()).toEqual([1, 4]);
    expect(saved.get(NAME)).toBe(await store.head());
  });

  it('tells what comes, and after a restart nothing twice', async () => {
    const before = start();
    await before.reached(await record('order-1', 1));
    await before.stop();
    const after = start();
    const position = await record('order-1', 2);
    await after.reached(position);
    expect(told()).toEqual([1, 2]);
    expect(after.position()).toBe(position);
  });

  it('repeats, and never loses, when it dies between publishing and saving', async () => {
    await record('order-1', 1, 2);
    let die = () => {};
    const death = new Promise<void>((_resolve, reject) => {
      die = () => reject(new Error('dead'));
    });
    const dying = start({ positions: { ...positions, save: () => death } });
    await eventually(() => told().length === 2);
    expect(dying.position()).toBe(START);
    await start().reached(await store.head());
    expect(told()).toEqual([1, 2, 1, 2]);
    die();
  });

  it('waits until the bus and the positions are there again, and passes nothing over', async () => {
    const faults: unknown[] = [];
    let publishCount = 0;
    const relay = start({
      publish: async (messages) => {
        if ((publishCount += 1) < 4) throw new Error('away');
        published.push(...messages);
      },
      positions: {
        ...positions,
        load: async (name) => {
          if (faults.length === 0) throw new EventStoreUnavailable('nothing-written');
          return positions.load(name);
        },
      },
      onFault: (error) => faults.push(error),
    });
    await relay.reached(await record('order-1', 1, 2));
    expect(told()).toEqual([1, 2]);
    expect(faults).toHaveLength(4);
  });

  it('begins at the beginning under a new name', async () => {
    await start().reached(await record('order-1', 1));
    const other = start({ name: 'refunds.other' });
    expect(other.position()).toBe(START);
    await other.reached(await store.head());
    expect(told()).toEqual([1, 1]);
    expect(saved.get('refunds.other')).toBe(await store.head());
  });
});
