import { until } from '../client.js';
import { eur } from '../worked-example.js';
import type { Story } from './story.js';

/** 5: the merchant pays first, then the buyer is paid. */
export function afterSettlement(story: Story): void {
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
      story.simulator.post('/v1/simulator/bank', {
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
        () => story.operator.get('/v1/operations/transfers?limit=100'),
        ({ body: page }) =>
          page.items.some(
            (each: { transferId: string; status: string }) =>
              each.transferId === transferId && each.status === status,
          ),
      );

    it('is told recipient, IBAN, reference and amount, and waits', async () => {
      const answer = await story.refund(body, 'after', await story.etag());
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
      await story.untilRefund(refundId, 'waiting-for-transfer');
      expect((await story.merchant.get('/v1/operations/transfers')).status).toBe(403);
    });

    it('refunds the buyer when the transfer arrives, and counts it once', async () => {
      await transfer('t-1');
      await transfer('t-1');
      await story.untilRefund(refundId, 'payout-ordered');
      await untilTransfer('t-1', 'matched');
      await story.simulator.post('/v1/simulator/payouts', {
        type: 'PayoutPaid',
        data: { orderId: story.orderId, refundId },
      });
      await story.untilRefund(refundId, 'paid-out');
      await until(
        () => story.merchant.get(story.order),
        ({ body: page }) => page.money.refunded.minorUnits === 35_00,
      );
      const { body: listed } = await story.operator.get('/v1/operations/transfers?limit=100');
      expect(
        listed.items.filter((each: { transferId: string }) => each.transferId === 't-1'),
      ).toHaveLength(1);
    });

    it('can withdraw an unpaid funding request, which frees its amount', async () => {
      const asked = await story.refund(
        { ...body, amount: eur(30_00) },
        'to-withdraw',
        await story.etag(),
      );
      await story.untilRefund(asked.body.refundId, 'waiting-for-transfer');
      const before = await story.merchant.get(`${story.order}/refund-options`);
      const withdrawn = await story.merchant.post(
        `${story.order}/refunds/${asked.body.refundId}/withdraw`,
        {},
        { 'idempotency-key': '"withdraw"', 'if-match': await story.etag() },
      );
      expect([withdrawn.status, withdrawn.body.status]).toEqual([200, 'withdrawn']);
      await story.untilRefund(asked.body.refundId, 'withdrawn');
      const after = await story.merchant.get(`${story.order}/refund-options`);
      const max = (answer: typeof after) => answer.body.options[1].max.minorUnits;
      expect(max(after) - max(before)).toBe(30_00);
      funding = asked.body.funding;
      await transfer('t-too-late', { amount: eur(30_00) });
      await untilTransfer('t-too-late', 'unmatched');
    });
  });
}
