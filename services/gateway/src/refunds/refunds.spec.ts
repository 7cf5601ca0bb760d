import { eur } from '@libs/kernel';
import { RequestTimedOut } from '@libs/platform';
import { ANSWER_SCHEMAS } from '../answers/answer-schemas.js';
import { no, payoutOrdered, POSITION, requested, yes } from '../answers.fixtures.js';
import { MERCHANT, NOW, OTHER, runGateway, type Running, type Sent } from '../gateway.fixtures.js';
import { REFUND_EXAMPLE } from '../openapi/examples.js';
import { merchant, ORDER, orderDetails, orderRefunds, REFUND, show } from '../shown.fixtures.js';

const PATH = `/v1/orders/${ORDER}/refunds`;
const ETAG = '"order.1,account.1"';

describe('asking for a refund', () => {
  let gateway: Running;
  beforeAll(async () => {
    gateway = await runGateway();
    await show(gateway.views.merchants, MERCHANT, merchant());
    await show(gateway.views.orders, ORDER, orderDetails());
  });
  afterAll(() => gateway.close());
  beforeEach(() => gateway.answer(() => yes([requested, payoutOrdered])));

  const ask = (over: object = {}, headers: Record<string, string> = {}) =>
    gateway.fetch(PATH, {
      body: { ...REFUND_EXAMPLE, ...over },
      headers: { 'idempotency-key': '"first"', 'if-match': ETAG, ...headers },
    });
  const without = (header: string) =>
    gateway.fetch(PATH, {
      body: REFUND_EXAMPLE,
      headers: Object.fromEntries(
        Object.entries({ 'idempotency-key': '"first"', 'if-match': ETAG }).filter(
          ([name]) => name !== header,
        ),
      ),
    });
  const lastSent = (): Sent => gateway.sent.at(-1) as Sent;

  it('answers 201 with the refund, and with what it waits for', async () => {
    const { status, headers, body } = await ask();
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`${PATH}/${lastSent().envelope.command.data['refundId']}`);
    expect(headers.get('extranet-position')).toBe(POSITION);
    expect(headers.get('etag')).toBe('"account.2"');
    expect(body).toMatchObject({ status: 'payout-ordered', source: 'held', amount: eur(15_00) });
    expect(body.nextStep.action).toBe('wait');
    ANSWER_SCHEMAS.Refund.parse(body);
  });

  it('sends what was asked, who asked, and the revision that was looked at', async () => {
    await ask();
    expect(lastSent()).toMatchObject({
      topic: 'refunds.requests',
      key: ORDER,
      envelope: {
        tenant: MERCHANT,
        expectedRevision: 1,
        command: {
          type: 'RequestRefund',
          data: { ...REFUND_EXAMPLE, orderId: ORDER, at: NOW },
        },
      },
    });
  });

  it('is one wish by its key: quoted or bare, the same refund', async () => {
    await ask();
    const first = lastSent().envelope;
    await ask({}, { 'idempotency-key': 'first' });
    expect(lastSent().envelope.commandId).toBe(first.commandId);
    expect(lastSent().envelope.fingerprint).toBe(first.fingerprint);
    expect(lastSent().envelope.command.data['refundId']).toBe(first.command.data['refundId']);
    await ask({}, { 'idempotency-key': '"second"' });
    expect(lastSent().envelope.commandId).not.toBe(first.commandId);
    await ask({ reason: 'other' });
    expect(lastSent().envelope.commandId).toBe(first.commandId);
    expect(lastSent().envelope.fingerprint).not.toBe(first.fingerprint);
  });

  it('answers the first time again, with the same status and body', async () => {
    const first = await ask();
    gateway.answer(() => yes([requested, payoutOrdered], { repeated: true }));
    const again = await ask({}, { 'if-match': '"account.0"' });
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(again.headers.get('idempotency-hit')).toBe('true');
  });

  it('answers 422 when the key was used for another request', async () => {
    gateway.answer(() => ({ outcome: 'key-reused' }));
    expect(await ask()).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });

  it('needs a key (400) and a revision (428), in this order', async () => {
    expect((await without('idempotency-key')).status).toBe(400);
    gateway.answer(() => ({ outcome: 'stale', expected: -1, actual: 3, changes: [] }));
    expect(await without('if-match')).toMatchObject({
      status: 428,
      body: { code: 'if-match-missing' },
    });
    expect(lastSent().envelope.expectedRevision).toBe(-1);
  });

  it('answers a repeat and an unknown order before it asks for a revision', async () => {
    gateway.answer(() => yes([requested, payoutOrdered], { repeated: true }));
    expect((await without('if-match')).status).toBe(201);
    gateway.answer(() => ({ outcome: 'unknown' }));
    const token = await gateway.token({ merchant: OTHER });
    const foreign = await gateway.fetch(PATH, {
      body: REFUND_EXAMPLE,
      headers: { 'idempotency-key': '"first"' },
      token,
    });
    expect([foreign.status, foreign.body.code]).toEqual([404, 'not-found']);
  });

  it('answers 412 with what changed, by whom, and the ETag of now', async () => {
    const actor = { kind: 'user', id: 'liisa' } as const;
    const change = { type: 'RefundRequested', actor, occurredAt: NOW };
    gateway.answer(() => ({ outcome: 'stale', expected: 1, actual: 3, changes: [change] }));
    const { status, headers, body } = await ask();
    expect([status, body.code]).toEqual([412, 'revision-stale']);
    expect(body.changes).toEqual([{ ...change, actor: { ...actor, name: 'Liisa Laskuttaja' } }]);
    expect([body.etag, headers.get('etag')]).toEqual(Array(2).fill('"order.1,account.3"'));
    ANSWER_SCHEMAS.Problem.parse(body);
  });

  it('answers a refusal with the step that works', async () => {
    gateway.answer(() => no('already-settled', { nextStep: 'after-settlement' }));
    expect((await ask()).body).toMatchObject({
      type: 'https://errors.merchant-extranet.example/account/already-settled',
      status: 409,
      code: 'account.already-settled',
      nextStep: { action: 'refund', href: PATH, body: { timing: 'after-settlement' } },
    });
    gateway.answer(() => no('amount-exceeds-refundable', { refundable: eur(558_10) }));
    const { body } = await ask({}, { 'accept-language': 'fi' });
    expect(body.detail).toBe('Nyt voidaan palauttaa enintään 558,10 EUR.');
    expect(body.details).toEqual({ refundable: eur(558_10) });
  });

  it('tells an order of the caller’s that is not paid from one that is not there', async () => {
    gateway.answer(() => ({ outcome: 'unknown' }));
    expect(await ask()).toMatchObject({ status: 409, body: { code: 'account.not-paid' } });
  });

  it('says 503 and 504 of faults, with a time to come back', async () => {
    const fault = (name: string, over: object = {}) =>
      Object.assign(new Error('inside'), { name, ...over });
    const faults: readonly (readonly [Error, number, string])[] = [
      [fault('EventStoreUnavailable', { outcome: 'unknown' }), 503, 'outcome-unknown'],
      [fault('EventStoreUnavailable', { outcome: 'nothing-written' }), 503, 'unavailable'],
      [fault('WrongRevision'), 503, 'unavailable'],
      [fault('RequestQueueFull'), 503, 'unavailable'],
      [fault('AppendTooLarge'), 413, 'body-too-large'],
      [new RequestTimedOut('command-1'), 504, 'timed-out'],
    ];
    for (const [error, status, code] of faults) {
      gateway.answer(() => Promise.reject(error));
      const answer = await ask();
      expect([answer.status, answer.body.code]).toEqual([status, code]);
      if (status !== 413) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      if (status === 504) expect(answer.body.commandId).toBe('command-1');
    }
    expect(gateway.bugs).toEqual([]);
  });

  it('shows nothing of a bug but the trace to look for', async () => {
    gateway.answer(() => Promise.reject(new Error('secret inside')));
    const { status, body, text } = await ask();
    expect([status, body.code]).toEqual([500, 'internal-error']);
    expect(text).not.toContain('secret');
    expect(gateway.bugs).toHaveLength(1);
  });
});

describe('withdrawing a refund', () => {
  let gateway: Running;
  beforeAll(async () => {
    gateway = await runGateway();
    await show(gateway.views.orders, ORDER, orderDetails());
  });
  afterAll(() => gateway.close());

  const withdraw = (asking: { body?: unknown; id?: string } = {}) =>
    gateway.fetch(`${PATH}/${asking.id ?? REFUND}/withdraw`, {
      method: 'POST',
      headers: { 'idempotency-key': '"w"', 'if-match': ETAG },
      ...(asking.body !== undefined && { body: asking.body }),
    });

  it('shows it withdrawn, without a body or with an empty one', async () => {
    const { refundId, kind, timing, reason, amount, vat, excess } = requested.data as never;
    const who = { requestedBy: { kind: 'user', id: 'liisa' }, requestedAt: NOW, changedAt: NOW };
    const withdrawn = { refundId, kind, timing, reason, amount, vat, excess, status: 'withdrawn' };
    const document = orderRefunds({ refunds: [{ ...withdrawn, ...who } as never] });
    await show(gateway.views.refunds, ORDER, document, POSITION);
    gateway.answer(() => yes([]));
    for (const body of [undefined, {}]) {
      const answer = await withdraw({ body });
      expect([answer.status, answer.body.status]).toEqual([200, 'withdrawn']);
      expect(answer.headers.get('extranet-position')).toBe(POSITION);
      ANSWER_SCHEMAS.Refund.parse(answer.body);
    }
    expect(gateway.sent.at(-1)?.envelope.command.type).toBe('WithdrawRefund');
  });

  it('takes no body that says something', async () => {
    const { status, body } = await withdraw({ body: { why: 'x' } });
    expect([status, body.errors[0].pointer]).toEqual([400, '/why']);
  });

  it('knows no refund by another id', async () => {
    gateway.answer(() => no('refund-unknown'));
    expect((await withdraw()).body.code).toBe('not-found');
    expect((await withdraw({ id: 'nonsense' })).status).toBe(404);
  });

  it('comes too late once the payout is ordered', async () => {
    gateway.answer(() => no('payout-already-ordered'));
    expect(await withdraw()).toMatchObject({
      status: 409,
      body: { code: 'account.payout-already-ordered' },
    });
  });
});
