import {
  event,
  MerchantId,
  NonNegativeMoney,
  OrderId,
  PaymentId,
  PositiveMoney,
  ReferenceNumber,
  SellerId,
  text,
  Timestamp,
  z,
} from '@libs/kernel';
import { PaymentMethod, PaymentMethodGroup } from '../agreement/payment-methods.js';
import { personal } from '../fields/personal.js';
import { ReceivedMoney } from '../fields/received-money.js';
import { Terms } from '../agreement/terms.js';
import { VatPart } from '../fields/vat.js';
import { Address, Buyer } from './buyer.js';
import { CardFacts } from './card.js';
import { Checkout } from './checkout.js';
import { PricedRow, SoldRow } from './order-row.js';
import { PaymentMisfit, ReturnId } from './payment-return.js';

const order = { orderId: OrderId, merchantId: MerchantId };

/** Names the order where another service, or the outside, speaks of it. */
const names = {
  sellerId: SellerId,
  paymentId: PaymentId,
  orderNumber: text(50),
  reference: ReferenceNumber,
};

/** A payment that goes back as a whole (domain: Payments), by its own id and by its payout's. */
const paymentReturn = {
  ...order,
  receiptId: text(64),
  returnId: ReturnId,
  amount: ReceivedMoney,
};

/** `order-<orderId>`: a web store's order, from its arrival to its payment, and every payment. */
export const OrderEvent = z.discriminatedUnion('type', [
  event('OrderReceived', {
    ...order,
    ...names,
    rows: z.array(PricedRow).readonly(),
    /** How row sums were rounded; a changed rule is a new name. */
    rounding: z.literal('row-half-away-from-zero'),
    amount: NonNegativeMoney,
    sellerCosts: NonNegativeMoney,
    total: PositiveMoney,
    vat: z.array(VatPart).readonly(),
    buyer: personal('order', 'orderId', Buyer),
    delivery: personal('order', 'orderId', Address),
    terms: Terms,
    /** Unpaid, it expires then. Orders of before expiry was known have none, and wait on. */
    payBy: Timestamp.optional(),
    /** Of an order that came as a webstore message: where its buyer goes back to. */
    checkout: Checkout.optional(),
    receivedAt: Timestamp,
  }),
  event('PaymentMethodChosen', {
    ...order,
    method: PaymentMethod,
    methodGroup: PaymentMethodGroup,
    chosenAt: Timestamp,
  }),
  event('FundsAwaited', {
    ...order,
    method: PaymentMethod,
    methodGroup: PaymentMethodGroup,
    payBy: Timestamp,
    awaitedAt: Timestamp,
  }),
  event('OrderExpired', { ...order, payBy: Timestamp, lapsedAt: Timestamp }),
  event('OrderCancelled', { ...order, cancelledAt: Timestamp }),
  event('PaymentConfirmed', {
    ...order,
    ...names,
    terms: Terms,
    /** The payment's own id at the payment system: every payment has one. */
    receiptId: text(64),
    method: PaymentMethod,
    methodGroup: PaymentMethodGroup,
    asked: PositiveMoney,
    paid: PositiveMoney,
    /** What was paid over the asked sum (an invoicing fee); its own bucket, without rows. */
    excess: NonNegativeMoney,
    vat: z.array(VatPart).readonly(),
    /** What the payment is for; absent in what was recorded before refunds by rows. */
    rows: z.array(SoldRow).readonly().optional(),
    card: CardFacts.optional(),
    confirmedAt: Timestamp,
  }),
  event('PaymentReturnOrdered', {
    ...paymentReturn,
    sellerId: SellerId,
    paymentId: PaymentId,
    method: PaymentMethod,
    methodGroup: PaymentMethodGroup,
    reason: PaymentMisfit,
    orderedAt: Timestamp,
  }),
  event('PaymentReturned', { ...paymentReturn, returnedAt: Timestamp }),
  event('PaymentReturnFailed', { ...paymentReturn, reason: text(200), failedAt: Timestamp }),
]);
export type OrderEvent = z.infer<typeof OrderEvent>;
