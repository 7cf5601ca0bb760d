import { until, type Answer, type Client } from './client.js';
import { startWalk, type Walk } from './walk.js';
import { eur, workedExample } from './worked-example.js';

/** Goods that come back by row, and the permission matrix as a merchant meets it. */
describe('refunds of every kind', () => {
  let walk: Walk;
  let webstore: Client;
  let merchant: Client;
  let simulator: Client;

  beforeAll(async () => {
    walk = await startWalk();
    [webstore, merchant, simulator] = await Promise.all([
      walk.as('kahvikauppa'),
      walk.as('liisa'),
      walk.as('simulator'),
    ]);
  });
  afterAll(() => walk.end());

  /** A paid order's path. */
  async function paid(paymentId: string, method: string): Promise<string> {
    const sent = await webstore.post('/v1/orders', workedExample({ paymentId }));
    const order = `/v1/orders/${sent.body.orderId}`;
    await simulator.post('/v1/simulator/payments', {
      type: 'PaymentSucceeded',
      data: {
        ...{ sellerId: 'kahvikauppa', paymentId, receiptId: `receipt-${paymentId}` },
        ...{ method, paid: eur(573_10) },
      },
    });
    await until(
      () => merchant.get(order),
      ({ body }) => body.revisions?.account !== undefined,
    );
    return order;
  }
  const refund = async (order: string, body: object, key: string): Promise<Answer> =>
    merchant.post(`${order}/refunds`, body, {
      'idempotency-key': key,
      'if-match': (await merchant.get(order)).headers.get('etag') ?? '',
    });
  const options = (order: string) => merchant.get(`${order}/refund-options`);
  const back = {
    kind: 'partial-return',
    timing: 'before-settlement',
    reason: 'wrong-size',
    rows: [{ rowNumber: 1, quantity: '1' }],
  };
  const settle = (order: string, settlementId: string) => {
    const money = { gross: eur(573_10), refunded: eur(0), commission: eur(0) };
    const sums = { ...money, commissionVat: eur(0), net: eur(573_10) };
    const ids = { settlementId, merchantId: walk.merchantOf('liisa') };
    const orderId = order.split('/').at(-1);
    return simulator.post('/v1/simulator/settlement', {
      type: 'SettlementProposed',
      data: { ...ids, lines: [{ orderId, ...sums }], sums: { count: 1, ...sums } },
    });
  };

  describe('a partial return', () => {
    let order: string;

    it('is offered row by row, with what is left of each', async () => {
      order = await paid('rows-1', 'FI50');
      const { body } = await options(order);
      expect(body.rows[0]).toEqual({
        ...{ rowNumber: 1, type: 1, vatRate: 2550, name: 'T-shirt' },
        ...{ quantity: '2', quantityLeft: '2', gross: eur(246_00), grossLeft: eur(246_00) },
      });
    });

    it('names both sums when its rows are not its amount', async () => {
      const answer = await refund(order, { ...back, amount: eur(100_00) }, 'wrong-sum');
      expect([answer.status, answer.body.code]).toEqual([400, 'account.rows-do-not-add-up']);
      expect(answer.body.detail).toMatch(/100,00 EUR.*123,00 EUR/u);
    });

    it('gives back a piece and the shipping, less a lost discount', async () => {
      const extraRows = [
        { name: 'Shipping', quantity: '1', unitPrice: eur(-5_00), vatRate: 2550 },
        { name: 'Lost discount', quantity: '1', unitPrice: eur(10_00), vatRate: 2550 },
      ];
      const answer = await refund(order, { ...back, extraRows, amount: eur(118_00) }, 'back');
      expect([answer.status, answer.body.amount]).toEqual([201, eur(118_00)]);
      expect(answer.body.rows[0].gross).toEqual(eur(123_00));
      const { body } = await until(
        () => options(order),
        ({ body: shown }) => shown.rows[0].quantityLeft === '1',
      );
      expect(body.refundable).toEqual(eur(455_10));
    });

    it('takes no piece twice', async () => {
      const twice = { ...back, rows: [{ rowNumber: 1, quantity: '2' }] };
      const answer = await refund(order, twice, 'twice');
      expect([answer.status, answer.body.code]).toEqual([409, 'account.quantity-exceeds-left']);
    });

    it("takes the web store's own id of a refund once", async () => {
      const named = { ...back, kind: 'price-reduction', amount: eur(1_00), cancelId: 'C-1' };
      const { rows: _rows, ...body } = named;
      const first = await refund(order, body, 'named');
      expect([first.status, first.body.cancelId]).toEqual([201, 'C-1']);
      const again = await refund(order, body, 'named-again');
      expect([again.status, again.body.code]).toEqual([409, 'account.cancel-id-used']);
      expect(again.body.nextStep.href).toBe(`${order}/refunds/${first.body.refundId}`);
    });
  });

  describe('the permission matrix in the direct service', () => {
    it.each([
      ['a card', 'FI50'],
      ['Collector', 'COLI'],
    ])('lets %s be refunded, settled or not', async (_what, method) => {
      const order = await paid(`yes-${method}`, method);
      expect((await options(order)).body.options[0].available).toBe(true);
      await settle(order, `settlement-${method}`);
      const { body } = await until(
        () => options(order),
        ({ body: shown }) => shown.options[1].available === true,
      );
      expect(body.options[0]).toMatchObject({ available: false, reason: 'already-settled' });
    });

    it.each([
      ['an online bank', 'FI01', 'direct-service-refunds-cards-and-collector-only'],
      ['a Svea invoice', 'FI70', 'direct-service-refunds-cards-and-collector-only'],
      ['a method that takes no online refund', 'EEMK', 'method-takes-no-online-refund'],
    ])('refuses %s by the same rule as it says before, and names the step', async (...row) => {
      const [, method, rule] = row;
      const order = await paid(`no-${method}`, method);
      const { body } = await options(order);
      expect(body.options[0]).toMatchObject({ available: false, reason: rule });
      const answer = await refund(order, { ...back, amount: eur(123_00) }, `no-${method}`);
      expect([answer.status, answer.body.code]).toEqual([409, `account.${rule}`]);
      expect(answer.body.nextStep.action).toBe(body.options[0].nextStep);
    });
  });
});
