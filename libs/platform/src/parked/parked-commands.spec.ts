import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Unhandleable, type Message } from '@libs/event-bus';
import { INSTITUTION, type CommandAnswer, type CommandEnvelope } from '@libs/kernel';
import { eventually } from '@libs/testing';
import { readConfiguration } from '../configuration.js';
import type { Dispatch } from '../dispatch.js';
import { dispatcher } from '../dispatcher.js';
import { silentLogger } from '../logging.js';
import { portsFor } from '../ports-for.js';
import type { Ports } from '../ports.js';
import { clock, MERCHANT, NOW, wish } from '../toy.fixtures.js';
import { parkedCommands } from './parked-commands.js';

const GROUP = 'toys.when-delivered-play';
const TOPIC = 'carriers.events';
const ORDER = '00000000-0000-4000-8000-000000000001';
const OLLI = { kind: 'operator', id: 'olli' } as const;
const OTTO = { kind: 'operator', id: 'otto' } as const;

describe('what an operator wishes of a parked message', () => {
  let directory: string;
  let ports: Ports;
  let dispatch: Dispatch;
  let breaks: ReadonlySet<string>;
  let stands: Promise<void> | undefined;
  let handled: string[];

  async function start(): Promise<void> {
    const configuration = readConfiguration({ EXTRANET_DATA: directory });
    ports = await portsFor(configuration, { logger: silentLogger, clock });
    const { bus, store } = ports;
    const besides = parkedCommands({ service: 'toys', bus, store, workMsMax: 200 });
    dispatch = dispatcher({ decides: [] }, { store, clock, besides });
  }

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'parked-'));
    await start();
    [breaks, handled, stands] = [new Set(['first']), [], undefined];
    await ports.bus.subscribe({ group: GROUP, topic: TOPIC, from: 'beginning', handler: handle });
  });
  afterEach(async () => {
    await ports.close();
    rmSync(directory, { recursive: true, force: true });
  });

  async function handle({ id }: Message): Promise<void> {
    await stands;
    if (breaks.has(id)) throw new Unhandleable('Play: no-batteries');
    handled.push(id);
  }

  async function parked(...ids: readonly string[]): Promise<void> {
    const data = { orderId: ORDER, parcelId: ORDER, handedOverAt: NOW, toldAt: NOW };
    const message = { type: 'ParcelDelivered', key: ORDER, data, time: NOW };
    await ports.bus.publish(
      TOPIC,
      ids.map((id) => ({ ...message, id })),
    );
    await eventually(async () => (await ports.bus.parked(GROUP)).length === ids.length);
  }

  const ask = (
    type: string,
    data: object,
    over: Partial<CommandEnvelope> = {},
  ): Promise<CommandAnswer> =>
    dispatch(
      wish(
        { type, data: { group: GROUP, at: NOW, ...data } },
        { tenant: INSTITUTION, actor: OLLI, ...over },
      ),
    );
  const retry = (messageId: string, over: Partial<CommandEnvelope> = {}) =>
    ask('RetryParkedMessage', { messageId }, over);
  const skip = (messageId: string, over: Partial<CommandEnvelope> = {}, reason = 'Broken toy.') =>
    ask('SkipParkedMessage', { messageId, reason }, over);
  const told = (answer: CommandAnswer) =>
    answer.outcome === 'accepted'
      ? [answer.repeated, ...answer.events.map(({ type }) => type)]
      : answer;

  it('is done: it is handled, with those that wait behind it, and so it says again', async () => {
    await parked('first', 'second');
    breaks = new Set();
    expect(told(await retry('first'))).toEqual([false, 'MessageHandled']);
    expect(handled).toEqual(['first', 'second']);
    expect(told(await retry('first'))).toEqual([true, 'MessageHandled']);
  });

  it('is answered where it stands in the log when it fails again', async () => {
    await parked('first');
    const answer = await retry('first');
    expect(told(answer)).toEqual([false, 'MessageFailedAgain']);
    expect(answer).toMatchObject({ stream: `parked-${GROUP}`, position: await ports.store.head() });
  });

  it('is a skip with its reason, by whom it was', async () => {
    await parked('first', 'second');
    expect(told(await skip('first'))).toEqual([false, 'MessageSkipped']);
    expect(handled).toEqual(['second']);
    expect(told(await skip('first'))).toEqual([true, 'MessageSkipped']);
    const events = await ports.store.read(`parked-${GROUP}`);
    expect(events.find(({ type }) => type === 'MessageSkipped')).toMatchObject({
      data: { reason: 'Broken toy.' },
      metadata: { actor: OLLI },
    });
  });

  it.each([
    ['another operator', { actor: OTTO }, 'Broken toy.'],
    ['another reason', {}, 'Never mind.'],
  ])('is refused after its end for %s, and nothing is written', async (_who, over, reason) => {
    await parked('first');
    await skip('first');
    const head = await ports.store.head();
    const rejection = { code: 'already-skipped', details: { endedAt: NOW } };
    expect(await skip('first', over, reason)).toEqual({ outcome: 'rejected', rejection });
    expect(await retry('first', over)).toEqual({ outcome: 'rejected', rejection });
    expect(await ports.store.head()).toBe(head);
  });

  it('is one of two that two operators wish at once', async () => {
    await parked('first');
    const answers = await Promise.all([skip('first'), skip('first', { actor: OTTO })]);
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['accepted', 'rejected']);
  });

  it('is refused for one that waits, with the one to look at first', async () => {
    await parked('first', 'second');
    expect(await retry('second')).toEqual({
      outcome: 'rejected',
      rejection: { code: 'behind-another', details: { behind: 'first' } },
    });
    expect(told(await skip('second'))).toEqual([false, 'MessageSkipped']);
  });

  it('goes on when it takes long: the answer does not wait for it', async () => {
    await parked('first');
    breaks = new Set();
    let goOn = () => {};
    stands = new Promise((resolve) => {
      goOn = resolve;
    });
    expect(told(await retry('first'))).toEqual([false]);
    goOn();
    await eventually(() => handled.length === 1);
  });

  it('is nothing for a message, a group or a service that is not there, or for a merchant', async () => {
    await parked('first');
    const head = await ports.store.head();
    const asked = [
      retry('nobody'),
      retry('first', { tenant: MERCHANT }),
      retry('first', { actor: { kind: 'user', id: 'liisa' } }),
      ask('RetryParkedMessage', { group: 'toys.nobody', messageId: 'first' }),
      ask('SkipParkedMessage', { group: 'games.when-x-y', messageId: 'first', reason: 'r' }),
    ];
    for (const answer of await Promise.all(asked)) expect(answer).toEqual({ outcome: 'unknown' });
    await expect(skip('first', {}, '')).rejects.toMatchObject({ name: 'MalformedCommand' });
    expect(await ports.store.head()).toBe(head);
  });

  it('is refused where nobody runs the group any more', async () => {
    await parked('first');
    await ports.close();
    await start();
    expect(await skip('first')).toEqual({
      outcome: 'rejected',
      rejection: { code: 'group-not-running', details: { group: GROUP } },
    });
  });
});
