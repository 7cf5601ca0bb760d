import type { OrderCommand, PaymentsMessage } from '@libs/contracts';
import { orderIdOf, type Policy } from '@libs/kernel';

/** The order is over for a buyer who only means to pay; the money itself has its own policy. */
const OVER = ['already-paid', 'order-cancelled', 'order-expired'];

/** The payment system says that money is on its way: the order waits for it. */
export const whenPaymentPendingAwaitFunds: Policy<PaymentsMessage, OrderCommand> = {
  name: 'when-payment-pending-await-funds',
  topic: 'payments.events',
  on: {
    PaymentPending: ({ data: { sellerId, paymentId, method, payBy, pendingAt } }) => [
      {
        type: 'AwaitFunds',
        data: {
          orderId: orderIdOf(sellerId, paymentId),
          method,
          ...(payBy !== undefined && { payBy }),
          at: pendingAt,
        },
      },
    ],
  },
  refused: {
    PaymentPending: (_pending, { code }) => (OVER.includes(code) ? [] : undefined),
  },
};
