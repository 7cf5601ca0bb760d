import type { AccountCommand, OrderEvent } from '@libs/contracts';
import type { Policy } from '@libs/kernel';

/** The order is paid: its money gets an account, with the terms that travelled with the order. */
export const whenPaymentConfirmedOpenAccount: Policy<OrderEvent, AccountCommand> = {
  name: 'when-payment-confirmed-open-account',
  topic: 'orders.events',
  on: {
    PaymentConfirmed: ({ data }) => [
      {
        type: 'OpenAccount',
        data: {
          orderId: data.orderId,
          merchantId: data.merchantId,
          sellerId: data.sellerId,
          paymentId: data.paymentId,
          orderNumber: data.orderNumber,
          reference: data.reference,
          receiptId: data.receiptId,
          method: data.method,
          methodGroup: data.methodGroup,
          terms: data.terms,
          captured: data.paid,
          vat: data.vat,
          excess: data.excess,
          ...(data.rows === undefined ? {} : { rows: data.rows }),
          at: data.confirmedAt,
        },
      },
    ],
  },
};
