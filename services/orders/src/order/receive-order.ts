import {
  ERASED,
  PAYMENT_DAYS,
  type OrderCommand,
  type OrderEvent,
  type OrderRow,
  type PricedRow,
} from '@libs/contracts';
import {
  accept,
  endOfDay,
  equal,
  isNothing,
  orderIdOf,
  plus,
  reject,
  sameContents,
  sumsByRate,
  type Decision,
  type Named,
  type Refusal,
} from '@libs/kernel';
import { amountOf, pricedRows, sellerCostsOf } from './order-sums.js';
import type { OrderState, Received } from './order.state.js';

export type ReceiveRejection = Refusal<
  | 'order-id-differs'
  | 'payment-id-used'
  | 'negative-price'
  | 'sum-too-large'
  | 'sums-do-not-add-up'
  | 'nothing-to-pay'
>;

type ReceiveOrder = Named<OrderCommand, 'ReceiveOrder'>['data'];

/** Takes an order whose sums add up; the same again is the same, and other contents are refused. */
export function receiveOrder(
  data: ReceiveOrder,
  state: OrderState,
): Decision<OrderEvent, ReceiveRejection> {
  if (data.orderId !== orderIdOf(data.sellerId, data.paymentId)) return reject('order-id-differs');
  if (state.status !== 'awaited')
    return isAsSent(state.received, data) ? accept() : reject('payment-id-used');
  const rows = pricedRows(data.rows);
  if (rows === undefined) return reject('sum-too-large');
  return refusalOfSums(data, rows) ?? accept(orderReceived(data, rows));
}

function refusalOfSums(
  data: ReceiveOrder,
  rows: readonly PricedRow[],
): Decision<never, ReceiveRejection> | undefined {
  const negative = rows.find(isWronglyNegative);
  if (negative !== undefined) return reject('negative-price', { rowNumber: negative.rowNumber });
  const [amount, sellerCosts] = [amountOf(rows), sellerCostsOf(rows)];
  if (!equal(data.amount, amount) || !equal(data.sellerCosts, sellerCosts))
    return reject('sums-do-not-add-up', {
      givenAmount: data.amount,
      expectedAmount: amount,
      givenSellerCosts: data.sellerCosts,
      expectedSellerCosts: sellerCosts,
    });
  return isNothing(plus(amount, sellerCosts)) ? reject('nothing-to-pay') : undefined;
}

function orderReceived({ at, ...sent }: ReceiveOrder, rows: readonly PricedRow[]): OrderEvent {
  return {
    type: 'OrderReceived',
    data: {
      ...sent,
      rows,
      rounding: 'row-half-away-from-zero',
      total: plus(sent.amount, sent.sellerCosts),
      vat: sumsByRate(rows),
      // It waits to the end of its last day in Helsinki (domain: Payments).
      payBy: endOfDay(at, sent.terms.paymentDays ?? PAYMENT_DAYS),
      receivedAt: at,
    },
  };
}

/** Only a discount (type 6) may lower the sum (domain: Orders). */
const isWronglyNegative = ({ type, unitPrice }: PricedRow): boolean =>
  type !== 6 && unitPrice.amount.minorUnits < 0;

/**
 * Did the web store send the same order? Terms and time are not its words, and what was erased
 * since cannot be compared.
 */
function isAsSent(received: Received, sent: ReceiveOrder): boolean {
  return (
    sameContents(namesAndSumsOf(received), namesAndSumsOf(sent)) &&
    sameContents(received.rows.map(asSent), sent.rows) &&
    (received.buyer === ERASED || sameContents(received.buyer, sent.buyer)) &&
    (received.delivery === ERASED || sameContents(received.delivery, sent.delivery))
  );
}

const namesAndSumsOf = (order: Received | ReceiveOrder) => ({
  merchantId: order.merchantId,
  orderNumber: order.orderNumber,
  reference: order.reference,
  amount: order.amount,
  sellerCosts: order.sellerCosts,
});

const asSent = ({
  rowNumber: _rowNumber,
  gross: _gross,
  net: _net,
  vat: _vat,
  ...row
}: PricedRow): OrderRow => row;
