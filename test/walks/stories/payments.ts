import { until, type Answer, type Client } from '../client.js';
import type { StartWalk, Walk } from '../walk.js';
import { eur, workedExample } from '../worked-example.js';

const RETURNS = '/v1/operations/returns';

/** Orders that are paid late, wrongly, twice or not at all. */
export function paymentsStory(start: StartWalk): void {
  let walk: Walk;
  let webstore: Client;
  let merchant: Client;
  let simulator: Client;
  let operator: Client;

  beforeAll(async () => {
    walk = await start();
    await signIn();
  });
  afterAll(() => walk.end());

  async function signIn() {
    [webstore, merchant, simulator, operator] = await Promise.all([
      walk.as('kahvikauppa'),
      walk.as('liisa'),
      walk.as('simulator'),
      walk.as('operator'),
    ]);
  }

  /** An order of the worked example under a payment id of its own; its path. */
  async function arrived(paymentId: string): Promise<string> {
    const { body } = await webstore.post('/v1/orders', workedExample({ paymentId }));
    return `/v1/orders/${body.orderId}`;
  }
  const told = (type: string, paymentId: string, data: object) =>
    simulator.post('/v1/simulator/payments', {
      type,
      data: { sellerId: 'kahvikauppa', paymentId, method: 'FI01', ...data },
    });
  const pay = (paymentId: string, receiptId: string, paid: object = eur(573_10)) =>
    told('PaymentSucceeded', paymentId, { receiptId, paid });
  const untilStatus = (order: string, status: string) =>
    until(
      () => merchant.get(order),
      ({ body }) => body.status === status,
    );
  const untilReturned = (order: string, status: string) =>
    until(
      () => merchant.get(order),
      ({ body }) => body.returns[0]?.status === status,
    );
  const cancel = async (order: string, key: string): Promise<Answer> =>
    merchant.post(`${order}/cancel`, undefined, {
      'idempotency-key': key,
      'if-match': (await merchant.get(order)).headers.get('etag') ?? '',
    });

  describe('that is on its way', () => {
    let order: string;

    it('is awaited, and the merchant sees until when', async () => {
      order = await arrived('late');
      await told('PaymentPending', 'late', {});
      const { body } = await untilStatus(order, 'awaiting-funds');
      expect([body.statusCode, body.method]).toEqual(['10', 'FI01']);
      expect(Date.parse(body.payBy)).toBeGreaterThan(Date.parse(body.receivedAt));
    });

    it('lets the order expire when it does not come in time, also after a restart', async () => {
      const { payBy } = (await merchant.get(order)).body;
      const before = new Date(Date.parse(payBy) - 3_600_000).toISOString();
      await simulator.post('/v1/simulator/clock', { to: before });
      expect((await merchant.get(order)).body.status).toBe('awaiting-funds');
      await walk.restart();
      await signIn();
      await simulator.post('/v1/simulator/clock', { to: payBy });
      const { body } = await untilStatus(order, 'expired');
      expect(body.statusCode).toBe('11');
      const expiries = body.timeline.filter(
        ({ what }: { what: string }) => what === 'OrderExpired',
      );
      expect(expiries).toMatchObject([{ at: payBy, details: { payBy } }]);
    });

    it('revives the expired order when it comes late, and counts once', async () => {
      await pay('late', 'late-1');
      await pay('late', 'late-1');
      await untilStatus(order, 'paid-direct');
      const { body } = await until(
        () => merchant.get(order),
        ({ body: page }) => page.money?.captured.minorUnits > 0,
      );
      expect(body.money.captured).toEqual(eur(573_10));
      expect(body.returns).toEqual([]);
    });
  });

  describe('for a cancelled order', () => {
    let order: string;

    it('is not awaited any more', async () => {
      order = await arrived('cancelled');
      const { status, body } = await cancel(order, 'call-off');
      expect([status, body.status, body.statusCode]).toEqual([200, 'cancelled', '99']);
      const stale = await merchant.post(`${order}/cancel`, undefined, {
        'idempotency-key': 'call-off',
        'if-match': '"order.0"',
      });
      expect([stale.status, stale.headers.get('idempotency-hit')]).toEqual([200, 'true']);
    });

    it('goes back as a whole, and the merchant can do nothing with it', async () => {
      await pay('cancelled', 'cancelled-1');
      const { body } = await untilReturned(order, 'ordered');
      expect(body.returns).toMatchObject([
        { receiptId: 'cancelled-1', amount: eur(573_10), reason: 'order-cancelled' },
      ]);
      expect([body.status, body.money.captured]).toEqual(['cancelled', eur(0)]);
      const { options } = (await merchant.get(`${order}/refund-options`)).body;
      expect(options).toMatchObject([{ reason: 'not-paid' }, { reason: 'not-paid' }]);
    });

    it('is shown to operators when it could not be sent back, and ordered again by them', async () => {
      const { returnId } = (await merchant.get(order)).body.returns[0];
      const { orderId } = (await merchant.get(order)).body;
      const payout = { orderId, receiptId: 'cancelled-1' };
      await simulator.post('/v1/simulator/payouts', {
        type: 'ReturnFailed',
        data: { ...payout, returnId, reason: 'account closed' },
      });
      await untilReturned(order, 'failed');
      const { body } = await operator.get(`${RETURNS}?status=failed`);
      expect(body.items).toMatchObject([{ ...payout, failure: 'account closed' }]);
      expect((await merchant.get(RETURNS)).status).toBe(403);
      const again = await operator.post(body.items[0].links.retry, undefined);
      expect([again.status, again.body.status]).toEqual([200, 'ordered']);
      expect(again.body.returnId).not.toBe(returnId);
      const twice = await operator.post(body.items[0].links.retry, undefined);
      expect([twice.status, twice.body.code]).toEqual([409, 'order.return-not-failed']);
      await simulator.post('/v1/simulator/payouts', {
        type: 'ReturnPaid',
        data: { ...payout, returnId: again.body.returnId },
      });
      await untilReturned(order, 'returned');
      expect((await operator.get(`${RETURNS}?status=failed`)).body.items).toEqual([]);
    });
  });

  it.each([
    ['too little', eur(573_09), 'paid-less-than-asked'],
    ['more than the invoicing fee allows', eur(578_11), 'paid-more-than-asked'],
    ['another currency', { minorUnits: 573_10, currency: 'SEK' }, 'currency-differs'],
  ])('of %s goes back, and the next one may fit', async (_what, paid, reason) => {
    const order = await arrived(reason);
    await pay(reason, `${reason}-1`, paid);
    const { body } = await untilReturned(order, 'ordered');
    expect([body.status, body.returns[0].reason, body.returns[0].amount]).toEqual([
      'received',
      reason,
      paid,
    ]);
    await pay(reason, `${reason}-2`);
    await untilStatus(order, 'paid-direct');
  });

  it('may be more than was asked by an invoicing fee', async () => {
    const order = await arrived('fee');
    await pay('fee', 'fee-1', eur(578_10));
    const { body } = await until(
      () => merchant.get(order),
      ({ body: page }) => page.money?.captured.minorUnits > 0,
    );
    expect([body.total, body.money.captured]).toEqual([eur(573_10), eur(578_10)]);
  });

  it('goes back when it is the second one', async () => {
    const order = await arrived('twice');
    await pay('twice', 'twice-1');
    await untilStatus(order, 'paid-direct');
    await pay('twice', 'twice-2');
    await untilReturned(order, 'ordered');
    const { body } = await until(
      () => merchant.get(order),
      (answer) => answer.body.money?.captured.minorUnits > 0,
    );
    expect(body.returns).toMatchObject([{ receiptId: 'twice-2', reason: 'already-paid' }]);
    expect([body.status, body.money.captured]).toEqual(['paid-direct', eur(573_10)]);
  });

  it('is of one order, whatever is told: for another one it is parked, and its own money counts', async () => {
    const [first, second] = [await arrived('one-of-two'), await arrived('two-of-two')];
    await pay('one-of-two', 'of-two');
    await untilStatus(first, 'paid-direct');
    await pay('two-of-two', 'of-two');
    const operator = await walk.as('operator');
    const { body } = await until(
      () => operator.get('/v1/operations/parked'),
      (answer) => answer.body.items.length === 1,
    );
    expect(body.items[0].reason).toBe('receipt-of-another-order');
    expect((await merchant.get(second)).body.status).toBe('received');
    await operator.post(body.items[0].links.skip, { reason: 'It is of the other order.' });
    await pay('two-of-two', 'of-its-own');
    await untilStatus(second, 'paid-direct');
  });

  it('is refunded, not cancelled', async () => {
    const order = await arrived('refund-me');
    await pay('refund-me', 'refund-me-1');
    await untilStatus(order, 'paid-direct');
    const { status, body } = await cancel(order, 'too-late');
    expect([status, body.code]).toEqual([409, 'order.already-paid']);
    expect(body.nextStep).toEqual({ action: 'refund', href: `${order}/refund-options` });
  });

  it("is none of another merchant's business", async () => {
    const order = await arrived('foreign');
    const other = await walk.as('maija');
    const foreign = await other.post(`${order}/cancel`, undefined, {
      'idempotency-key': 'not-mine',
      'if-match': '"order.0"',
    });
    expect(foreign.status).toBe(404);
    expect((await merchant.get(order)).body.status).toBe('received');
  });
}
