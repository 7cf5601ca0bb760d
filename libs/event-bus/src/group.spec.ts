import { ERASED } from '@libs/contracts';
import { eventually, PATIENCE_MS } from '@libs/testing';
import {
  APPEND_BYTES_MAX,
  EMPTY,
  EventStoreUnavailable,
  type EventStore,
  type Follow,
} from '@libs/event-store';
import { memoryEventStore } from '@libs/event-store/memory';
import { z } from '@libs/kernel';
import {
  fact,
  failsOn,
  GROUP,
  idOf,
  NEWS,
  numbers,
  outgoing,
  OUTSIDE,
} from './contract/playground.fixtures.js';
import type { EventBus, Message, Subscription } from './event-bus.js';
import { openBus, type InProcessUnderTest } from './in-process/open-bus.fixtures.js';
import type { ParkedNotice } from './parking.js';

const IN_TIME = { timeoutMs: PATIENCE_MS };

describe('a group', () => {
  const opened: InProcessUnderTest[] = [];
  afterEach(async () => {
    for (const each of opened.splice(0)) await each.close();
  });

  async function open(over: Parameters<typeof openBus>[0] = {}): Promise<InProcessUnderTest> {
    const under = await openBus(over);
    opened.push(under);
    return under;
  }

  async function listen(
    bus: EventBus,
    handler: (message: Message) => Promise<void> = async () => undefined,
    over: Partial<Subscription> = {},
  ): Promise<readonly Message[]> {
    const got: Message[] = [];
    await bus.subscribe({
      group: GROUP,
      topic: NEWS,
      from: 'beginning',
      ...over,
      handler: async (message) => {
        await handler(message);
        got.push(message);
      },
    });
    return got;
  }

  it('asks the event store for nothing but what it cares for', async () => {
    const asked: Follow[] = [];
    const store = memoryEventStore();
    const follow = (query: Follow) => {
      asked.push(query);
      return store.follow(query);
    };
    const { bus } = await open({ source: { ...store, follow }, parkedStore: store });
    await listen(bus, undefined, { types: ['Fact'] });
    await eventually(() => asked.length > 0);
    expect(asked).toMatchObject([{ categories: ['order'], types: ['Fact'] }]);
  });

  it('waits for an event store that is away, to park and to begin, and loses nothing', async () => {
    const store = memoryEventStore();
    const faults: unknown[] = [];
    const awayFor = (times: number) => {
      let left = times;
      return async <Answer>(action: () => Promise<Answer>): Promise<Answer> => {
        left -= 1;
        if (left < 0) return action();
        throw new EventStoreUnavailable('unknown');
      };
    };
    const [appending, reading, asking] = [awayFor(3), awayFor(3), awayFor(3)];
    const parkedStore: EventStore = {
      ...store,
      append: async (stream, expected, events) => {
        // The outcome is unknown: it was written, and the answer got lost.
        const appended = await store.append(stream, expected, events);
        return appending(async () => appended);
      },
      read: (stream, from) => reading(() => store.read(stream, from)),
    };
    const source = { ...store, head: () => asking(() => store.head()) };
    const said: string[] = [];
    const onFault = ({ error }: { readonly error: unknown }) => {
      faults.push(error);
      said.push('fault');
    };
    const onFaultOver = () => void said.push('over');
    const { bus } = await open({ source, parkedStore, hooks: { onFault, onFaultOver } });
    await listen(bus, failsOn(1), { from: 'now' });
    await store.append('order-1', EMPTY, [fact('order-1', 1), fact('order-1', 2)]);
    await bus.settled(IN_TIME);
    expect((await store.read(`parked-${GROUP}`)).map(({ type }) => type)).toEqual([
      'MessageParked',
      'MessageParked',
    ]);
    expect(faults.filter((error) => error instanceof EventStoreUnavailable)).toHaveLength(9);
    expect(said.at(-1)).toBe('over');
  });

  it('tells of what it parks, without its contents', async () => {
    const notices: ParkedNotice[] = [];
    const { bus, store } = await open({ hooks: { onParked: (notice) => notices.push(notice) } });
    await listen(bus, failsOn(1));
    await store.append('order-1', EMPTY, [fact('order-1', 1), fact('order-1', 2)]);
    await bus.settled(IN_TIME);
    expect(notices).toEqual([
      {
        group: GROUP,
        messageId: idOf('order-1', 1),
        key: 'order-1',
        attempts: 3,
        isWaiting: false,
        error: new Error('cannot handle 1'),
      },
      { group: GROUP, messageId: idOf('order-1', 2), key: 'order-1', attempts: 0, isWaiting: true },
    ]);
  });

  it('can only skip a parked message whose contents were erased', async () => {
    const store = memoryEventStore();
    const erased = (data: object) =>
      'message' in data ? { ...data, message: ERASED, error: ERASED } : data;
    const read: EventStore['read'] = async (stream, from) =>
      (await store.read(stream, from)).map((event) => ({ ...event, data: erased(event.data) }));
    const { bus } = await open({ source: store, parkedStore: { ...store, read } });
    const got = await listen(bus, failsOn(1));
    await store.append('order-1', EMPTY, [fact('order-1', 1), fact('order-1', 2, 'Rumour')]);
    await bus.settled(IN_TIME);
    await bus.retry(GROUP, idOf('order-1', 1), 'operator');
    expect((await bus.parked(GROUP))[0]?.error).toContain('can only be skipped');
    await bus.skip(GROUP, idOf('order-1', 1), 'operator', 'erased');
    expect((await bus.parked(GROUP)).map(({ isWaiting }) => isWaiting)).toEqual([false]);
    expect(got).toEqual([]);
  });

  it('takes no more when too many are parked, until somebody has looked after them', async () => {
    const { bus, store } = await open({ limits: { parkedMax: 2, readAheadMax: 1 } });
    const got = await listen(bus, failsOn(new Set([1, 2])));
    for (const n of [1, 2, 3]) await store.append(`order-${n}`, EMPTY, [fact(`order-${n}`, n)]);
    await eventually(async () => (await bus.parked(GROUP)).length === 2);
    await expect(bus.settled({ timeoutMs: 50 })).rejects.toThrow('not settled');
    expect(got).toEqual([]);
    await bus.skip(GROUP, idOf('order-1', 1), 'operator', 'not needed');
    await bus.settled(IN_TIME);
    expect(numbers(got)).toEqual([3]);
  });

  it('reads no further ahead than it may', async () => {
    const store = memoryEventStore();
    let readCount = 0;
    const follow = async function* (query: Follow) {
      for await (const batch of store.follow(query)) {
        readCount += batch.events.length;
        yield batch;
      }
    };
    const source = { ...store, follow };
    const { bus } = await open({ source, parkedStore: store, limits: { readAheadMax: 10 } });
    const facts = Array.from({ length: 1000 }, (_each, n) => fact('order-1', n));
    await store.append('order-1', EMPTY, facts);
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const got = await listen(bus, () => held);
    await eventually(async () => (await bus.progress())[0]?.lag === 1000);
    expect(readCount).toBeLessThanOrEqual(256);
    release();
    await bus.settled(IN_TIME);
    expect(got).toHaveLength(1000);
  });

  it('parks the largest message that a topic takes', async () => {
    const { bus, store } = await open({
      outsideTopics: { [OUTSIDE]: z.any() },
    });
    await listen(bus, failsOn(1), { topic: OUTSIDE });
    const data = { n: 1, filler: 'x'.repeat(500 * 1024) };
    await bus.publish(OUTSIDE, [{ ...outgoing(1), data }]);
    await bus.settled(IN_TIME);
    expect(await bus.parked(GROUP)).toHaveLength(1);
    const [{ data: parked }] = (await store.read(`parked-${GROUP}`)) as [Message];
    expect((JSON.stringify(parked).length * 4) / 3).toBeLessThan(APPEND_BYTES_MAX);
  });
});
