import {
  event,
  FinnishIban,
  OrderId,
  PositiveMoney,
  RefundId,
  text,
  Timestamp,
  z,
} from '@libs/kernel';
import { PaymentMethod } from '../agreement/payment-methods.js';
import { ReceivedMoney } from '../fields/received-money.js';
import { ReturnId } from '../orders/payment-return.js';

const payout = { orderId: OrderId, refundId: RefundId };
/** A payment that did not fit its order; it goes back by a payout of its own. */
const paymentReturn = { orderId: OrderId, receiptId: text(64), returnId: ReturnId };

/** What the payout system tells, on topic `payouts.events`, keyed by order. */
export const PayoutsMessage = z.discriminatedUnion('type', [
  event('PayoutPaid', { ...payout, paidAt: Timestamp }),
  event('PayoutFailed', { ...payout, reason: text(200), failedAt: Timestamp }),
  event('ReturnPaid', { ...paymentReturn, paidAt: Timestamp }),
  event('ReturnFailed', { ...paymentReturn, reason: text(200), failedAt: Timestamp }),
]);
export type PayoutsMessage = z.infer<typeof PayoutsMessage>;

/** What it is asked to do, on topic `refunds.payouts`, which only it may read. */
export const PayoutInstruction = z.discriminatedUnion('type', [
  event('PayoutOrdered', {
    ...payout,
    /** The payment that is paid back, by its own id: money returns by the original method. */
    receiptId: text(64),
    method: PaymentMethod,
    amount: PositiveMoney,
    /** The buyer's own account, where a bank payment cannot go back by itself. */
    buyerIban: FinnishIban.optional(),
    orderedAt: Timestamp,
  }),
]);
export type PayoutInstruction = z.infer<typeof PayoutInstruction>;

/** What it is asked to send back, on topic `orders.returns`, which only it may read. */
export const ReturnInstruction = z.discriminatedUnion('type', [
  event('ReturnOrdered', {
    ...paymentReturn,
    method: PaymentMethod,
    amount: ReceivedMoney,
    orderedAt: Timestamp,
  }),
]);
export type ReturnInstruction = z.infer<typeof ReturnInstruction>;
