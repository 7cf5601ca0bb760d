import type { OrderCommand, PaymentsMessage } from '@libs/contracts';
import { orderIdOf, type Policy } from '@libs/kernel';

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
    // A buyer who looks at the payment page again has paid all the same: nothing is left to do.
    PaymentMethodPicked: (_picked, { code }) => (code === 'already-paid' ? [] : undefined),
  },
};
