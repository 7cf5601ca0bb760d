import { until } from '../client.js';
import { eur, workedExample } from '../worked-example.js';
import type { Story } from './story.js';

/** 1 and 2: the order comes in, is paid, and is found. */
export function orderAndPayment(story: Story): void {
  describe('1. gets an order from the web store', () => {
    it('refuses arithmetic that does not add up, and names the sums', async () => {
      const answer = await story.webstore.post(
        '/v1/orders',
        workedExample({ amount: eur(568_11) }),
      );
      expect(answer.status).toBe(400);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.body.detail).toContain('568,10');
      expect(answer.body.detail).toContain('568,11');
      expect(answer.body.errors[0].pointer).toBe('/amount');
    });

    it('takes the worked example: the buyer pays 573,10', async () => {
      const answer = await story.webstore.post('/v1/orders', workedExample());
      expect(answer.status).toBe(201);
      expect(answer.body.total).toEqual(eur(573_10));
      story.orderId = answer.body.orderId;
      expect(answer.headers.get('location')).toBe(story.order);
      const position = answer.headers.get('extranet-position') ?? '';
      expect(position).toMatch(/^\d{20}$/u);
      const seen = await story.merchant.get(`${story.order}?atLeast=${position}`);
      expect(seen.status).toBe(200);
      expect(seen.body.reference).toBe('19985242');
    });

    it('answers the same order to the same contents, and 409 to others', async () => {
      const again = await story.webstore.post('/v1/orders', workedExample());
      expect([again.status, again.body.orderId]).toEqual([200, story.orderId]);
      const other = await story.webstore.post('/v1/orders', workedExample({ orderNumber: '7' }));
      expect([other.status, other.body.code]).toEqual([409, 'order.payment-id-used']);
    });
  });
  describe('2. sees it paid', () => {
    it('is told of the card payment', async () => {
      const told = await story.simulator.post('/v1/simulator/payments', {
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
        () => story.merchant.get(story.order),
        ({ body }) => body.status === 'paid-direct' && body.revisions.account !== undefined,
      );
      await story.untilInStep();
    });

    it('finds it in Account Transactions', async () => {
      for (const query of ['q=meikalainen', 'q=19985242', 'q=0019985242', 'status=paid-direct']) {
        const { body } = await until(
          () => story.merchant.get(`/v1/transactions?${query}`),
          (answer) => answer.status === 200 && answer.body.items.length === 1,
        );
        expect([query, body.items[0].orderId]).toEqual([query, story.orderId]);
      }
      const none = await story.merchant.get('/v1/transactions?minAmount=57311');
      expect(none.body.items).toEqual([]);
    });

    it('finds it in the summary of pending work', async () => {
      await until(
        () => story.merchant.get('/v1/transactions/summary'),
        ({ body }) =>
          body.groups.some(
            (each: { group: string; count: number }) =>
              each.group === 'being-delivered-or-unsettled' && each.count === 1,
          ),
      );
    });

    it('sees rows, money, and who did what and when', async () => {
      const { body } = await story.merchant.get(story.order);
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
}
