import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventsIn, fact, facts, followUntil, numbers } from '../contract/facts.js';
import { EMPTY, EventStoreUnavailable, START, type EventStore } from '../event-store.js';
import { sqliteEventStore } from './sqlite-event-store.js';

/** A few dozen pages of 8 KiB. */
const PAGES_MAX = 60;
const SOME_TEXT = 'x'.repeat(4000);

describe('a file that may not grow any more', () => {
  const folder = mkdtempSync(join(tmpdir(), 'event-store-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  let store: EventStore;
  let pageCountMax: number | undefined;
  let files = 0;

  beforeEach(async () => {
    pageCountMax = PAGES_MAX;
    files += 1;
    store = await sqliteEventStore({
      file: join(folder, `${files}.db`),
      pageCountMax: () => pageCountMax,
    });
  });
  afterEach(() => store.close());

  it('refuses appends, keeps what was acknowledged, and is read as before', async () => {
    const stands = await fill(store);
    const refused = store.append('fact-1', stands, [big(stands + 1)]);
    await expect(refused).rejects.toBeInstanceOf(EventStoreUnavailable);
    await expect(refused).rejects.toMatchObject({ outcome: 'nothing-written' });
    expect(numbers(await store.read('fact-1'))).toEqual(upTo(stands));
    const page = await store.readAll({ after: START, limit: 1000 });
    expect(numbers(page.events)).toEqual(upTo(stands));
  });

  it('takes appends again by itself once there is room', async () => {
    const stands = await fill(store);
    const event = big(stands + 1);
    await expect(store.append('fact-1', stands, [event])).rejects.toBeInstanceOf(
      EventStoreUnavailable,
    );
    pageCountMax = undefined;
    expect(await store.append('fact-1', stands, [event])).toMatchObject({ revision: stands + 1 });
    expect(numbers(await store.read('fact-1'))).toEqual(upTo(stands + 1));
  });

  it('refuses all appends of one commit, and each of them can be done again', async () => {
    const stands = await fill(store);
    const streams = ['fact-2', 'fact-3', 'fact-4'];
    const events = streams.map((_stream, n) => big(n));
    const together = () =>
      Promise.allSettled(
        streams.map((stream, n) => store.append(stream, EMPTY, events.slice(n, n + 1))),
      );
    const ends = await together();
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    for (const stream of streams) expect(await store.read(stream)).toEqual([]);
    pageCountMax = undefined;
    expect((await together()).map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
    ]);
    expect(await store.head()).toBe(String(stands + 4).padStart(20, '0'));
  });

  it('is followed on without loss', async () => {
    const stands = await fill(store);
    const following = followUntil(
      store,
      { after: START },
      (soFar) => eventsIn(soFar).length > stands + 1,
    );
    await expect(store.append('fact-1', stands, [big(0)])).rejects.toBeInstanceOf(
      EventStoreUnavailable,
    );
    pageCountMax = undefined;
    await store.append('fact-1', stands, facts(1, stands + 1));
    expect(numbers(eventsIn(await following))).toEqual(upTo(stands + 1));
  });
});

const big = (n: number) => fact({ n, text: SOME_TEXT });

const upTo = (last: number): readonly number[] => Array.from({ length: last + 1 }, (_, n) => n);

/** Appends until there is no room; answers the last revision that was acknowledged. */
async function fill(store: EventStore): Promise<number> {
  for (let n = 0; ; n += 1)
    try {
      await store.append('fact-1', n - 1, [big(n)]);
    } catch (error) {
      if (!(error instanceof EventStoreUnavailable)) throw error;
      return n - 1;
    }
}
