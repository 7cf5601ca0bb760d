import { EMPTY } from '@libs/event-store';
import { eventually, PATIENCE_MS } from '@libs/testing';
import type { Message } from '../event-bus.js';
import {
  fact,
  failsOn,
  gates,
  GROUP,
  idOf,
  NEWS,
  numberOf,
  numbers,
  summary,
} from '../contract/playground.fixtures.js';
import { openBus, type InProcessUnderTest } from './open-bus.fixtures.js';

/** Progress is never saved: what a crash finds is the beginning. */
const UNSAVED = { limits: { saveEveryMs: 3_600_000 } };
const IN_TIME = { timeoutMs: PATIENCE_MS };

describe('after a crash', () => {
  const opened: InProcessUnderTest[] = [];
  afterEach(async () => {
    for (const each of opened.splice(0)) await each.close();
  });

  const keep = (under: InProcessUnderTest): InProcessUnderTest => {
    opened.push(under);
    return under;
  };

  async function listen(
    { bus }: InProcessUnderTest,
    handler: (message: Message) => Promise<void> = async () => undefined,
  ): Promise<readonly Message[]> {
    const got: Message[] = [];
    await bus.subscribe({
      group: GROUP,
      topic: NEWS,
      from: 'beginning',
      handler: async (message) => {
        await handler(message);
        got.push(message);
      },
    });
    return got;
  }

  const record = ({ store }: InProcessUnderTest, ...all: readonly number[]) =>
    store.append(
      'order-1',
      EMPTY,
      all.map((n) => fact('order-1', n)),
    );

  it('what was handled and not saved comes again, in order', async () => {
    const first = keep(await openBus(UNSAVED));
    await record(first, 1, 2, 3);
    await listen(first);
    await first.bus.settled(IN_TIME);
    const second = keep(await first.crash());
    const got = await listen(second);
    await second.bus.settled(IN_TIME);
    expect(numbers(got)).toEqual([1, 2, 3]);
  });

  it('progress is there soon after the handlers, without a close', async () => {
    const saved: string[] = [];
    const onProgress = (moved: readonly { readonly position: string }[]) =>
      saved.push(...moved.map(({ position }) => position));
    const first = keep(await openBus({ hooks: { onProgress } }));
    const { position } = await record(first, 1, 2, 3);
    await listen(first);
    await eventually(() => saved.includes(position));
    const second = keep(await first.crash());
    const got = await listen(second);
    await second.bus.settled(IN_TIME);
    expect(got).toEqual([]);
  });

  it('a parked message that comes again is not parked twice, nor handled', async () => {
    const first = keep(await openBus(UNSAVED));
    await record(first, 1, 2);
    await listen(first, failsOn(1));
    await first.bus.settled(IN_TIME);
    const second = keep(await first.crash());
    const got = await listen(second);
    await second.bus.settled(IN_TIME);
    expect(got).toEqual([]);
    expect((await second.bus.parked(GROUP)).map(summary)).toEqual([
      { n: 1, attempts: 3, isWaiting: false },
      { n: 2, attempts: 0, isWaiting: true },
    ]);
  });

  it('a message that was skipped does not come again', async () => {
    const first = keep(await openBus(UNSAVED));
    await record(first, 1, 2);
    await listen(first, failsOn(1));
    await first.bus.settled(IN_TIME);
    await first.bus.skip(GROUP, idOf('order-1', 1), 'operator', 'paid by hand');
    const second = keep(await first.crash());
    const got = await listen(second);
    await second.bus.settled(IN_TIME);
    expect(got).toEqual([]);
    expect(await second.bus.parked(GROUP)).toEqual([]);
  });

  it('those that waited behind a message that was handled meanwhile go on', async () => {
    const broken = new Set([1]);
    const gate = gates();
    const first = keep(await openBus());
    await record(first, 1, 2, 3);
    await listen(first, async (message) => {
      await failsOn(broken)(message);
      if (numberOf(message) === 2) await gate.handler(message);
    });
    await first.bus.settled(IN_TIME);
    broken.clear();
    const retrying = first.bus.retry(GROUP, idOf('order-1', 1), 'operator');
    await eventually(() => gate.begun.length === 1);
    expect((await first.bus.parked(GROUP)).map(summary)).toEqual([
      { n: 2, attempts: 0, isWaiting: true },
      { n: 3, attempts: 0, isWaiting: true },
    ]);
    const second = keep(await first.crash());
    const got = await listen(second);
    await eventually(async () => (await second.bus.parked(GROUP)).length === 0);
    expect(numbers(got)).toEqual([2, 3]);
    gate.fail();
    // The first process, which is not dead after all, finds that another one has written.
    await retrying.catch(() => undefined);
  });
});
