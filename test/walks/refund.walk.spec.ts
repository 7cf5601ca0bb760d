import { startWalk, type Walk } from './walk.js';
import { until, type Client } from './client.js';
import { eur, workedExample } from './worked-example.js';

/** The story of the foundation: one order, its refunds and its settlement, over real HTTP. */
describe('a merchant of the direct service', () => {
  let walk: Walk;
  let merchant: Client;
  let webstore: Client;
  let simulator: Client;
  let operator: Client;
  let stranger: Client;
  let orderId: string;
  let order: string;

  beforeAll(async () => {
    walk = await startWalk();
    merchant = await walk.as('liisa');
    webstore = await walk.as('kahvikauppa');
    simulator = await walk.as('simulator');
    operator = await walk.as('operator');
    stranger = await walk.as('maija');
  });
  afterAll(() => walk.end());

  const refunds = () => merchant.get(`${order}/refunds`);
  const etag = async () => (await refunds()).headers.get('etag') ?? '';
  const refund = (body: object, key: string, ifMatch: string) =>
    merchant.post(`${order}/refunds`, body, { 'idempotency-key': `"${key}"`, 'if-match': ifMatch });
  const untilRefund = (refundId: string, status: string) =>
    until(refunds, ({ body }) =>
      body.items?.some(
        (each: { refundId: string; status: string }) =>
          each.refundId === refundId && each.status === status,
      ),
    );

  describe('1. gets an order from the web store', () => {
    it('refuses arithmetic that does not add up, and names the sums', async () => {
      const answer = await webstore.post('/v1/orders', workedExample({ amount: eur(568_11) }));
      expect(answer.status).toBe(400);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.body.detail).toContain('568,10');
      expect(answer.body.detail).toContain('568,11');
      expect(answer.body.errors[0].pointer).toBe('/amount');
    });

    it('takes the worked example: the buyer pays 573,10', async () => {
      const answer = await webstore.post('/v1/orders', workedExample());
      expect(answer.status).toBe(201);
      expect(answer.body.total).toEqual(eur(573_10));
      orderId = answer.body.orderId;
      order = `/v1/orders/${orderId}`;
      expect(answer.headers.get('location')).toBe(order);
      const position = answer.headers.get('extranet-position') ?? '';
      expect(position).toMatch(/^\d{20}$/u);
      const seen = await merchant.get(`${order}?atLeast=${position}`);
      expect(seen.status).toBe(200);
      expect(seen.body.reference).toBe('19985242');
    });

    it('answers the same order to the same contents, and 409 to others', async () => {
      const again = await webstore.post('/v1/orders', workedExample());
      expect([again.status, again.body.orderId]).toEqual([200, orderId]);
      const other = await webstore.post('/v1/orders', workedExample({ orderNumber: '7' }));
      expect([other.status, other.body.code]).toEqual([409, 'order.payment-id-used']);
    });
  });

  describe('2. sees it paid', () => {
    it('is told of the card payment', async () => {
      const told = await simulator.post('/v1/simulator/payments', {
        type: 'PaymentSucceeded',
        data: {
          sellerId: 'kahvikauppa',
          paymentId: '1998524_1',
          receiptId: 'receipt-1',
          method: 'FI50',
          paid: eur(573_10),
          card: { brand: 'visa', lastFour: '1111', issuerCountry: 'FI', isAuthenticated: true },
        },
      });
      expect(told.status).toBe(202);
      await until(
        () => merchant.get(order),
        ({ body }) => body.status === 'paid-direct' && body.revisions.account !== undefined,
      );
    });

    it('finds it in Account Transactions', async () => {
      for (const query of ['q=meikalainen', 'q=19985242', 'q=0019985242', 'status=paid-direct']) {
        const { status, body } = await merchant.get(`/v1/transactions?${query}`);
        expect([query, status, body.items.length]).toEqual([query, 200, 1]);
        expect(body.items[0].orderId).toBe(orderId);
      }
      const none = await merchant.get('/v1/transactions?minAmount=57311');
      expect(none.body.items).toEqual([]);
    });

    it('finds it in the summary of pending work', async () => {
      const { body } = await merchant.get('/v1/transactions/summary');
      expect(body.groups).toContainEqual(
        expect.objectContaining({ group: 'being-delivered-or-unsettled', count: 1 }),
      );
    });

    it('sees rows, money, and who did what and when', async () => {
      const { body } = await merchant.get(order);
      expect(body.rows.map(({ gross }: { gross: object }) => gross)).toEqual([
        eur(246_00),
        eur(332_10),
        eur(-10_00),
        eur(5_00),
      ]);
      expect(body.money.captured).toEqual(eur(573_10));
      expect(body.timeline.map(({ what }: { what: string }) => what)).toEqual(
        expect.arrayContaining(['OrderReceived', 'PaymentConfirmed']),
      );
    });
  });

  describe('3. refunds before settlement', () => {
    const body = {
      kind: 'price-reduction',
      timing: 'before-settlement',
      amount: eur(15_00),
      reason: 'defective',
      description: 'Hyvitys naarmusta',
    };
    let stale: string;
    let refundId: string;

    it('is told what can be refunded before trying', async () => {
      const { status, body: options } = await merchant.get(`${order}/refund-options`);
      expect(status).toBe(200);
      expect(options.options).toEqual([
        expect.objectContaining({
          timing: 'before-settlement',
          available: true,
          max: eur(573_10),
        }),
        expect.objectContaining({
          timing: 'after-settlement',
          available: false,
          reason: 'not-settled',
          nextStep: 'before-settlement',
        }),
      ]);
    });

    it('is refused without a key, and without If-Match', async () => {
      const keyless = await merchant.post(`${order}/refunds`, body);
      expect(keyless.status).toBe(400);
      const unmatched = await merchant.post(`${order}/refunds`, body, {
        'idempotency-key': '"no-if-match"',
      });
      expect(unmatched.status).toBe(428);
    });

    it('orders the payout of 15,00', async () => {
      stale = await etag();
      const answer = await refund(body, 'first', stale);
      expect([answer.status, answer.body.status]).toEqual([201, 'payout-ordered']);
      refundId = answer.body.refundId;
    });

    it('moves no more money when the request is sent again, though If-Match is stale', async () => {
      const again = await refund(body, 'first', stale);
      expect([again.status, again.body.refundId]).toEqual([201, refundId]);
      expect(again.headers.get('idempotency-hit')).toBe('true');
      expect((await refund({ ...body, amount: eur(16_00) }, 'first', stale)).status).toBe(422);
    });

    it('answers a second click with what changed', async () => {
      const second = await refund(body, 'second', stale);
      expect(second.status).toBe(412);
      expect(second.body.changes.map(({ type }: { type: string }) => type)).toContain(
        'RefundRequested',
      );
    });

    it('refuses one cent too much', async () => {
      const much = await refund({ ...body, amount: eur(558_11) }, 'too-much', await etag());
      expect([much.status, much.body.code]).toEqual([409, 'account.amount-exceeds-refundable']);
      expect(much.body.detail).toContain('558,10');
    });

    it('sees it done when the payout is confirmed', async () => {
      const told = await simulator.post('/v1/simulator/payouts', {
        type: 'PayoutPaid',
        data: { orderId, refundId },
      });
      expect(told.status).toBe(202);
      await untilRefund(refundId, 'paid-out');
    });

    it('has the money of a failed payout free again, and is told the next step', async () => {
      const asked = await refund(body, 'will-fail', await etag());
      const failing = asked.body.refundId;
      await simulator.post('/v1/simulator/payouts', {
        type: 'PayoutFailed',
        data: { orderId, refundId: failing, reason: 'card expired' },
      });
      const { body: after } = await untilRefund(failing, 'payout-failed');
      const failed = after.items.find((each: { refundId: string }) => each.refundId === failing);
      expect(failed.failure).toBe('card expired');
      expect(failed.nextStep).toBeDefined();
      const options = await merchant.get(`${order}/refund-options`);
      expect(options.body.options[0].max).toEqual(eur(558_10));
    });
  });

  describe('4. is settled', () => {
    const line = () => ({
      orderId,
      gross: eur(573_10),
      refunded: eur(15_00),
      commission: eur(0),
      commissionVat: eur(0),
      net: eur(558_10),
    });
    const propose = (settlementId: string, net: number) => {
      const { orderId: _order, ...sums } = { ...line(), count: 1, net: eur(net) };
      return simulator.post('/v1/simulator/settlement', {
        type: 'SettlementProposed',
        data: { settlementId, merchantId: walk.merchantOf('liisa'), lines: [line()], sums },
      });
    };
    const pay = (settlementId: string) =>
      simulator.post('/v1/simulator/settlement', {
        type: 'SettlementPaymentMade',
        data: {
          settlementId,
          merchantId: walk.merchantOf('liisa'),
          orderIds: [orderId],
          net: eur(558_10),
        },
      });
    const untilSettlement = (settlementId: string, status: string) =>
      until(
        () => simulator.get(`/v1/simulator/settlements/${settlementId}`),
        ({ body }) => body.status === status,
      );

    it('refuses a batch whose sums do not add up, whole', async () => {
      await propose('wrong-sums', 558_11);
      const { body } = await untilSettlement('wrong-sums', 'refused');
      expect(body.reasons.join()).toContain('558,11');
    });

    it('parks a payment that nobody claimed, with an alarm', async () => {
      await pay('never-proposed');
      await until(
        () => walk.anyone.get('/metrics'),
        ({ body }) => /^extranet_deadletter_events\{[^}]*\} [1-9]/mu.test(body),
      );
    });

    it('claims the line, and refuses a refund before settlement from then on', async () => {
      await propose('settlement-1', 558_10);
      await untilSettlement('settlement-1', 'confirmed');
      const late = await refund(
        {
          kind: 'price-reduction',
          timing: 'before-settlement',
          amount: eur(1_00),
          reason: 'other',
        },
        'after-claim',
        await etag(),
      );
      expect([late.status, late.body.code]).toEqual([409, 'account.already-settled']);
      expect(late.body.nextStep.body).toEqual({ timing: 'after-settlement' });
    });

    it('is paid', async () => {
      await pay('settlement-1');
      await until(
        () => merchant.get(order),
        ({ body }) => body.status === 'settled',
      );
    });
  });

  describe('5. refunds after settlement', () => {
    const body = {
      kind: 'price-reduction',
      timing: 'after-settlement',
      amount: eur(20_00),
      reason: 'other',
    };
    let refundId: string;
    let funding: { iban: string; reference: string; recipientName: string; amount: object };
    const transfer = (transferId: string, over: object = {}) =>
      simulator.post('/v1/simulator/bank', {
        type: 'TransferArrived',
        data: {
          transferId,
          iban: funding.iban,
          reference: funding.reference,
          amount: eur(20_00),
          payerName: 'Kahvikauppa Oy',
          ...over,
        },
      });
    const untilTransfer = (transferId: string, status: string) =>
      until(
        () => operator.get('/v1/operations/transfers?limit=100'),
        ({ body: page }) =>
          page.items.some(
            (each: { transferId: string; status: string }) =>
              each.transferId === transferId && each.status === status,
          ),
      );

    it('is told recipient, IBAN, reference and amount, and waits', async () => {
      const answer = await refund(body, 'after', await etag());
      expect([answer.status, answer.body.status]).toEqual([201, 'waiting-for-transfer']);
      ({ refundId, funding } = answer.body);
      expect(funding).toEqual({
        recipientName: expect.any(String),
        iban: expect.stringMatching(/^FI\d{16}$/u),
        reference: expect.stringMatching(/^\d{4,20}$/u),
        amount: eur(20_00),
      });
    });

    it('refunds nobody for a transfer of another sum or with an unknown reference', async () => {
      await transfer('t-other-sum', { amount: eur(19_99) });
      await transfer('t-unknown', { reference: '1234561' });
      await untilTransfer('t-other-sum', 'unmatched');
      await untilTransfer('t-unknown', 'unmatched');
      await untilRefund(refundId, 'waiting-for-transfer');
      expect((await merchant.get('/v1/operations/transfers')).status).toBe(403);
    });

    it('refunds the buyer when the transfer arrives, and counts it once', async () => {
      await transfer('t-1');
      await transfer('t-1');
      await untilRefund(refundId, 'payout-ordered');
      await untilTransfer('t-1', 'matched');
      await simulator.post('/v1/simulator/payouts', {
        type: 'PayoutPaid',
        data: { orderId, refundId },
      });
      await untilRefund(refundId, 'paid-out');
      const { body: page } = await merchant.get(order);
      expect(page.money.refunded).toEqual(eur(35_00));
      const { body: listed } = await operator.get('/v1/operations/transfers?limit=100');
      expect(
        listed.items.filter((each: { transferId: string }) => each.transferId === 't-1'),
      ).toHaveLength(1);
    });

    it('can withdraw an unpaid funding request, which frees its amount', async () => {
      const asked = await refund({ ...body, amount: eur(30_00) }, 'to-withdraw', await etag());
      const before = await merchant.get(`${order}/refund-options`);
      const withdrawn = await merchant.post(
        `${order}/refunds/${asked.body.refundId}/withdraw`,
        {},
        { 'idempotency-key': '"withdraw"', 'if-match': await etag() },
      );
      expect([withdrawn.status, withdrawn.body.status]).toEqual([200, 'withdrawn']);
      await untilRefund(asked.body.refundId, 'withdrawn');
      const after = await merchant.get(`${order}/refund-options`);
      const max = (answer: typeof after) => answer.body.options[1].max.minorUnits;
      expect(max(after) - max(before)).toBe(30_00);
      funding = asked.body.funding;
      await transfer('t-too-late', { amount: eur(30_00) });
      await untilTransfer('t-too-late', 'unmatched');
    });
  });

  describe('6. another merchant', () => {
    it('sees none of it: unknown and foreign ids answer the same 404', async () => {
      const unknown = '00000000-0000-4000-8000-000000000000';
      for (const path of ['', '/refund-options', '/refunds']) {
        const foreign = await stranger.get(`/v1/orders/${orderId}${path}`);
        const never = await stranger.get(`/v1/orders/${unknown}${path}`);
        expect([foreign.status, never.status]).toEqual([404, 404]);
        expect(withoutNames(foreign.body)).toEqual(withoutNames(never.body));
      }
      const listed = await stranger.get('/v1/transactions');
      expect(listed.body.items).toEqual([]);
      const tried = await stranger.post(
        `${order}/refunds`,
        { kind: 'full', timing: 'after-settlement', reason: 'other' },
        { 'idempotency-key': '"steal"', 'if-match': await etag() },
      );
      expect(tried.status).toBe(404);
    });

    it('nor does anybody without a token', async () => {
      expect((await walk.anyone.get(order)).status).toBe(401);
    });
  });

  describe('7. after a restart', () => {
    it('finds everything still there', async () => {
      const before = await merchant.get(order);
      await walk.restart();
      merchant = await walk.as('liisa');
      const after = await until(
        () => merchant.get(order),
        ({ status }) => status === 200,
      );
      expect(after.body).toEqual(before.body);
    });
  });
});

const withoutNames = ({ instance: _path, traceId: _trace, ...rest }: Record<string, unknown>) =>
  rest;
