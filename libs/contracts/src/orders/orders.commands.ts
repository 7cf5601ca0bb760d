import {
  command,
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
import { PaymentMethod } from '../agreement/payment-methods.js';
import { Terms } from '../agreement/terms.js';
import { Address, Buyer } from './buyer.js';
import { CardFacts } from './card.js';
import { OrderRow } from './order-row.js';

/** At most this many rows an order (domain: Orders). */
export const ROWS_MAX = 500;

export const OrderCommand = z.discriminatedUnion('type', [
  command('ReceiveOrder', {
    orderId: OrderId,
    merchantId: MerchantId,
    sellerId: SellerId,
    paymentId: PaymentId,
    orderNumber: text(50),
    reference: ReferenceNumber,
    rows: z.array(OrderRow).min(1).max(ROWS_MAX).readonly(),
    amount: NonNegativeMoney,
    sellerCosts: NonNegativeMoney,
    buyer: Buyer,
    delivery: Address,
    terms: Terms,
    at: Timestamp,
  }),
  command('ChoosePaymentMethod', { orderId: OrderId, method: PaymentMethod, at: Timestamp }),
  command('ConfirmPayment', {
    orderId: OrderId,
    receiptId: text(64),
    method: PaymentMethod,
    paid: PositiveMoney,
    card: CardFacts.optional(),
    at: Timestamp,
  }),
]);
export type OrderCommand = z.infer<typeof OrderCommand>;
