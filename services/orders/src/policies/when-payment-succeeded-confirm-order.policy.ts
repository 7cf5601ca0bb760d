import type { OrderCommand, PaymentsMessage } from '@libs/contracts';
import { orderIdOf, type Policy } from '@libs/kernel';

/**
 * The payment system says that money came: the order it names is confirmed. A payment that does
 * not fit is refused by the order, and the message stays parked for somebody to look at.
 */
export const whenPaymentSucceededConfirmOrder: Policy<PaymentsMessage, OrderCommand> = {
  name: 'when-payment-succeeded-confirm-order',
  topic: 'payments.events',
  on: {
    PaymentSucceeded: ({ data }) => [
      {
        type: 'ConfirmPayment',
        data: {
          orderId: orderIdOf(data.sellerId, data.paymentId),
          receiptId: data.receiptId,
          method: data.method,
          paid: data.paid,
          ...(data.card === undefined ? {} : { card: data.card }),
          at: data.succeededAt,
        },
      },
    ],
  },
};
