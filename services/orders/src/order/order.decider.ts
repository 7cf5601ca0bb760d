import {
  ERASED,
  groupOf,
  OrderCommand,
  OrderEvent,
  type OrderRow,
  type PricedRow,
} from '@libs/contracts';
import {
  accept,
  assert,
  equal,
  exceeds,
  isNothing,
  minus,
  orderIdOf,
  plus,
  reject,
  sameContents,
  sumsByRate,
  type Aggregate,
  type Decider,
  type Decision,
  type Named,
  type Refusal,
} from '@libs/kernel';
import { amountOf, pricedRows, sellerCostsOf } from './order-sums.js';

export const orderDecider: Decider<OrderCommand, OrderState, OrderEvent, OrderRejection> = {
  initialState: { status: 'awaited' },
  decide,
  evolve,
};

export const order: Aggregate<OrderCommand, OrderState, OrderEvent, OrderRejection> = {
  category: 'order',
  command: OrderCommand,
  event: OrderEvent,
  decider: orderDecider,
  streamId: ({ data }) => data.orderId,
  begins: ['ReceiveOrder'],
};

/** An order from its arrival to its payment; `awaited` is an order that never came. */
export type OrderState =
  | { readonly status: 'awaited' }
  | { readonly status: 'received'; readonly received: Received }
  | { readonly status: 'method-chosen'; readonly received: Received; readonly chosen: Chosen }
  | { readonly status: 'paid'; readonly received: Received; readonly confirmed: Confirmed };

export type OrderRejection = Refusal<
  | 'order-id-differs'
  | 'payment-id-used'
  | 'negative-price'
  | 'sum-too-large'
  | 'sums-do-not-add-up'
  | 'nothing-to-pay'
  | 'already-paid'
  | 'receipt-id-reused'
  | 'receipt-of-another-order'
  | 'paid-less-than-asked'
  | 'paid-more-than-asked'
>;

type Received = Named<OrderEvent, 'OrderReceived'>['data'];
type Chosen = Named<OrderEvent, 'PaymentMethodChosen'>['data'];
type Confirmed = Named<OrderEvent, 'PaymentConfirmed'>['data'];
type ReceiveOrder = Named<OrderCommand, 'ReceiveOrder'>['data'];
type ConfirmPayment = Named<OrderCommand, 'ConfirmPayment'>['data'];
type OrderDecision = Decision<OrderEvent, OrderRejection>;
/** An order that came, in whatever state. */
type KnownOrder = Exclude<OrderState, { readonly status: 'awaited' }>;

function decide(command: OrderCommand, state: OrderState): OrderDecision {
  if (command.type === 'ReceiveOrder') return receiveOrder(command.data, state);
  assert(state.status !== 'awaited', 'only ReceiveOrder begins an order');
  switch (command.type) {
    case 'ChoosePaymentMethod':
      return choosePaymentMethod(command.data, state);
    case 'ConfirmPayment':
      return confirmPayment(command.data, state);
  }
}

function receiveOrder(data: ReceiveOrder, state: OrderState): OrderDecision {
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
): Decision<never, OrderRejection> | undefined {
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
      receivedAt: at,
    },
  };
}

function choosePaymentMethod(
  { method, at }: Named<OrderCommand, 'ChoosePaymentMethod'>['data'],
  state: KnownOrder,
): OrderDecision {
  if (state.status === 'paid') return reject('already-paid', paymentOf(state.confirmed));
  if (state.status === 'method-chosen' && state.chosen.method === method) return accept();
  const { orderId, merchantId } = state.received;
  return accept({
    type: 'PaymentMethodChosen',
    data: { orderId, merchantId, method, methodGroup: groupOf(method), chosenAt: at },
  });
}

function confirmPayment(data: ConfirmPayment, state: KnownOrder): OrderDecision {
  const { orderId, merchantId, sellerId, paymentId, orderNumber, reference, terms, total, vat } =
    state.received;
  if (data.orderId !== orderId) return reject('receipt-of-another-order');
  if (state.status === 'paid') return confirmAgain(data, state.confirmed);
  const { at, receiptId, method, paid, card } = data;
  if (exceeds(total, paid)) return reject('paid-less-than-asked', { asked: total, paid });
  const excess = minus(paid, total);
  if (exceeds(excess, terms.invoicingFeeMax))
    return reject('paid-more-than-asked', {
      asked: total,
      paid,
      invoicingFeeMax: terms.invoicingFeeMax,
    });
  return accept({
    type: 'PaymentConfirmed',
    data: {
      ...{ orderId, merchantId, sellerId, paymentId, orderNumber, reference, terms },
      ...{ receiptId, method, methodGroup: groupOf(method) },
      ...{ asked: total, paid, excess, vat },
      ...(card === undefined ? {} : { card }),
      confirmedAt: at,
    },
  });
}

function confirmAgain(
  { receiptId, method, paid }: ConfirmPayment,
  confirmed: Confirmed,
): OrderDecision {
  if (receiptId !== confirmed.receiptId) return reject('already-paid', paymentOf(confirmed));
  return method === confirmed.method && equal(paid, confirmed.paid)
    ? accept()
    : reject('receipt-id-reused', paymentOf(confirmed));
}

function evolve(state: OrderState, { type, data }: OrderEvent): OrderState {
  if (type === 'OrderReceived') {
    assert(state.status === 'awaited', 'an order is received once');
    return { status: 'received', received: data };
  }
  assert(state.status !== 'awaited', `${type} follows OrderReceived`);
  assert(state.status !== 'paid', `${type} comes before the payment, which is confirmed once`);
  switch (type) {
    case 'PaymentMethodChosen':
      return { status: 'method-chosen', received: state.received, chosen: data };
    case 'PaymentConfirmed':
      return { status: 'paid', received: state.received, confirmed: data };
  }
}

const paymentOf = ({ receiptId, paid, confirmedAt }: Confirmed) => ({
  receiptId,
  paid,
  confirmedAt,
});

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
