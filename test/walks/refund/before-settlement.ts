import { eur } from '../worked-example.js';
import type { Story } from './story.js';

/** 3: what may be refunded, refunding it, and every way it is refused. */
export function beforeSettlement(story: Story): void {
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
      const { status, body: options } = await story.merchant.get(`${story.order}/refund-options`);
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
      const keyless = await story.merchant.post(`${story.order}/refunds`, body);
      expect(keyless.status).toBe(400);
      const unmatched = await story.merchant.post(`${story.order}/refunds`, body, {
        'idempotency-key': '"no-if-match"',
      });
      expect(unmatched.status).toBe(428);
    });

    it('orders the payout of 15,00', async () => {
      stale = await story.etag();
      const answer = await story.refund(body, 'first', stale);
      expect([answer.status, answer.body.status]).toEqual([201, 'payout-ordered']);
      refundId = answer.body.refundId;
    });

    it('moves no more money when the request is sent again, though If-Match is stale', async () => {
      const again = await story.refund(body, 'first', stale);
      expect([again.status, again.body.refundId]).toEqual([201, refundId]);
      expect(again.headers.get('idempotency-hit')).toBe('true');
      expect((await story.refund({ ...body, amount: eur(16_00) }, 'first', stale)).status).toBe(
        422,
      );
    });

    it('answers a second click with what changed', async () => {
      const second = await story.refund(body, 'second', stale);
      expect(second.status).toBe(412);
      expect(second.body.changes.map(({ type }: { type: string }) => type)).toContain(
        'RefundRequested',
      );
    });

    it('refuses one cent too much', async () => {
      const much = await story.refund(
        { ...body, amount: eur(558_11) },
        'too-much',
        await story.etag(),
      );
      expect([much.status, much.body.code]).toEqual([409, 'account.amount-exceeds-refundable']);
      expect(much.body.detail).toContain('558,10');
    });

    it('sees it done when the payout is confirmed', async () => {
      const told = await story.simulator.post('/v1/simulator/payouts', {
        type: 'PayoutPaid',
        data: { orderId: story.orderId, refundId },
      });
      expect(told.status).toBe(202);
      await story.untilRefund(refundId, 'paid-out');
    });

    it('has the money of a failed payout free again, and is told the next step', async () => {
      const asked = await story.refund(body, 'will-fail', await story.etag());
      const failing = asked.body.refundId;
      await story.simulator.post('/v1/simulator/payouts', {
        type: 'PayoutFailed',
        data: { orderId: story.orderId, refundId: failing, reason: 'card expired' },
      });
      const { body: after } = await story.untilRefund(failing, 'payout-failed');
      const failed = after.items.find((each: { refundId: string }) => each.refundId === failing);
      expect(failed.failure).toBe('card expired');
      expect(failed.nextStep).toBeDefined();
      const options = await story.merchant.get(`${story.order}/refund-options`);
      expect(options.body.options[0].max).toEqual(eur(558_10));
    });
  });
}
