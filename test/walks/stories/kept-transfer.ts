import { until, type Client } from '../client.js';
import { settledOrder, type SettledOrder, type WaitingRefund } from './settled-order.js';
import type { StartWalk, Walk } from '../walk.js';
import { eur } from '../worked-example.js';

/** Liisa asked and paid, Pekka is away: the money waits for him, but not for ever. */
export function keptTransferStory(start: StartWalk): void {
  let walk: Walk;
  let operator: Client;
  let simulator: Client;
  let order: SettledOrder;
  let refund: WaitingRefund;

  beforeAll(async () => {
    walk = await start();
    [operator, simulator] = await Promise.all([walk.as('operator'), walk.as('simulator')]);
    await walk.agree('liisa', { refundApproval: 'two-person' });
    order = await settledOrder(walk, 'kept-1');
    refund = await order.refund(20_00, 'asked', 'awaiting-approval');
  });
  afterAll(() => walk.end());

  const pays = (transferId: string, { funding }: WaitingRefund) =>
    simulator.post('/v1/simulator/bank', {
      type: 'TransferArrived',
      data: {
        ...{ transferId, iban: funding.iban, reference: funding.reference },
        ...{ amount: eur(20_00), payerName: 'Kahvikauppa Oy' },
      },
    });
  const untilTransfer = (transferId: string, status: string) =>
    until(
      () => operator.get(`/v1/operations/transfers/${transferId}`),
      ({ body }) => body.status === status,
    );
  const allocate = (transferId: string, key: string) =>
    operator.post(
      `/v1/operations/transfers/${transferId}/allocate`,
      { orderId: order.orderId, refundId: refund.refundId },
      { 'idempotency-key': `"${key}"` },
    );
  const daysOn = async (days: number) => {
    const { body } = await simulator.get('/v1/simulator/clock');
    const to = new Date(Date.parse(body.now) + days * 86_400_000).toISOString();
    expect((await simulator.post('/v1/simulator/clock', { to })).status).toBe(200);
  };

  it('is matched by itself once it is approved', async () => {
    const other = await order.refund(20_00, 'approved-soon', 'awaiting-approval');
    await pays('t-soon', other);
    await untilTransfer('t-soon', 'received');
    await order.approve(other.refundId);
    await untilTransfer('t-soon', 'matched');
    await order.untilRefund(other.refundId, 'payout-ordered');
  });

  it('is kept while nobody has approved it, and no operator’s', async () => {
    await pays('t-kept', refund);
    await untilTransfer('t-kept', 'received');
    await daysOn(6);
    const early = await allocate('t-kept', 'early');
    expect([early.status, early.body.code]).toEqual([409, 'transfer.still-being-matched']);
  });

  it('is an operator’s after a week, once, also when it was over while nobody was there', async () => {
    await walk.restart();
    [operator, simulator] = await Promise.all([walk.as('operator'), walk.as('simulator')]);
    await daysOn(1.1);
    const { body } = await untilTransfer('t-kept', 'unmatched');
    expect(body.reason).toBe('not-awaited');
    const unapproved = await allocate('t-kept', 'unapproved');
    expect([unapproved.status, unapproved.body.code]).toEqual([409, 'transfer.refund-not-waiting']);
  });

  it('funds the refund after all, when it is approved and an operator says so', async () => {
    await order.approve(refund.refundId);
    await order.untilRefund(refund.refundId, 'waiting-for-transfer');
    expect((await allocate('t-kept', 'at-last')).status).toBe(200);
    await untilTransfer('t-kept', 'matched');
    await order.untilRefund(refund.refundId, 'payout-ordered');
  });
}
