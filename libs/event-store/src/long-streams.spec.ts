import fc from 'fast-check';
import type { CommandAnswer, CommandEnvelope } from '@libs/kernel';
import type { EventStore } from './event-store.js';
import {
  add,
  addTwice,
  openTab,
  otherMerchant,
  tabHandler,
  wish,
} from './handle-command.fixtures.js';
import { longStreams } from './long-streams.js';
import { memoryEventStore } from './memory/index.js';

type Handle = (envelope: CommandEnvelope) => Promise<CommandAnswer>;

/** More than a stream must have to be remembered. */
const LONG = 60;

async function longTab(store: EventStore): Promise<Handle> {
  const handle = tabHandler(store);
  await handle(wish('opens', openTab));
  for (let n = 1; n < LONG; n += 1) await handle(wish(`round ${n}`, add(1)));
  return handle;
}

/** Which of two writers asks, and for what: new, again, with another body, stale, as a stranger. */
const asked = fc.record({
  writer: fc.nat(1),
  envelope: fc
    .record({
      name: fc.oneof(
        fc.nat(LONG).map((n) => `round ${n}`),
        fc.nat(9).map((n) => `new ${n}`),
      ),
      command: fc.constantFrom(add(1), add(2), addTwice(1), add(1000)),
      over: fc.oneof(
        { weight: 4, arbitrary: fc.constant({}) },
        fc.constant({ tenant: otherMerchant }),
        fc
          .integer({ min: LONG - 2, max: LONG + 6 })
          .map((expectedRevision) => ({ expectedRevision })),
      ),
    })
    .map(({ name, command, over }) => wish(name, command, over)),
});

describe('a long stream', () => {
  it('is answered for as if it were read from its beginning each time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(asked, { maxLength: 30 }), async (wishes) => {
        const [store, plain] = [memoryEventStore(), memoryEventStore()];
        const writers = [await longTab(store), tabHandler(store)];
        await longTab(plain);
        for (const { writer, envelope } of wishes)
          expect(await writers[writer]?.(envelope)).toEqual(await tabHandler(plain)(envelope));
      }),
      { numRuns: 40 },
    );
  });

  it('is read from where it was left, until it has been remembered long enough', async () => {
    const store = memoryEventStore();
    const reads: (number | undefined)[] = [];
    const handle = await longTab({
      ...store,
      read: (stream, from) => {
        reads.push(from);
        return store.read(stream, from);
      },
    });
    reads.length = 0;
    await handle(wish('one more', add(1)));
    await handle(wish('one more', add(1)));
    expect(reads).toEqual([LONG - 1, LONG, undefined]);
  });

  it('is forgotten after a while, and the one longest there when there are many', () => {
    let nowMs = 0;
    const long = longStreams<string>(() => nowMs);
    const known = (revision: number) => ({
      state: 's',
      owner: 'o',
      last: { revision, position: '1' },
      commandIds: new Set<string>(),
    });
    long.keep('short-1', known(1));
    expect(long.find('short-1')).toBeUndefined();
    for (let n = 0; n < 60; n += 1) long.keep(`long-${n}`, known(100));
    expect(long.find('long-0')).toBeUndefined();
    expect(long.find('long-59')).toBeDefined();
    nowMs = 20_000;
    long.keep('long-59', known(101));
    nowMs = 30_000;
    expect(long.find('long-59')).toBeUndefined();
  });
});
