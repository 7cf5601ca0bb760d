import { askAsShown, until, type Answer, type Client } from '../client.js';
import type { StartWalk, Walk } from '../walk.js';
import { eur, workedExample } from '../worked-example.js';

/** Goods that come back by row, and refunds that a web store names. */
export function refundKindsStory(start: StartWalk): void {
  let walk: Walk;
  let webstore: Client;
  let merchant: Client;
  let simulator: Client;

  beforeAll(async () => {
    walk = await start();
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
      () => options(order),
      ({ headers }) => /account/u.test(headers.get('etag') ?? ''),
    );
    return order;
  }
  const refund = (order: string, body: object, key: string): Promise<Answer> =>
    askAsShown(merchant, `${order}/refunds`, body, { about: `${order}/refund-options`, key });
  const options = (order: string) => merchant.get(`${order}/refund-options`);
  const back = {
    kind: 'partial-return',
    timing: 'before-settlement',
    reason: 'wrong-size',
    rows: [{ rowNumber: 1, quantity: '1' }],
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
}
