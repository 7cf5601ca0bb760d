import type { OrderCommand, PaymentsMessage } from '@libs/contracts';
import { orderIdOf, type Policy } from '@libs/kernel';

const OVER = ['already-paid', 'order-cancelled', 'order-expired'];

/** The payment system says which method the buyer picked: the order shows it. */
export const whenPaymentMethodPickedChooseMethod: Policy<PaymentsMessage, OrderCommand> = {
  name: 'when-payment-method-picked-choose-method',
  topic: 'payments.events',
  on: {
    PaymentMethodPicked: ({ data: { sellerId, paymentId, method, pickedAt } }) => [
      {
        type: 'ChoosePaymentMethod',
        data: { orderId: orderIdOf(sellerId, paymentId), method, at: pickedAt },
      },
    ],
  },
  refused: {
    // A buyer may look at the payment page of an order that is over: nothing is left to do.
    PaymentMethodPicked: (_picked, { code }) => (OVER.includes(code) ? [] : undefined),
  },
};
