import { EventStoreUnavailable, EMPTY, START } from '@libs/event-store';
import { memoryEventStore } from '@libs/event-store/memory';
import type { Position } from '@libs/kernel';
import { fact, idOf, until } from './contract/playground.fixtures.js';
import type { OutgoingMessage } from './event-bus.js';
import { startRelay, type Relay, type RelayOptions, type RelayPositions } from './relay.js';

const NAME = 'refunds.payouts';

describe('a relay', () => {
  const store = memoryEventStore();
  const saved = new Map<string, Position>();
  const published: OutgoingMessage[] = [];
  const relays: Relay[] = [];
  const positions: RelayPositions = {
    load: async (name) => saved.get(name),
    save: async (name, position) => void saved.set(name, position),
  };

  afterEach(() => Promise.all(relays.splice(0).map((relay) => relay.stop())));
  afterAll(() => store.close());

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

  const ids = () => published.map(({ id }) => id);

  it('tells what happened before it started, in order, and leaves out what is not told', async () => {
    await store.append('order-1', EMPTY, [fact('order-1', 1), fact('order-1', 2, 'Rumour')]);
    await store.append('account-1', EMPTY, [fact('account-1', 3)]);
    await store.append('order-2', EMPTY, [fact('order-2', 4)]);
    const relay = start();
    await relay.reached(await store.head());
    expect(ids()).toEqual([idOf('order-1', 1), idOf('order-2', 4)]);
    expect(saved.get(NAME)).toBe(await store.head());
  });

  it('tells what comes, and after a restart nothing twice', async () => {
    const relay = start();
    const { position } = await store.append('order-2', 0, [fact('order-2', 5)]);
    await relay.reached(position);
    expect(ids().slice(2)).toEqual([idOf('order-2', 5)]);
    expect(relay.position()).toBe(position);
  });

  it('repeats, and never loses, when it dies between publishing and saving', async () => {
    const dying = start({ positions: { ...positions, save: () => new Promise(() => undefined) } });
    const { position } = await store.append('order-2', 1, [fact('order-2', 6)]);
    await until(() => ids().includes(idOf('order-2', 6)));
    expect(dying.position()).not.toBe(position);
    relays.length = 0;
    await start().reached(position);
    expect(ids().filter((id) => id === idOf('order-2', 6))).toHaveLength(2);
  });

  it('waits until the bus and the positions are there again, and passes nothing over', async () => {
    const faults: unknown[] = [];
    let tries = 0;
    const failing = async () => {
      if ((tries += 1) < 4) throw new Error('away');
    };
    const relay = start({
      publish: async (messages) => {
        await failing();
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
    const { position } = await store.append('order-2', 2, [fact('order-2', 7)]);
    await relay.reached(position);
    expect(ids().at(-1)).toBe(idOf('order-2', 7));
    expect(faults).toHaveLength(4);
  });

  it('begins at the beginning under a new name', async () => {
    const relay = start({ name: 'refunds.other', message: () => undefined });
    expect(relay.position()).toBe(START);
    await relay.reached(await store.head());
    expect(saved.get('refunds.other')).toBe(await store.head());
  });
});
