import { until } from '../client.js';
import { eur } from '../worked-example.js';
import type { Story } from './story.js';

/** 4: the money is claimed and leaves for the merchant. */
export function settlement(story: Story): void {
  describe('4. is settled', () => {
    const line = () => ({
      orderId: story.orderId,
      gross: eur(573_10),
      refunded: eur(15_00),
      commission: eur(0),
      commissionVat: eur(0),
      net: eur(558_10),
    });
    const propose = (settlementId: string, net: number) => {
      const { orderId: _order, ...sums } = { ...line(), count: 1, net: eur(net) };
      return story.simulator.post('/v1/simulator/settlement', {
        type: 'SettlementProposed',
        data: { settlementId, merchantId: story.walk.merchantOf('liisa'), lines: [line()], sums },
      });
    };
    const pay = (settlementId: string) =>
      story.simulator.post('/v1/simulator/settlement', {
        type: 'SettlementPaymentMade',
        data: {
          settlementId,
          merchantId: story.walk.merchantOf('liisa'),
          orderIds: [story.orderId],
          net: eur(558_10),
        },
      });
    const untilSettlement = (settlementId: string, status: string) =>
      until(
        () => story.simulator.get(`/v1/simulator/settlements/${settlementId}`),
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
        () => story.walk.metrics(),
        ({ body }) => /^extranet_deadletter_events\{[^}]*\} [1-9]/mu.test(body),
      );
    });

    it('claims the line, and refuses a refund before settlement from then on', async () => {
      await propose('settlement-1', 558_10);
      await untilSettlement('settlement-1', 'confirmed');
      await until(
        () => story.merchant.get(`${story.order}/refund-options`),
        ({ body }) => body.options[1].available === true,
      );
      const late = await story.refund(
        {
          kind: 'price-reduction',
          timing: 'before-settlement',
          amount: eur(1_00),
          reason: 'other',
        },
        'after-claim',
        await story.etag(),
      );
      expect([late.status, late.body.code]).toEqual([409, 'account.already-settled']);
      expect(late.body.nextStep.body).toEqual({ timing: 'after-settlement' });
    });

    it('is paid', async () => {
      await pay('settlement-1');
      await until(
        () => story.merchant.get(story.order),
        ({ body }) => body.status === 'settled',
      );
      await story.untilInStep();
    });

    it('is linked from the page of the order, with its sums and its lines', async () => {
      const { links } = (await story.merchant.get(story.order)).body;
      const { body } = await until(
        () => story.merchant.get(links.settlement),
        ({ body: settled }) => settled.status === 'paid',
      );
      expect(body.sums).toMatchObject({
        gross: eur(573_10),
        refunded: eur(15_00),
        net: eur(558_10),
      });
      const { body: lines } = await story.merchant.get(body.links.lines);
      expect(lines.items).toMatchObject([{ orderNumber: '1998524', net: eur(558_10) }]);
      const refused = await story.merchant.get('/v1/settlements?status=refused');
      expect(refused.body.items[0].reasons.join()).toContain('558,11');
    });
  });
}
