import { EMPTY, EventStoreUnavailable, START, type EventStore } from '@libs/event-store';
import { memoryEventStore } from '@libs/event-store/memory';
import type { Recorded } from '@libs/kernel';
import fc from 'fast-check';
import { KeyStoreUnavailable } from './key-store.js';
import { memoryKeyStore } from './memory/index.js';
import { SealBroken } from './sealer.js';
import {
  BUYER,
  installation,
  methodChosen,
  ORDER,
  OTHER_ORDER,
  received,
  refundRequested,
  toAppend,
} from './sealing.fixtures.js';
import { dropSealed, SEALED } from './sealing.js';

const STREAM = `order-${ORDER}`;

describe('an event with personal fields', () => {
  it('reads as it was appended', async () => {
    const { store } = installation();
    await store.append(STREAM, EMPTY, [toAppend(received())]);
    expect((await store.read(STREAM))[0]?.data).toEqual(received().data);
  });

  it('reads so from all streams and while being followed, too', async () => {
    const { store } = installation();
    await store.append(STREAM, EMPTY, [toAppend(received())]);
    expect((await store.readAll({ after: START, limit: 10 })).events[0]?.data).toEqual(
      received().data,
    );
    expect((await firstFollowed(store))?.data).toEqual(received().data);
  });

  it('keeps every text whole, whatever a person may be called', () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.string(), async (name, city) => {
        const { store } = installation();
        const event = received({ ...BUYER, name, city });
        await store.append(STREAM, EMPTY, [toAppend(event)]);
        expect((await store.read(STREAM))[0]?.data).toEqual(event.data);
      }),
    ));

  it('lies in the log without a readable personal field', async () => {
    const { raw, store } = installation();
    await store.append(STREAM, EMPTY, [toAppend(received())]);
    const stored = JSON.stringify(await raw.read(STREAM));
    for (const value of Object.values(BUYER).filter((text) => text !== 'FI'))
      expect(stored).not.toContain(value);
    expect(stored).not.toContain('Maija Vesa');
    expect(stored).toContain('1998524');
  });

  it('seals all its fields together, and says whose they are', async () => {
    const { raw, store } = installation();
    await store.append(STREAM, EMPTY, [toAppend(received())]);
    expect((await raw.read(STREAM))[0]?.data).toEqual({
      orderId: ORDER,
      orderNumber: '1998524',
      [SEALED]: {
        subject: `order:${ORDER}`,
        fields: ['buyer', 'delivery'],
        value: expect.any(String),
      },
    });
  });

  it('does not gain a field that was left out', async () => {
    const { raw, store } = installation();
    const [noted, bare] = [refundRequested({ internalNote: 'rude' }), refundRequested({})];
    const account = `account-${ORDER}`;
    await store.append(account, EMPTY, [toAppend(noted), toAppend(bare)]);
    expect((await store.read(account)).map(({ data }) => data)).toEqual([noted.data, bare.data]);
    expect((await raw.read(account))[1]?.data).toEqual(bare.data);
  });

  it('is the same event when it is appended again, though sealed anew', async () => {
    const { store } = installation();
    const first = await store.append(STREAM, EMPTY, [toAppend(received())]);
    expect(await store.append(STREAM, EMPTY, [toAppend(received())])).toEqual(first);
    expect(await store.read(STREAM)).toHaveLength(1);
  });

  it('is read after a restart with the same master key', async () => {
    const before = installation();
    await before.store.append(STREAM, EMPTY, [toAppend(received())]);
    const after = installation({ raw: before.raw, keyStore: before.keyStore });
    expect((await after.store.read(STREAM))[0]?.data).toEqual(received().data);
  });
});

describe('an event without personal fields', () => {
  it('is stored as it is, and needs no key', async () => {
    const { raw, store, keyStore } = installation({ keyStore: awayKeyStore() });
    await store.append(STREAM, EMPTY, [toAppend(methodChosen())]);
    expect((await raw.read(STREAM))[0]?.data).toEqual(methodChosen().data);
    expect((await store.read(STREAM))[0]?.data).toEqual(methodChosen().data);
    await expect(keyStore.load([])).rejects.toThrow(KeyStoreUnavailable);
  });
});

describe('a seal that is not as it was made', () => {
  const seals = {
    'a changed value': (data: Stored) => changedValue(data),
    'another subject': (data: Stored) => withSeal(data, { subject: `order:${OTHER_ORDER}` }),
    'other fields': (data: Stored) => withSeal(data, { fields: ['delivery', 'buyer'] }),
    'a cut value': (data: Stored) => withSeal(data, { value: data[SEALED].value.slice(0, 8) }),
  };
  it.each(Object.entries(seals))('fails loudly with %s', async (_name, change) => {
    const { raw, store, keys } = installation();
    await keys.ensure([`order:${OTHER_ORDER}`]);
    await store.append(STREAM, EMPTY, [toAppend(received())]);
    await expect(reading(raw, keys, change)).rejects.toThrow(SealBroken);
  });

  it('fails loudly in another event of the same order', async () => {
    const { raw, store, keys } = installation();
    await store.append(STREAM, EMPTY, [toAppend(received(), 1), toAppend(received(), 2)]);
    const [first] = await raw.read(STREAM);
    await expect(
      reading(raw, keys, (data) => withSeal(data, (first?.data as Stored)[SEALED])),
    ).rejects.toThrow(SealBroken);
  });

  it('names the event and nothing of its contents', async () => {
    const { raw, store, keys } = installation();
    await store.append(STREAM, EMPTY, [toAppend(received())]);
    const error: unknown = await reading(raw, keys, changedValue).catch(
      (thrown: unknown) => thrown,
    );
    expect(String(error)).toContain(STREAM);
    expect(String(error)).not.toContain(BUYER.name);
  });
});

describe('after a subject was erased', () => {
  it('its fields read erased, and others stay', async () => {
    const { store, keys } = installation();
    await store.append(STREAM, EMPTY, [toAppend(received())]);
    const other = received(BUYER, OTHER_ORDER);
    await store.append(`order-${OTHER_ORDER}`, EMPTY, [toAppend(other)]);
    await keys.destroy(`order:${ORDER}`);
    expect((await store.read(STREAM))[0]?.data).toEqual({
      orderId: ORDER,
      orderNumber: '1998524',
      buyer: 'erased',
      delivery: 'erased',
    });
    expect((await store.read(`order-${OTHER_ORDER}`))[0]?.data).toEqual(other.data);
  });

  it('nothing personal of it is stored any more', async () => {
    const { raw, store, keys } = installation();
    await keys.destroy(`order:${ORDER}`);
    await store.append(STREAM, EMPTY, [toAppend(received())]);
    expect((await raw.read(STREAM))[0]?.data).toMatchObject({ buyer: 'erased' });
    expect((await store.read(STREAM))[0]?.data).toMatchObject({ buyer: 'erased' });
  });
});

describe('keys that are not there', () => {
  it('read erased and are told, for a key that was lost', async () => {
    const before = installation();
    await before.store.append(STREAM, EMPTY, [toAppend(received())]);
    const without = installation({ raw: before.raw });
    expect((await without.store.read(STREAM))[0]?.data).toMatchObject({ buyer: 'erased' });
  });

  it('are a fault of the store while the key store is away, and nothing is written', async () => {
    const { raw, store } = installation({ keyStore: awayKeyStore() });
    await expect(store.append(STREAM, EMPTY, [toAppend(received())])).rejects.toThrow(
      EventStoreUnavailable,
    );
    expect(await raw.read(STREAM)).toEqual([]);
  });

  it('are waited for by a follower', async () => {
    const raw = memoryEventStore();
    const keyStore = memoryKeyStore();
    await installation({ raw, keyStore }).store.append(STREAM, EMPTY, [toAppend(received())]);
    let faultsLeft = 2;
    const faulty = {
      ...keyStore,
      load: async (subjects: readonly string[]) => {
        faultsLeft -= 1;
        if (faultsLeft >= 0) throw new KeyStoreUnavailable('away');
        return keyStore.load(subjects);
      },
    };
    const { store } = installation({ raw, keyStore: faulty });
    expect((await firstFollowed(store))?.data).toEqual(received().data);
  });
});

describe('what the bus carries', () => {
  it('has no seal left, and its personal fields read erased', async () => {
    const { raw, store } = installation();
    await store.append(STREAM, EMPTY, [toAppend(received())]);
    const stored = (await raw.read(STREAM)).map(dropSealed);
    expect(stored[0]?.data).toEqual({
      orderId: ORDER,
      orderNumber: '1998524',
      buyer: 'erased',
      delivery: 'erased',
    });
  });

  it('is an event without personal fields as it is', () => {
    const event = methodChosen();
    expect(dropSealed(event)).toBe(event);
  });
});

interface Stored {
  readonly [SEALED]: { subject: string; fields: readonly string[]; value: string };
}

const withSeal = (data: Stored, over: Partial<Stored[typeof SEALED]>): Stored => ({
  ...data,
  [SEALED]: { ...data[SEALED], ...over },
});

function changedValue(data: Stored): Stored {
  const bytes = Buffer.from(data[SEALED].value, 'base64');
  const at = bytes.length - 20;
  bytes.writeUInt8((bytes[at] ?? 0) ^ 1, at);
  return withSeal(data, { value: bytes.toString('base64') });
}

/** Reads the last event as if somebody had changed it in the log. */
async function reading(
  raw: EventStore,
  keys: ReturnType<typeof installation>['keys'],
  change: (data: Stored) => Stored,
): Promise<readonly Recorded[]> {
  const { sealingEventStore } = await import('./sealing.js');
  const [last] = (await raw.read(STREAM)).slice(-1);
  const changed = { ...last, data: change(last?.data as Stored) } as Recorded;
  const tampered: EventStore = { ...raw, read: () => Promise.resolve([changed]) };
  return sealingEventStore(tampered, { keys }).read(STREAM);
}

async function firstFollowed(store: EventStore): Promise<Recorded | undefined> {
  const stop = new AbortController();
  for await (const { events } of store.follow({ after: START, signal: stop.signal })) {
    if (events.length === 0) continue;
    stop.abort();
    return events[0];
  }
  return undefined;
}

function awayKeyStore() {
  const away = () => Promise.reject(new KeyStoreUnavailable('away'));
  return { create: away, load: away, list: away, destroy: away, close: () => Promise.resolve() };
}
