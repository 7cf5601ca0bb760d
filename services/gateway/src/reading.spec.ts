import { MailId, type Refund, type UnsentMail } from '@libs/contracts';
import { INSTITUTION, TransferId, Iban, eur } from '@libs/kernel';
import { START } from '@libs/event-store';
import { ANSWER_SCHEMAS } from './answers/answer-schemas.js';
import { MERCHANT, NOW, OTHER, runGateway, type Running } from './gateway.fixtures.js';
import { merchant, ORDER, orderDetails, orderRefunds, REFUND, show } from './shown.fixtures.js';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

describe('reading', () => {
  let gateway: Running;
  beforeAll(async () => {
    gateway = await runGateway();
    await show(gateway.views.merchants, MERCHANT, merchant());
    await show(gateway.views.orders, ORDER, orderDetails());
    await show(gateway.views.refunds, ORDER, orderRefunds());
  });
  afterAll(() => gateway.close());

  const get = (path: string, headers: Record<string, string> = {}) =>
    gateway.fetch(path, { headers });

  it('shows an order with names to those who acted, and with what follows', async () => {
    const { status, headers, body } = await get(`/v1/orders/${ORDER}`);
    expect([status, headers.get('etag')]).toEqual([200, '"order.1,account.1"']);
    ANSWER_SCHEMAS.Order.parse(body);
    expect(body.merchantId).toBeUndefined();
    expect(body.timeline[0].who).toEqual({ kind: 'user', id: 'liisa', name: 'Liisa Laskuttaja' });
    for (const href of Object.values<string>(body.links))
      expect((await get(href)).status).toBe(200);
  });

  it('tells what can be refunded, in the caller’s language', async () => {
    const { headers, body } = await get(`/v1/orders/${ORDER}/refund-options`, {
      'accept-language': 'fi',
    });
    expect(headers.get('etag')).toBe('"account.1"');
    ANSWER_SCHEMAS.RefundOptions.parse(body);
    expect(body.options).toEqual([
      expect.objectContaining({ timing: 'before-settlement', available: true, max: eur(573_10) }),
      expect.objectContaining({
        ...{ timing: 'after-settlement', available: false },
        ...{ reason: 'not-settled', nextStep: 'before-settlement' },
        text: expect.stringContaining('Maksua ei ole vielä tilitetty'),
      }),
    ]);
  });

  it('tells of an order that is not paid that it is not paid', async () => {
    const order = {
      orderId: UNKNOWN as never,
      paymentState: 'open',
      revisions: { order: 0 },
    } as const;
    await show(gateway.views.orders, UNKNOWN, orderDetails(order));
    const { headers, body } = await get(`/v1/orders/${UNKNOWN}/refund-options`);
    expect(headers.get('etag')).toBe('"order.0"');
    ANSWER_SCHEMAS.RefundOptions.parse(body);
    const why = { available: false, reason: 'not-paid', nextStep: 'cancel' };
    expect(body.options).toMatchObject([why, why]);
    const refunds = await get(`/v1/orders/${UNKNOWN}/refunds`);
    expect([refunds.status, refunds.body.items]).toEqual([200, []]);
  });

  it('shows refunds with what each waits for, and the next step of one that failed', async () => {
    const refund: Refund = {
      refundId: REFUND,
      kind: 'price-reduction',
      timing: 'before-settlement',
      status: 'payout-failed',
      failure: 'card expired',
      amount: eur(15_00),
      vat: [],
      excess: eur(0),
      reason: 'other',
      requestedBy: { kind: 'user', id: 'liisa' },
      requestedAt: NOW,
      changedAt: NOW,
    };
    const shown = orderRefunds({ refunds: [refund], accountRevision: 5 });
    await show(gateway.views.refunds, ORDER, shown, '00000000000000000002');
    const list = await get(`/v1/orders/${ORDER}/refunds`);
    ANSWER_SCHEMAS.RefundList.parse(list.body);
    expect(list.headers.get('etag')).toBe('"account.5"');
    const [item] = list.body.items;
    expect(item.nextStep).toMatchObject({ action: 'refund', href: `/v1/orders/${ORDER}/refunds` });
    expect(item.requestedBy.name).toBe('Liisa Laskuttaja');
    const one = await get(item.href);
    expect([one.status, one.body]).toEqual([200, item]);
    expect((await get(`/v1/orders/${ORDER}/refunds/${UNKNOWN}`)).status).toBe(404);
  });

  it('answers 304 to one who has this very revision', async () => {
    for (const path of ['/v1/merchant', `/v1/orders/${ORDER}`, `/v1/orders/${ORDER}/refunds`]) {
      const first = await get(path);
      const etag = first.headers.get('etag') ?? '';
      const again = await get(path, { 'if-none-match': etag });
      expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag]);
      expect((await get(path, { 'if-none-match': '"order.99"' })).status).toBe(200);
    }
  });

  it('answers the same 404 for what is unknown and for what is another’s', async () => {
    const token = await gateway.token({ merchant: OTHER });
    const told = async (path: string) => {
      const { status, body, headers } = await gateway.fetch(path, { token });
      const { instance: _instance, traceId: _traceId, ...rest } = body;
      return { status, rest, etag: headers.get('etag') };
    };
    for (const path of ['', '/refund-options', '/refunds', `/refunds/${REFUND}`]) {
      const foreign = await told(`/v1/orders/${ORDER}${path}`);
      expect(foreign.status).toBe(404);
      for (const id of [UNKNOWN.replace('4', '5'), 'nonsense'])
        expect(await told(`/v1/orders/${id}${path}`)).toEqual(foreign);
    }
    expect((await told('/v1/merchant')).status).toBe(404);
  });

  it('shows a merchant what is agreed with it', async () => {
    const { body, headers } = await get('/v1/merchant');
    ANSWER_SCHEMAS.Merchant.parse(body);
    expect([body.company.name, headers.get('etag')]).toEqual(['Kahvikauppa Oy', '"merchant.4"']);
  });

  it('shows operators the transfers that found no refund', async () => {
    const iban = Iban.parse('FI7740123477777777');
    for (const [id, status, moment] of [
      ['t-1', 'matched', 1],
      ['t-2', 'unmatched', 2],
    ] as const) {
      const at = `2026-03-0${moment}T10:00:00.000Z`;
      const times = { bookedAt: at, receivedAt: at, changedAt: at };
      const transfer = { transferId: TransferId.parse(id), iban, amount: eur(1), status, ...times };
      await show(gateway.views.transfers, id, transfer, `0000000000000000000${moment}`);
    }
    const token = await gateway.token({ merchant: INSTITUTION, roles: ['operator'] });
    const all = await gateway.fetch('/v1/operations/transfers', { token });
    ANSWER_SCHEMAS.TransferPage.parse(all.body);
    expect(all.body.items.map((each: { transferId: string }) => each.transferId)).toEqual([
      't-2',
      't-1',
    ]);
    const path = '/v1/operations/transfers?status=unmatched';
    expect((await gateway.fetch(path, { token })).body.items).toHaveLength(1);
  });

  it('shows operators the mails that were not taken, newest first, with no address', async () => {
    const mails: UnsentMail[] = (['given-up', 'to-be-tried-again'] as const).map((status, at) => ({
      mailId: MailId.parse(`00000000-0000-4000-8000-0000000000a${at}`),
      ...{ orderId: ORDER, merchantId: MERCHANT, kind: 'link', status, tries: 6 - at },
      ...{ reason: 'ECONNREFUSED', changedAt: `2026-03-02T10:00:0${at}.000Z` },
    }));
    for (const [at, mail] of mails.entries())
      await show(gateway.views.unsentMails, mail.mailId, mail, `0000000000000000000${at + 1}`);
    const token = await gateway.token({ merchant: INSTITUTION, roles: ['operator'] });
    const all = await gateway.fetch('/v1/operations/mails', { token });
    ANSWER_SCHEMAS.UnsentMailPage.parse(all.body);
    expect(all.body.items).toEqual([...mails].reverse());
    const path = '/v1/operations/mails?status=given-up';
    expect((await gateway.fetch(path, { token })).body.items).toEqual([mails[0]]);
    expect((await get('/v1/operations/mails')).status).toBe(403);
    const wrong = await gateway.fetch('/v1/operations/mails?status=lost', { token });
    expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([400, '/status']);
  });

  describe('at a position', () => {
    it('is at once where the view has come so far', async () => {
      expect((await get(`/v1/merchant?atLeast=${START}`)).status).toBe(200);
    });

    it('is refused beyond the end of the log', async () => {
      const { status, body } = await get('/v1/merchant?atLeast=00000000000000000099');
      expect([status, body.errors[0].pointer]).toEqual([400, '/atLeast']);
    });

    it('waits until the view has come so far, and says so when it does not', async () => {
      const { ports, views } = gateway;
      const metadata = {
        actor: { kind: 'system', id: 'spec' } as const,
        ...{ commandId: UNKNOWN, fingerprint: 'f', correlationId: 'c', causationId: 'c' },
        ...{ occurredAt: NOW, recordedAt: NOW },
      };
      const event = { id: UNKNOWN, type: 'Told', data: { merchantId: MERCHANT }, metadata };
      const many = Array.from({ length: 3 }, (_none, at) => ({
        ...event,
        id: UNKNOWN.replace(/.$/u, String(at)),
      }));
      const { position } = await ports.store.append('spec-1', -1, many);
      const waiting = get(`/v1/merchant?atLeast=${position}`);
      await show(views.merchants, MERCHANT, merchant({ revision: 5 }), position);
      expect((await waiting).headers.get('etag')).toBe('"merchant.5"');
      const behind = await get(`/v1/orders/${ORDER}?atLeast=${position}`);
      expect([behind.status, behind.body.code]).toEqual([503, 'view-behind']);
      expect(behind.headers.get('retry-after')).toBe('1');
    });
  });
});

describe('whoever runs the process', () => {
  let gateway: Running;
  beforeAll(async () => {
    gateway = await runGateway();
  });
  afterAll(() => gateway.close());

  it('sees that it lives, whether it is ready, and its metrics', async () => {
    expect((await gateway.fetch('/livez')).body).toEqual({ status: 'ok' });
    expect((await gateway.fetch('/readyz')).body).toMatchObject({ status: 'ok' });
    const metrics = await gateway.fetch('/metrics');
    expect(metrics.headers.get('content-type')).toMatch(/^text\/plain/u);
    expect(metrics.text).toContain('extranet_');
  });

  it('finds the request again by its id, and by its trace', async () => {
    const headers = {
      'request-id': 'mine-1',
      traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    };
    const answer = await gateway.fetch('/v1/nowhere', { headers });
    expect(answer.headers.get('request-id')).toBe('mine-1');
    expect(answer.body.traceId).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
  });

  it('tells browsers to be careful, and nobody what it is made of', async () => {
    const { headers } = await gateway.fetch('/v1/merchant');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('server')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});
