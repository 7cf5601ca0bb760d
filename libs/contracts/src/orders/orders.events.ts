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
import { Terms } from '../agreement/terms.js';
import { VatPart } from '../fields/vat.js';
import { Address, Buyer } from './buyer.js';
import { CardFacts } from './card.js';
import { PricedRow } from './order-row.js';

const order = { orderId: OrderId, merchantId: MerchantId };

/** Names the order where another service, or the outside, speaks of it. */
const names = {
  sellerId: SellerId,
  paymentId: PaymentId,
  orderNumber: text(50),
  reference: ReferenceNumber,
};

/** `order-<orderId>`: a web store's order, from its arrival to its payment. */
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
    receivedAt: Timestamp,
  }),
  event('PaymentMethodChosen', {
    ...order,
    method: PaymentMethod,
    methodGroup: PaymentMethodGroup,
    chosenAt: Timestamp,
  }),
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
    card: CardFacts.optional(),
    confirmedAt: Timestamp,
  }),
]);
export type OrderEvent = z.infer<typeof OrderEvent>;
