import { returnIdOf, type OrderCommand, type OrderEvent } from '@libs/contracts';
import { accept, entryOf, reject, type Decision, type Named, type Refusal } from '@libs/kernel';
import type { Order, Return, ReturnOrdered } from './order.state.js';

export type ReturnRejection = Refusal<
  'return-unknown' | 'return-outcome-differs' | 'return-not-failed'
>;

type ReturnDecision = Decision<OrderEvent, ReturnRejection>;
type Data<Type extends OrderCommand['type']> = Named<OrderCommand, Type>['data'];

/** The payer has the money. The first outcome of a payout stands, as for a refund's. */
export const confirmReturn = (data: Data<'ConfirmReturn'>, state: Order): ReturnDecision =>
  ended(data, state, 'returned', (payment) => ({
    type: 'PaymentReturned',
    data: { ...payment, returnedAt: data.at },
  }));

/** The money is still here: operators see it, and may order it back again. */
export const failReturn = (data: Data<'FailReturn'>, state: Order): ReturnDecision =>
  ended(data, state, 'failed', (payment) => ({
    type: 'PaymentReturnFailed',
    data: { ...payment, reason: data.reason, failedAt: data.at },
  }));

type Ended = 'returned' | 'failed';
type Payment = Pick<ReturnOrdered, 'orderId' | 'merchantId' | 'receiptId' | 'returnId' | 'amount'>;

function ended(
  { receiptId, returnId }: Pick<Payment, 'receiptId' | 'returnId'>,
  { returns }: Order,
  how: Ended,
  event: (payment: Payment) => OrderEvent,
): ReturnDecision {
  const found = entryOf(returns, receiptId);
  const outcome = found === undefined ? undefined : outcomeOf(found, returnId);
  if (found === undefined || outcome === undefined) return reject('return-unknown');
  const { orderId, merchantId, amount } = found.ordered;
  if (outcome === 'ordered')
    return accept(event({ orderId, merchantId, receiptId, returnId, amount }));
  return outcome === how ? accept() : reject('return-outcome-differs', { outcome });
}

/** How one payout back stands: a payment's newest one, or one that failed before it. */
function outcomeOf(
  { ordered, status, failed }: Return,
  returnId: ReturnOrdered['returnId'],
): Return['status'] | undefined {
  if (ordered.returnId === returnId) return status;
  return failed.includes(returnId) ? 'failed' : undefined;
}

/** After a failure only, so that nobody gets the same money twice; under a new id. */
export function orderReturnAgain(
  { receiptId, at }: Data<'OrderReturnAgain'>,
  { returns }: Order,
): ReturnDecision {
  const found = entryOf(returns, receiptId);
  if (found === undefined) return reject('return-unknown');
  if (found.status !== 'failed') return reject('return-not-failed', { outcome: found.status });
  const { ordered, failed } = found;
  const returnId = returnIdOf(ordered.orderId, receiptId, failed.length + 1);
  return accept({ type: 'PaymentReturnOrdered', data: { ...ordered, returnId, orderedAt: at } });
}
