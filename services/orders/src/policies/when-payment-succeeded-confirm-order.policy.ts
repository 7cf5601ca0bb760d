import type { OrderCommand, PaymentsMessage } from '@libs/contracts';
import { orderIdOf, type Policy } from '@libs/kernel';

/**
 * The payment system says that money came: the order it names records it, as its payment or as
 * one that goes back. Named for what it mostly does; the name is its progress, and stays.
 */
export const whenPaymentSucceededConfirmOrder: Policy<PaymentsMessage, OrderCommand> = {
  name: 'when-payment-succeeded-confirm-order',
  topic: 'payments.events',
  on: {
    PaymentSucceeded: ({ data }) => [
      {
        type: 'RecordPayment',
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
