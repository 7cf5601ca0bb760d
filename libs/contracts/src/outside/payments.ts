import { event, PaymentId, PositiveMoney, SellerId, text, Timestamp, z } from '@libs/kernel';
import { CardFacts } from '../orders/card.js';
import { PaymentMethod } from '../agreement/payment-methods.js';

const payment = { sellerId: SellerId, paymentId: PaymentId };

/** What the payment system tells, on topic `payments.events`, keyed by seller and payment id. */
export const PaymentsMessage = z.discriminatedUnion('type', [
  event('PaymentMethodPicked', { ...payment, method: PaymentMethod, pickedAt: Timestamp }),
  event('PaymentSucceeded', {
    ...payment,
    /** The payment's own id: told twice, it counts once. */
    receiptId: text(64),
    method: PaymentMethod,
    paid: PositiveMoney,
    card: CardFacts.optional(),
    succeededAt: Timestamp,
  }),
]);
export type PaymentsMessage = z.infer<typeof PaymentsMessage>;
