import { returnIdOf, type OrderCommand, type OrderEvent } from '@libs/contracts';
import { eur, type Named } from '@libs/kernel';
import {
  BANK,
  BUYER,
  CARD,
  DELIVERY,
  DIRECT,
  MERCHANT,
  ORDER,
  PAYMENT,
  REFERENCE,
  SELLER,
  WORKED_EXAMPLE,
} from '@libs/testing';
import { orderDecider } from './order.decider.js';
import { soldRow } from './order-sums.js';

export const RECEIVED_AT = '2026-01-05T09:30:00Z';
export const CHOSEN_AT = '2026-01-05T09:31:00Z';
export const PAID_AT = '2026-01-05T09:32:00Z';
/** Seven days after the one on which it came are over then, in Helsinki. */
export const PAY_BY = '2026-01-12T22:00:00.000Z';
export const CANCELLED_AT = '2026-01-05T10:00:00Z';
export const RETURN = returnIdOf(ORDER, 'receipt-1', 1);
export const NEXT_RETURN = returnIdOf(ORDER, 'receipt-1', 2);

type ReceiveOrder = Named<OrderCommand, 'ReceiveOrder'>;

export const receive = (over: Partial<ReceiveOrder['data']> = {}): ReceiveOrder => ({
  type: 'ReceiveOrder',
  data: {
    orderId: ORDER,
    merchantId: MERCHANT,
    sellerId: SELLER,
    paymentId: PAYMENT,
    orderNumber: '1998524',
    reference: REFERENCE,
    rows: WORKED_EXAMPLE,
    amount: eur(568_10),
    sellerCosts: eur(5_00),
    buyer: BUYER,
    delivery: DELIVERY,
    terms: DIRECT,
    at: RECEIVED_AT,
    ...over,
  },
});

export const choose = (method = CARD): OrderCommand => ({
  type: 'ChoosePaymentMethod',
  data: { orderId: ORDER, method, at: CHOSEN_AT },
});

export const pay = (
  over: Partial<Named<OrderCommand, 'RecordPayment'>['data']> = {},
): OrderCommand => ({
  type: 'RecordPayment',
  data: {
    orderId: ORDER,
    receiptId: 'receipt-1',
    method: CARD,
    paid: eur(573_10),
    isTaken: true,
    at: PAID_AT,
    ...over,
  },
});

/** The order of the worked example, as recorded. */
export const received = (
  over: Partial<ReceiveOrder['data']> = {},
): Named<OrderEvent, 'OrderReceived'> => {
  const decision = orderDecider.decide(receive(over), orderDecider.initialState);
  const [event] = decision.outcome === 'accepted' ? decision.events : [];
  if (event?.type !== 'OrderReceived') throw new Error('the fixture is an order that is received');
  return event;
};

export const chosen = (method = CARD): Named<OrderEvent, 'PaymentMethodChosen'> => ({
  type: 'PaymentMethodChosen',
  data: {
    orderId: ORDER,
    merchantId: MERCHANT,
    method,
    methodGroup: method === CARD ? 'card' : 'bank',
    chosenAt: CHOSEN_AT,
  },
});

type PaymentConfirmed = Named<OrderEvent, 'PaymentConfirmed'>;

export const confirmed = (over: Partial<PaymentConfirmed['data']> = {}): PaymentConfirmed => ({
  type: 'PaymentConfirmed',
  data: {
    orderId: ORDER,
    merchantId: MERCHANT,
    sellerId: SELLER,
    paymentId: PAYMENT,
    orderNumber: '1998524',
    reference: REFERENCE,
    terms: DIRECT,
    receiptId: 'receipt-1',
    method: CARD,
    methodGroup: 'card',
    asked: eur(573_10),
    paid: eur(573_10),
    excess: eur(0),
    vat: [{ vatRate: 2550, gross: eur(573_10) }],
    rows: received().data.rows.map(soldRow),
    confirmedAt: PAID_AT,
    ...over,
  },
});

export const awaitFunds = (
  over: Partial<Named<OrderCommand, 'AwaitFunds'>['data']> = {},
): OrderCommand => ({
  type: 'AwaitFunds',
  data: { orderId: ORDER, method: BANK, at: CHOSEN_AT, ...over },
});
export const expire = (at = PAY_BY): OrderCommand => ({
  type: 'ExpireOrder',
  data: { orderId: ORDER, at },
});
export const cancel: OrderCommand = {
  type: 'CancelOrder',
  data: { orderId: ORDER, at: CANCELLED_AT },
};
const sentBack = { orderId: ORDER, receiptId: 'receipt-1' };
export const confirmReturn = (returnId = RETURN): OrderCommand => ({
  type: 'ConfirmReturn',
  data: { ...sentBack, returnId, at: '2026-01-06T08:00:00Z' },
});
export const failReturn = (returnId = RETURN): OrderCommand => ({
  type: 'FailReturn',
  data: { ...sentBack, returnId, reason: 'account closed', at: '2026-01-06T08:00:00Z' },
});
export const orderReturnAgain: OrderCommand = {
  type: 'OrderReturnAgain',
  data: { ...sentBack, at: '2026-01-07T08:00:00Z' },
};

const order = { orderId: ORDER, merchantId: MERCHANT };

export const fundsAwaited = (
  over: Partial<Named<OrderEvent, 'FundsAwaited'>['data']> = {},
): OrderEvent => ({
  type: 'FundsAwaited',
  data: {
    ...{ ...order, method: BANK, methodGroup: 'bank' },
    ...{ payBy: PAY_BY, awaitedAt: CHOSEN_AT, ...over },
  },
});
export const expired: OrderEvent = {
  type: 'OrderExpired',
  data: { ...order, payBy: PAY_BY, lapsedAt: PAY_BY },
};
export const cancelled: OrderEvent = {
  type: 'OrderCancelled',
  data: { ...order, cancelledAt: CANCELLED_AT },
};
export const returnOrdered = (
  over: Partial<Named<OrderEvent, 'PaymentReturnOrdered'>['data']> = {},
): OrderEvent => ({
  type: 'PaymentReturnOrdered',
  data: {
    ...{ ...order, sellerId: SELLER, paymentId: PAYMENT },
    ...{ receiptId: 'receipt-1', returnId: RETURN, method: CARD, methodGroup: 'card' },
    ...{ amount: eur(573_10), reason: 'order-cancelled', orderedAt: PAID_AT, ...over },
  },
});
export const returned: OrderEvent = {
  type: 'PaymentReturned',
  data: {
    ...{ ...order, ...sentBack, returnId: RETURN },
    ...{ amount: eur(573_10), returnedAt: '2026-01-06T08:00:00Z' },
  },
};
export const returnFailed: OrderEvent = {
  type: 'PaymentReturnFailed',
  data: {
    ...{ ...order, ...sentBack, returnId: RETURN, amount: eur(573_10) },
    ...{ reason: 'account closed', failedAt: '2026-01-06T08:00:00Z' },
  },
};
