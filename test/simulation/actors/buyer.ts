import type { DeliveryCommand, PaymentsMessage } from '@libs/contracts';
import { eur, hoursAfter, plus, type Actor } from '@libs/kernel';
import { ask, now, tell, type Scene } from '../asking.js';
import { chanceOf } from '../chance.js';

/** Who holds the order's link. */
export const BUYER: Actor = { kind: 'buyer', id: 'simulated' };

export function pickMethod(scene: Scene): Promise<unknown> {
  const { sellerId, paymentId } = scene.order.data;
  return say(scene, {
    type: 'PaymentMethodPicked',
    data: { sellerId, paymentId, method: scene.order.method, pickedAt: now(scene) },
  });
}

/** A credit transfer: money is on its way, and now and then for longer than an order waits. */
export function promiseMoney(scene: Scene): Promise<unknown> {
  const { order, chance } = scene;
  const { sellerId, paymentId } = order.data;
  const pendingAt = now(scene);
  const payBy = hoursAfter(pendingAt, 24 * (1 + chance.below(9)));
  return say(scene, {
    type: 'PaymentPending',
    data: {
      ...{ sellerId, paymentId, method: order.method, pendingAt },
      ...(chance.is(50) && { payBy }),
    },
  });
}

/** Mostly the sum that was asked; else an invoicing fee more, too little, too much, or crowns. */
export function pay(scene: Scene): Promise<unknown> {
  const { order, chance } = scene;
  const { sellerId, paymentId, amount, sellerCosts } = order.data;
  const asked = plus(amount, sellerCosts).minorUnits;
  const own = `r-${paymentId}-${chance.pick(['1', '1', '1', '1', '2', '3'])}`;
  // Now and then the payment system tells one payment for several orders: it is the first one's.
  const receiptId = chance.is(3) ? 'r-of-several' : own;
  // A receipt tells of one payment, however often it is told.
  const { pick, is } = chanceOf(scene.world.seed, receiptId);
  const over = pick([0, 0, 0, 0, 0, 0, 2_50, -1, 100_00]);
  const currency = is(3) ? 'SEK' : 'EUR';
  const isCard = order.method === 'FI50';
  const card = { brand: 'visa', lastFour: '4242', isAuthenticated: is(70) } as const;
  return say(scene, {
    type: 'PaymentSucceeded',
    data: {
      ...{ sellerId, paymentId, receiptId, method: order.method },
      paid: { minorUnits: Math.max(asked + over, 1), currency },
      ...(isCard && { card }),
      succeededAt: now(scene),
    },
  });
}

const say = (scene: Scene, message: PaymentsMessage): Promise<unknown> =>
  tell(scene, 'payments.events', scene.order.data.paymentId, message);

/** Content before the time is over. */
export function approveDelivery(scene: Scene): Promise<unknown> {
  const { orderId } = scene.order.data;
  const command: DeliveryCommand = { type: 'ApproveDelivery', data: { orderId, at: now(scene) } };
  return ask(scene, { service: 'shipping', command, key: `approve ${orderId}`, actor: BUYER });
}

/** Some sum that may be asked for, to the cent. */
export const someSum = ({ chance }: Pick<Scene, 'chance'>, max: number) =>
  eur(1 + chance.below(Math.max(1, chance.is(80) ? Math.min(max, 20_00) : max + 1)));
