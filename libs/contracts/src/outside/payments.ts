import { event, PaymentId, SellerId, text, Timestamp, z } from '@libs/kernel';
import { ReceivedMoney } from '../fields/received-money.js';
import { CardFacts } from '../orders/card.js';
import { PaymentMethod } from '../agreement/payment-methods.js';

const payment = { sellerId: SellerId, paymentId: PaymentId };

/** What the payment system tells, on topic `payments.events`, keyed by seller and payment id. */
export const PaymentsMessage = z.discriminatedUnion('type', [
  event('PaymentMethodPicked', { ...payment, method: PaymentMethod, pickedAt: Timestamp }),
  /** A credit transfer or a slow bank: the buyer has chosen, and the money is on its way. */
  event('PaymentPending', {
    ...payment,
    method: PaymentMethod,
    /** Until when money is expected; as long as the order waits anyway when it is left out. */
    payBy: Timestamp.optional(),
    pendingAt: Timestamp,
  }),
  event('PaymentSucceeded', {
    ...payment,
    /** The payment's own id: told twice, it counts once. */
    receiptId: text(64),
    method: PaymentMethod,
    paid: ReceivedMoney,
    card: CardFacts.optional(),
    succeededAt: Timestamp,
  }),
]);
export type PaymentsMessage = z.infer<typeof PaymentsMessage>;
