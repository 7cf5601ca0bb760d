import { type OrderCommand, type OrderEvent } from '@libs/contracts';
import { eur, type Named } from '@libs/kernel';
import {
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

export const RECEIVED_AT = '2026-01-05T09:30:00Z';
export const CHOSEN_AT = '2026-01-05T09:31:00Z';
export const PAID_AT = '2026-01-05T09:32:00Z';

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

export const confirm = (
  over: Partial<Named<OrderCommand, 'ConfirmPayment'>['data']> = {},
): OrderCommand => ({
  type: 'ConfirmPayment',
  data: {
    orderId: ORDER,
    receiptId: 'receipt-1',
    method: CARD,
    paid: eur(573_10),
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
    confirmedAt: PAID_AT,
    ...over,
  },
});
