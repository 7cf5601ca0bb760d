import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fact, facts } from './contract/facts.js';
import { copyLog, TargetHoldsAnother } from './copy-log.js';
import { EMPTY, EventStoreUnavailable, type EventStore } from './event-store.js';
import { startDouble } from './eventstoredb/double/start.fixtures.js';
import { eventStoreDbEventStore } from './eventstoredb/index.js';
import { digestOf } from './log-digest.js';
import { memoryEventStore } from './memory/index.js';
import { sqliteEventStore } from './sqlite/index.js';

/** Streams that take turns, some of them in long runs, and events of every size. */
async function someLog(): Promise<EventStore> {
  const store = memoryEventStore();
  const ends = new Map<string, number>();
  const add = async (stream: string, count: number, first: number) => {
    const expected = ends.get(stream) ?? EMPTY;
    const { revision } = await store.append(stream, expected, facts(count, first));
    ends.set(stream, revision);
  };
  for (let n = 0; n < 60; n += 1) {
    await add(`order-${n % 7}`, 1 + (n % 3), n);
    await add('account-1', n === 30 ? 250 : 1, n);
  }
  const large = { text: 'ä'.repeat(100_000), 7: 'seven', a: { b: [null, 1.5, 9007199254740991] } };
  for (let n = 0; n < 5; n += 1) await store.append(`large-${n}`, EMPTY, [fact({ ...large, n })]);
  return store;
}

const copyTo = async (source: EventStore, target: EventStore, ordersTogether: boolean) =>
  copyLog({
    ...{ source, target, ordersTogether, head: await source.head() },
    onProgress: () => undefined,
  });

const digest = async (store: EventStore) => digestOf(store, await store.head());

/** Takes so many appends; then it is away, with one written that nobody was told of. */
function tiring(store: EventStore, appendsMax: number): EventStore {
  let appends = 0;
  return {
    ...store,
    append: async (...wanted) => {
      appends += 1;
      if (appends > appendsMax + 1) throw new EventStoreUnavailable('nothing-written');
      const appended = await store.append(...wanted);
      if (appends > appendsMax) throw new EventStoreUnavailable('unknown');
      return appended;
    },
  };
}

describe.each([
  ['an SQLite file', true, inFile],
  ['EventStoreDB', false, inDouble],
] as const)('a log copied to %s', (_name, ordersTogether, open) => {
  let target: EventStore;
  let close: () => Promise<void>;
  beforeEach(async () => {
    ({ target, close } = await open());
  });
  afterEach(() => close());

  it('has the same ids, order, data, metadata and revisions', async () => {
    const source = await someLog();
    const copied = await copyTo(source, target, ordersTogether);
    expect(await digest(target)).toEqual(copied);
    expect(copied).toEqual(await digest(source));
    const stream = 'account-1';
    const withoutPlace = (events: Awaited<ReturnType<EventStore['read']>>) =>
      events.map(({ position: _, ...event }) => event);
    expect(withoutPlace(await target.read(stream))).toEqual(
      withoutPlace(await source.read(stream)),
    );
  });

  it('goes on where it was when it was cut off, as often as that happens', async () => {
    const source = await someLog();
    for (const appendsMax of [0, 3, 40])
      await expect(copyTo(source, tiring(target, appendsMax), false)).rejects.toThrow(
        EventStoreUnavailable,
      );
    const copied = await copyTo(source, target, ordersTogether);
    expect(await digest(target)).toEqual(copied);
    expect(await copyTo(source, target, ordersTogether)).toEqual(copied);
    expect(await digest(target)).toEqual(copied);
  });

  it('is not mixed with another one', async () => {
    await target.append('order-9', EMPTY, facts(1));
    const before = await digest(target);
    await expect(copyTo(await someLog(), target, ordersTogether)).rejects.toThrow(
      TargetHoldsAnother,
    );
    expect(await digest(target)).toEqual(before);
  });

  it('is not taken for a log that has gone on', async () => {
    const source = await someLog();
    await copyTo(source, target, ordersTogether);
    await target.append('order-later', EMPTY, facts(1));
    await expect(copyTo(source, target, ordersTogether)).rejects.toThrow(TargetHoldsAnother);
  });
});

async function inFile() {
  const folder = mkdtempSync(join(tmpdir(), 'copy-log-'));
  const target = await sqliteEventStore({ file: join(folder, 'events.db') });
  const close = async () => {
    await target.close();
    rmSync(folder, { recursive: true });
  };
  return { target, close };
}

async function inDouble() {
  const double = await startDouble();
  const target = eventStoreDbEventStore({ connectionString: double.url });
  const close = async () => {
    await target.close();
    await double.stop();
  };
  return { target, close };
}
