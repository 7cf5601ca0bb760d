import {
  groupOf,
  inOurCurrency,
  returnIdOf,
  type OrderCommand,
  type OrderEvent,
  type PaymentMisfit,
} from '@libs/contracts';
import {
  accept,
  entryOf,
  exceeds,
  minus,
  reject,
  sameContents,
  type Decision,
  type Money,
  type Named,
  type Refusal,
} from '@libs/kernel';
import { soldRow } from './order-sums.js';
import type { Order } from './order.state.js';

type RecordPayment = Named<OrderCommand, 'RecordPayment'>['data'];

/**
 * Every payment is recorded by its own id, and captured or sent back as a whole (domain:
 * Payments). The payment has happened, so what does not fit is no refusal but an event. Its
 * receipt is taken for this order before, so that no other order records it too (ADR 25).
 */
export function recordPayment(
  data: RecordPayment,
  state: Order,
): Decision<OrderEvent, Refusal<'receipt-id-reused' | 'receipt-not-taken'>> {
  const known = knownPayment(state, data.receiptId);
  if (known !== undefined)
    return sameContents(known, { method: data.method, paid: data.paid })
      ? accept()
      : reject('receipt-id-reused', { receiptId: data.receiptId, ...known });
  if (!data.isTaken) return reject('receipt-not-taken');
  const judged = judge(data, state);
  return accept(
    typeof judged === 'string'
      ? returnOrdered(data, state, judged)
      : confirmed(data, state, judged),
  );
}

/** The payment as it was recorded, captured or sent back. */
function knownPayment(state: Order, receiptId: string) {
  if (state.status === 'paid' && state.confirmed.receiptId === receiptId)
    return { method: state.confirmed.method, paid: state.confirmed.paid };
  const sentBack = entryOf(state.returns, receiptId)?.ordered;
  return sentBack === undefined ? undefined : { method: sentBack.method, paid: sentBack.amount };
}

/** The sum that fits the order, or why it does not. An expired order is revived. */
function judge({ paid }: RecordPayment, state: Order): Money | PaymentMisfit {
  const { total, terms } = state.received;
  const sum = inOurCurrency(paid);
  if (state.status === 'cancelled') return 'order-cancelled';
  if (state.status === 'paid') return 'already-paid';
  if (sum === undefined) return 'currency-differs';
  if (exceeds(total, sum)) return 'paid-less-than-asked';
  return exceeds(minus(sum, total), terms.invoicingFeeMax) ? 'paid-more-than-asked' : sum;
}

function confirmed(
  { at, receiptId, method, card }: RecordPayment,
  { received }: Order,
  paid: Money,
): OrderEvent {
  const { orderId, merchantId, sellerId, paymentId, orderNumber, reference } = received;
  const { terms, total, vat, rows } = received;
  return {
    type: 'PaymentConfirmed',
    data: {
      ...{ orderId, merchantId, sellerId, paymentId, orderNumber, reference, terms },
      ...{ receiptId, method, methodGroup: groupOf(method) },
      ...{ asked: total, paid, excess: minus(paid, total), vat },
      rows: rows.map(soldRow),
      ...(card === undefined ? {} : { card }),
      confirmedAt: at,
    },
  };
}

function returnOrdered(
  { at, receiptId, method, paid }: RecordPayment,
  { received: { orderId, merchantId, sellerId, paymentId } }: Order,
  reason: PaymentMisfit,
): OrderEvent {
  return {
    type: 'PaymentReturnOrdered',
    data: {
      ...{ orderId, merchantId, sellerId, paymentId, receiptId },
      returnId: returnIdOf(orderId, receiptId, 1),
      ...{ method, methodGroup: groupOf(method), amount: paid, reason, orderedAt: at },
    },
  };
}
