import { groupOf, type OrderCommand, type OrderEvent } from '@libs/contracts';
import {
  accept,
  hoursAfter,
  isBefore,
  reject,
  type Decision,
  type Named,
  type Refusal,
} from '@libs/kernel';
import type { Confirmed, Order } from './order.state.js';

type Data<Type extends OrderCommand['type']> = Named<OrderCommand, Type>['data'];
type Over = Refusal<'already-paid' | 'order-cancelled' | 'order-expired'>;

/** The buyer picked a method; a wait for money by that very method says more, and stands. */
export function choosePaymentMethod(
  { method, at }: Data<'ChoosePaymentMethod'>,
  state: Order,
): Decision<OrderEvent, Over> {
  const over = overBefore(state);
  if (over !== undefined) return over;
  if (methodIn(state) === method) return accept();
  const { orderId, merchantId } = state.received;
  return accept({
    type: 'PaymentMethodChosen',
    data: { orderId, merchantId, method, methodGroup: groupOf(method), chosenAt: at },
  });
}

/** The money is on its way: the order waits for it, as long as it would anyway or as was told. */
export function awaitFunds(data: Data<'AwaitFunds'>, state: Order): Decision<OrderEvent, Over> {
  const over = overBefore(state);
  if (over !== undefined) return over;
  const { method, at } = data;
  const payBy = data.payBy ?? state.payBy ?? at;
  // With milliseconds, so that moments sort as texts where they fall due.
  const funds = { method, payBy: hoursAfter(payBy, 0) };
  if (state.status === 'awaiting-funds' && isAsAwaited(state.funds, funds)) return accept();
  const { orderId, merchantId } = state.received;
  return accept({
    type: 'FundsAwaited',
    data: { orderId, merchantId, ...funds, methodGroup: groupOf(method), awaitedAt: at },
  });
}

type Funds = Pick<Named<OrderEvent, 'FundsAwaited'>['data'], 'method' | 'payBy'>;

const isAsAwaited = (one: Funds, other: Funds): boolean =>
  one.method === other.method && one.payBy === other.payBy;

/** A timer that was set before the wait became longer, or that comes too late, changes nothing. */
export function expireOrder(
  { at }: Data<'ExpireOrder'>,
  { status, received, payBy }: Order,
): Decision<OrderEvent, never> {
  const isOver = status === 'paid' || status === 'cancelled' || status === 'expired';
  if (isOver || payBy === undefined || isBefore(at, payBy)) return accept();
  const { orderId, merchantId } = received;
  return accept({ type: 'OrderExpired', data: { orderId, merchantId, payBy, lapsedAt: at } });
}

/** Before the payment only: after it, cancelling is giving the money back. */
export function cancelOrder(
  { at }: Data<'CancelOrder'>,
  state: Order,
): Decision<OrderEvent, Refusal<'already-paid'>> {
  if (state.status === 'paid') return reject('already-paid', paymentOf(state.confirmed));
  if (state.status === 'cancelled') return accept();
  const { orderId, merchantId } = state.received;
  return accept({ type: 'OrderCancelled', data: { orderId, merchantId, cancelledAt: at } });
}

/** Why nothing of a payment can begin any more. */
function overBefore(state: Order): Decision<never, Over> | undefined {
  switch (state.status) {
    case 'paid':
      return reject('already-paid', paymentOf(state.confirmed));
    case 'cancelled':
      return reject('order-cancelled');
    case 'expired':
      return reject('order-expired');
    case 'received':
    case 'method-chosen':
    case 'awaiting-funds':
      return undefined;
  }
}

function methodIn(state: Order) {
  if (state.status === 'method-chosen') return state.chosen.method;
  return state.status === 'awaiting-funds' ? state.funds.method : undefined;
}

const paymentOf = ({ receiptId, paid, confirmedAt }: Confirmed) => ({
  receiptId,
  paid,
  confirmedAt,
});
