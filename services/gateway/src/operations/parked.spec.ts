import { parkedLineId, type ParkedLine } from '@libs/contracts';
import { INSTITUTION, type CommandAnswer } from '@libs/kernel';
import { ANSWER_SCHEMAS } from '../answers/answer-schemas.js';
import { no, POSITION, yes } from '../answers.fixtures.js';
import { NOW, runGateway, type Asking, type Running } from '../gateway.fixtures.js';

const GROUP = 'orders.when-payment-succeeded-confirm-order';
const PATH = '/v1/operations/parked';

const line = (messageId: string, over: Partial<ParkedLine> = {}): ParkedLine => ({
  ...{ group: GROUP, service: 'orders', messageId, topic: 'payments.events' },
  ...{ type: 'PaymentSucceeded', key: 'kahvikauppa/1', lane: `${GROUP} kahvikauppa/1` },
  ...{ status: 'parked', reason: 'unknown', error: 'Unhandleable: ConfirmOrder: unknown' },
  ...{ attempts: 1, parkedAt: NOW, changedAt: NOW },
  ...over,
});
const waiting = (messageId: string, at: number): ParkedLine =>
  line(messageId, {
    ...{ status: 'waiting', reason: 'behind-another', error: '', attempts: 0 },
    parkedAt: `2026-03-02T10:00:0${at}.000Z`,
  });

const done = (type: string): CommandAnswer => ({ ...yes([]), events: [{ type, data: {} }] });

/** Ids of messages from outside are theirs to choose. */
const ODD = 'bank/7 ä';
const LINES: readonly ParkedLine[] = [
  line('m-1'),
  waiting('m-2', 1),
  waiting('m-3', 2),
  line(ODD, {
    ...{ group: 'refunds.when-x-y', service: 'refunds', lane: 'refunds.when-x-y t' },
    ...{ reason: 'fault', parkedAt: '2026-03-02T10:00:09.000Z' },
  }),
  line('m-0', {
    status: 'skipped',
    ended: { at: NOW, by: { kind: 'operator', id: 'olli' }, reason: 'A test.' },
  }),
  line('m-9', { group: 'games.when-x-y', service: 'games', status: 'handled' }),
];

describe('parked messages', () => {
  let gateway: Running;
  let token: string;
  beforeAll(async () => {
    gateway = await runGateway();
    token = await gateway.token({ merchant: INSTITUTION, roles: ['operator'] });
    const changes = LINES.map((document) => ({
      id: parkedLineId(document.group, document.messageId),
      ...{ document, position: POSITION },
    }));
    await gateway.views.parked.save(changes, POSITION);
  });
  afterAll(() => gateway.close());

  const fetch = (path: string, options: Asking = {}) =>
    gateway.fetch(`${PATH}${path}`, { token, ...options });
  const ids = async (query: string) =>
    (await fetch(query)).body.items.map(({ messageId }: ParkedLine) => messageId);
  const pathOf = (messageId: string, group = GROUP) =>
    `/${encodeURIComponent(group)}/${encodeURIComponent(messageId)}`;
  const retry = (path: string, options: Asking = {}) =>
    fetch(`${path}/retry`, { method: 'POST', ...options });
  const skip = (path: string, body: object = { reason: 'A test.' }, options: Asking = {}) =>
    fetch(`${path}/skip`, { body, ...options });

  it('are listed oldest first, with how many wait behind each and what can be done', async () => {
    const { status, body } = await fetch('');
    expect(status).toBe(200);
    ANSWER_SCHEMAS.ParkedPage.parse(body);
    expect(body.items.map((each: ParkedLine) => each.messageId)).toEqual([
      'm-1',
      'm-2',
      'm-3',
      ODD,
    ]);
    const path = `${PATH}/${GROUP}/m-1`;
    expect(body.items[0]).toMatchObject({
      ...{ waitingBehind: 2, reason: 'unknown', type: 'PaymentSucceeded' },
      links: { retry: `${path}/retry`, skip: `${path}/skip` },
    });
    expect(body.items.map((each: { waitingBehind: number }) => each.waitingBehind)).toEqual([
      2, 0, 0, 0,
    ]);
  });

  it.each([
    ['?service=refunds', [ODD]],
    [`?group=${GROUP}&status=parked`, ['m-1']],
    ['?status=handled', ['m-9']],
    ['?status=skipped,handled&service=orders', ['m-0']],
    ['?group=nobody', []],
    ['?sort=-parkedAt&limit=2', [ODD, 'm-3']],
  ])('are found by %s', async (query, found) => {
    expect(await ids(query)).toEqual(found);
  });

  it('show one that has ended with how, and nothing to do about it', async () => {
    const [item] = (await fetch('?status=skipped')).body.items;
    expect(item).toMatchObject({ messageId: 'm-0', ended: { reason: 'A test.' } });
    expect(item).not.toHaveProperty('links');
  });

  it('are nobody else’s to see or touch', async () => {
    for (const stranger of [
      await gateway.token({ roles: ['manager'] }),
      await gateway.token({ scopes: ['ops.parked.read', 'ops.parked.write'] }),
    ]) {
      expect((await fetch('', { token: stranger })).status).toBe(403);
      expect((await retry(pathOf('m-1'), { token: stranger })).status).toBe(403);
      expect((await skip(pathOf('m-1'), undefined, { token: stranger })).status).toBe(403);
    }
  });

  it('are retried by the service whose group it is, one wish of a message at a time', async () => {
    gateway.answer(() => done('MessageHandled'));
    const { status, body, headers } = await retry(pathOf(ODD, 'refunds.when-x-y'));
    expect([status, headers.get('extranet-position')]).toEqual([200, POSITION]);
    ANSWER_SCHEMAS.ParkedMessage.parse(body);
    expect(gateway.sent.at(-1)).toMatchObject({
      topic: 'refunds.requests',
      key: parkedLineId('refunds.when-x-y', ODD),
      envelope: {
        ...{ tenant: INSTITUTION, actor: { kind: 'operator' } },
        command: {
          type: 'RetryParkedMessage',
          data: { group: 'refunds.when-x-y', messageId: ODD, at: NOW },
        },
      },
    });
  });

  it('are skipped with a reason, and without one nothing is sent', async () => {
    gateway.answer(() => done('MessageSkipped'));
    expect((await skip(pathOf('m-1'))).status).toBe(200);
    expect(gateway.sent.at(-1)?.envelope.command).toMatchObject({
      type: 'SkipParkedMessage',
      data: { reason: 'A test.' },
    });
    const before = gateway.sent.length;
    for (const body of [{}, { reason: '' }, { reason: 'x'.repeat(501) }, { reason: 1 }]) {
      const refused = await skip(pathOf('m-1'), body);
      expect([refused.status, refused.body.errors[0].pointer]).toEqual([400, '/reason']);
    }
    expect((await retry(pathOf('m-1'), { body: { reason: 'x' } })).status).toBe(400);
    expect((await skip(`${pathOf('m-1')}/`)).status).toBe(404);
    expect(gateway.sent.length).toBe(before);
  });

  it('say that the group is still at it', async () => {
    gateway.answer(() => yes([]));
    expect((await retry(pathOf('m-1'))).status).toBe(202);
  });

  it.each([
    ['nobody', GROUP],
    ['m-1', 'orders.nobody'],
    ['m-1', 'orders'],
    ['m-1', '%00'],
    ['x'.repeat(2000), GROUP],
  ])('are unknown by another name, and nothing is sent', async (messageId, group) => {
    const before = gateway.sent.length;
    expect((await retry(pathOf(messageId, group))).body.code).toBe('not-found');
    expect((await skip(pathOf(messageId, group))).status).toBe(404);
    expect(gateway.sent.length).toBe(before);
  });

  it.each(['already-handled', 'already-skipped'])('are %s: the list is next', async (code) => {
    gateway.answer(() => no(code, { endedAt: NOW }));
    const { status, body } = await retry(pathOf('m-1'));
    expect([status, body.code, body.nextStep.href]).toEqual([409, `parked.${code}`, PATH]);
    expect(body.detail).toContain(NOW);
  });

  it('stand behind another one, which is named as the next step', async () => {
    gateway.answer(() => no('behind-another', { behind: 'm-1' }));
    const { status, body } = await retry(pathOf('m-2'));
    expect([status, body.code]).toEqual([409, 'parked.behind-another']);
    expect(body.nextStep).toEqual({
      action: 'retry-parked',
      href: `${PATH}/${GROUP}/m-1/retry`,
    });
  });

  it('of a service that is no more are refused by name', async () => {
    const { status, body } = await skip(pathOf('m-9', 'games.when-x-y'));
    expect([status, body.code]).toEqual([409, 'parked.group-not-running']);
  });
});
