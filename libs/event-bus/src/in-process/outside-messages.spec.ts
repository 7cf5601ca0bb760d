import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from '@libs/kernel';
import { eventually, PATIENCE_MS } from '@libs/testing';
import { EventBusUnavailable, Unhandleable, type EventBus, type Message } from '../event-bus.js';
import {
  GROUP,
  numbers,
  outgoing,
  OUTSIDE,
  OUTSIDE_TOPICS,
} from '../contract/playground.fixtures.js';
import { openBusFile } from './bus-file.js';
import { openBus, type InProcessUnderTest } from './open-bus.fixtures.js';

const IN_TIME = { timeoutMs: PATIENCE_MS };
const RETENTION = { keptMs: 1000, keptMax: 100, forgottenAfterMs: 60_000 };

describe('messages from outside, kept in the file of the bus', () => {
  let now = Date.parse('2026-01-05T09:30:00Z');
  const clock = { now: () => new Date(now).toISOString() };
  const opened: InProcessUnderTest[] = [];
  afterEach(async () => {
    for (const each of opened.splice(0)) await each.close();
  });

  async function open(over: Parameters<typeof openBus>[0] = {}): Promise<InProcessUnderTest> {
    const under = await openBus({ clock, ...over });
    opened.push(under);
    return under;
  }

  async function listen(bus: EventBus, group = GROUP): Promise<readonly Message[]> {
    const got: Message[] = [];
    const handler = async (message: Message) => void got.push(message);
    await bus.subscribe({ group, topic: OUTSIDE, from: 'beginning', handler });
    return got;
  }

  const publish = (bus: EventBus, ...all: readonly number[]) =>
    bus.publish(OUTSIDE, all.map(outgoing));

  /** The numbers of the messages that lie in the file. */
  function lying({ directory }: InProcessUnderTest): readonly number[] {
    const file = openBusFile(directory);
    const ids = file.quickly((connection) =>
      connection.prepare<[], string>('SELECT id FROM outside ORDER BY position').pluck().all(),
    );
    file.close();
    return ids.map((id) => Number(id.replace('transfer-', '')));
  }

  it('lie there sealed, whatever is read', async () => {
    const { bus, directory } = await open({ outsideTopics: { [OUTSIDE]: z.any() } });
    const data = { n: 1, payerName: 'Liisa Virtanen' };
    await bus.publish(OUTSIDE, [{ ...outgoing(1), data }]);
    const bytes = readdirSync(directory).map((file) => readFileSync(join(directory, file)));
    expect(bytes.some((each) => each.includes('transfer-1'))).toBe(true);
    expect(bytes.some((each) => each.includes('Virtanen'))).toBe(false);
  });

  it('are deleted some time after every group has handled them', async () => {
    const under = await open({ limits: { retention: RETENTION, cleanEveryMs: 5 } });
    const got = await listen(under.bus);
    await publish(under.bus, 1, 2);
    await under.bus.settled(IN_TIME);
    expect(lying(under)).toEqual([1, 2]);
    now += 1001;
    await publish(under.bus, 3);
    await eventually(() => lying(under).join() === '3');
    await under.bus.settled(IN_TIME);
    expect(numbers(got)).toEqual([1, 2, 3]);
  });

  it('are deleted when too many handled ones lie there', async () => {
    const retention = { ...RETENTION, keptMs: 3_600_000, keptMax: 2 };
    const under = await open({ limits: { retention, cleanEveryMs: 5 } });
    await listen(under.bus);
    await publish(under.bus, 1, 2, 3, 4, 5);
    await eventually(() => lying(under).join() === '4,5');
  });

  it('wait for a group that has not handled them, until it is forgotten', async () => {
    const limits = { retention: RETENTION, cleanEveryMs: 5, saveEveryMs: 1 };
    const before = await openBus({ clock, limits });
    await listen(before.bus, 'spec.gone');
    await before.bus.settled(IN_TIME);
    const under = await before.reopen();
    opened.push({ ...before, ...under });
    const got = await listen(under.bus);
    await publish(under.bus, 1);
    now += 30_000;
    await publish(under.bus, 2);
    await under.bus.settled(IN_TIME);
    expect(numbers(got)).toEqual([1, 2]);
    expect(lying(before)).toEqual([1, 2]);
    now += 40_000;
    await eventually(() => lying(before).length === 0);
  });

  it('are not lost where nobody has handled them and the clock jumps by years', async () => {
    const NOBODYS = 'payouts.events';
    const outsideTopics = { ...OUTSIDE_TOPICS, [NOBODYS]: OUTSIDE_TOPICS[OUTSIDE] };
    const limits = { retention: RETENTION, cleanEveryMs: 5 };
    const under = await open({ outsideTopics, limits });
    const [got, hold] = [[] as Message[], { isOver: false }];
    const handler = async (message: Message) => {
      if (!hold.isOver) throw Object.assign(new Error(), { name: 'EventStoreUnavailable' });
      got.push(message);
    };
    await under.bus.subscribe({ group: GROUP, topic: OUTSIDE, from: 'beginning', handler });
    await publish(under.bus, 1);
    await under.bus.publish(NOBODYS, [outgoing(2)]);
    now += 3 * 365 * 24 * 3_600_000;
    await eventually(() => !lying(under).includes(2));
    expect(lying(under)).toEqual([1]);
    hold.isOver = true;
    await under.bus.settled(IN_TIME);
    expect(numbers(got)).toEqual([1]);
  });

  it('are not taken when too many lie there', async () => {
    const under = await open({ limits: { rowsMax: 3 } });
    await publish(under.bus, 1, 2);
    await expect(publish(under.bus, 3, 4)).rejects.toThrow(EventBusUnavailable);
    await publish(under.bus, 3);
    expect(lying(under)).toEqual([1, 2, 3]);
  });

  it('are parked when they cannot be opened, or are not of their contract any more', async () => {
    const first = await open();
    await publish(first.bus, 1);
    const taken = OUTSIDE_TOPICS[OUTSIDE].refine(({ type }) => type !== 'Fact');
    const narrowed = await first.crash({ outsideTopics: { [OUTSIDE]: taken } });
    const unsealed = await first.crash({
      sealer: {
        seal: (text) => Buffer.from(text),
        open: () => {
          throw new Error('the seal is broken');
        },
      },
    });
    opened.push(narrowed, unsealed);
    for (const [group, { bus }] of Object.entries({ narrowed, unsealed })) {
      const got = await listen(bus, group);
      await bus.settled(IN_TIME);
      expect(got).toEqual([]);
    }
    const [ofNarrowed] = await narrowed.bus.parked('narrowed');
    expect(ofNarrowed).toMatchObject({ attempts: 1, message: { data: { n: 1 } } });
    expect(ofNarrowed?.error).toContain(Unhandleable.name);
    const [ofUnsealed] = await unsealed.bus.parked('unsealed');
    expect(ofUnsealed).toMatchObject({ attempts: 1, message: { data: {} } });
    expect(ofUnsealed?.error).toContain('the seal is broken');
  });
});

describe('the file of the bus', () => {
  it('is readable by its owner only', async () => {
    const under = await openBus();
    const modes = readdirSync(under.directory)
      .filter((name) => name.startsWith('bus.db'))
      .map((name) => (statSync(join(under.directory, name)).mode & 0o777).toString(8));
    expect(new Set(modes)).toEqual(new Set(['600']));
    await under.close();
  });

  it('is opened anew after a failure, and works again when there is room', async () => {
    const under = await openBus();
    const file = openBusFile(under.directory);
    const insert = (size: number) =>
      file.surely((connection) =>
        connection
          .prepare("INSERT INTO outside VALUES (null, 't', ?, 'k', 'T', zeroblob(?), '')")
          .run(String(size), size),
      );
    file.surely((connection) => connection.pragma('max_page_count = 20'));
    expect(() => insert(1_000_000)).toThrow(EventBusUnavailable);
    // The new connection knows nothing of the limit: there is room again.
    expect(insert(1_000_000).changes).toBe(1);
    file.close();
    expect(() => insert(1)).toThrow(EventBusUnavailable);
    await under.close();
  });
});
