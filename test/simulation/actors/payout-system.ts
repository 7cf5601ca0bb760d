import type { PayoutsMessage } from '@libs/contracts';
import { idFrom, RefundId } from '@libs/kernel';
import { now, tell, type Scene } from '../asking.js';
import { moneyOf, pageOf } from '../seen.js';

/** A payout that was ordered is made, or fails; now and then both are said, or of no refund. */
export async function endPayout(scene: Scene): Promise<unknown> {
  const { chance } = scene;
  const { orderId } = scene.order.data;
  const refunds = (await moneyOf(scene))?.refunds ?? [];
  const ordered = refunds.filter(({ status }) => status === 'payout-ordered');
  const among = ordered.length > 0 && chance.is(95) ? ordered : refunds;
  if (among.length === 0) return undefined;
  const nobodys = RefundId.parse(idFrom('no refund', orderId));
  const refundId = chance.is(2) ? nobodys : chance.pick(among).refundId;
  const at = now(scene);
  const paid: PayoutsMessage = { type: 'PayoutPaid', data: { orderId, refundId, paidAt: at } };
  const failed: PayoutsMessage = {
    type: 'PayoutFailed',
    data: { orderId, refundId, reason: 'account closed', failedAt: at },
  };
  await say(scene, chance.is(75) ? paid : failed);
  return chance.is(5) ? say(scene, chance.pick([paid, failed])) : undefined;
}

/** The same of a payment that goes back as a whole. */
export async function endReturn(scene: Scene): Promise<unknown> {
  const { chance } = scene;
  const returns = (await pageOf(scene))?.returns ?? [];
  const ordered = returns.filter(({ status }) => status === 'ordered');
  if (ordered.length === 0) return undefined;
  const { receiptId, returnId } = chance.pick(ordered);
  const at = now(scene);
  const ofReturn = { orderId: scene.order.data.orderId, receiptId, returnId };
  return say(
    scene,
    chance.is(65)
      ? { type: 'ReturnPaid', data: { ...ofReturn, paidAt: at } }
      : { type: 'ReturnFailed', data: { ...ofReturn, reason: 'account closed', failedAt: at } },
  );
}

const say = (scene: Scene, message: PayoutsMessage): Promise<unknown> =>
  tell(scene, 'payouts.events', scene.order.data.orderId, message);
