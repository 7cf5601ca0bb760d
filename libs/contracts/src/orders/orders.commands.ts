import {
  command,
  MerchantId,
  NonNegativeMoney,
  OrderId,
  PaymentId,
  ReferenceNumber,
  SellerId,
  text,
  Timestamp,
  z,
} from '@libs/kernel';
import { PaymentMethod } from '../agreement/payment-methods.js';
import { Terms } from '../agreement/terms.js';
import { ReceivedMoney } from '../fields/received-money.js';
import { Address, Buyer } from './buyer.js';
import { CardFacts } from './card.js';
import { Checkout } from './checkout.js';
import { OrderRow } from './order-row.js';
import { ReturnId } from './payment-return.js';

/** At most this many rows an order (domain: Orders). */
export const ROWS_MAX = 500;

const paymentReturn = { orderId: OrderId, receiptId: text(64), returnId: ReturnId };

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
    /** Of an order that came as a webstore message. */
    checkout: Checkout.optional(),
    at: Timestamp,
  }),
  command('ChoosePaymentMethod', { orderId: OrderId, method: PaymentMethod, at: Timestamp }),
  command('AwaitFunds', {
    orderId: OrderId,
    method: PaymentMethod,
    /** As long as the order waits anyway, when it is left out. */
    payBy: Timestamp.optional(),
    at: Timestamp,
  }),
  command('ExpireOrder', { orderId: OrderId, at: Timestamp }),
  command('CancelOrder', { orderId: OrderId, at: Timestamp }),
  command('RecordPayment', {
    orderId: OrderId,
    receiptId: text(64),
    method: PaymentMethod,
    paid: ReceivedMoney,
    card: CardFacts.optional(),
    /** True once the receipt is taken for this order: until then a new one is refused. */
    isTaken: z.boolean().default(false),
    at: Timestamp,
  }),
  command('ConfirmReturn', { ...paymentReturn, at: Timestamp }),
  command('FailReturn', { ...paymentReturn, reason: text(200), at: Timestamp }),
  command('OrderReturnAgain', { orderId: OrderId, receiptId: text(64), at: Timestamp }),
]);
export type OrderCommand = z.infer<typeof OrderCommand>;
