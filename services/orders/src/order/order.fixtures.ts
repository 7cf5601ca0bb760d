import {
  type OrderCommand,
  PaymentMethod,
  type Address,
  type Buyer,
  type OrderEvent,
  type OrderRow,
  type Terms,
} from '@libs/contracts';
import {
  eur,
  MerchantId,
  orderIdOf,
  PaymentId,
  ReferenceNumber,
  SellerId,
  type Money,
  type Named,
} from '@libs/kernel';
import { orderDecider } from './order.decider.js';

export const MERCHANT = MerchantId.parse('11111111-1111-4111-8111-111111111111');
export const SELLER = SellerId.parse('kahvikauppa');
export const PAYMENT = PaymentId.parse('1998524_1');
export const ORDER = orderIdOf(SELLER, PAYMENT);
export const REFERENCE = ReferenceNumber.parse('19985242');
export const CARD = PaymentMethod.parse('FI50');
export const BANK = PaymentMethod.parse('FI01');

export const RECEIVED_AT = '2026-01-05T09:30:00Z';
export const CHOSEN_AT = '2026-01-05T09:31:00Z';
export const PAID_AT = '2026-01-05T09:32:00Z';

export const BUYER: Buyer = {
  name: 'Matti Meikäläinen',
  address: 'Katu 1',
  postalCode: '00100',
  city: 'Helsinki',
  country: 'FI',
  email: 'matti@example.com',
};
export const DELIVERY: Address = {
  name: 'Matti Meikäläinen',
  address: 'Katu 1',
  postalCode: '00100',
  city: 'Helsinki',
  country: 'FI',
};
export const DIRECT: Terms = {
  agreementVersion: 1,
  servicePackage: 'direct',
  settlementModel: 'gross',
  settlementBundling: 'transaction-specific',
  inspectionDays: 0,
  invoicingFeeMax: eur(5_00),
  fundingFee: eur(0),
};

/** A row of one product at 25,50 % VAT, VAT included, where nothing else is said. */
export const row = (amount: Money, over: Partial<OrderRow> = {}): OrderRow => ({
  name: 'Tuote',
  quantity: '1',
  unitPrice: { basis: 'gross', amount },
  vatRate: 2550,
  discount: 0,
  type: 1,
  ...over,
});

/** The provider's worked example (domain: Orders), at 25,50 % VAT. */
export const WORKED_EXAMPLE: readonly OrderRow[] = [
  row(eur(123_00), { quantity: '2' }),
  row(eur(369_00), { discount: 1000, type: 4 }),
  row(eur(-10_00), { type: 6 }),
  row(eur(5_00), { type: 2 }),
];

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
