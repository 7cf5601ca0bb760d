import type { DeliveryCommand, OrderEvent } from '@libs/contracts';
import type { Policy } from '@libs/kernel';

/** The order is paid: its delivery is awaited, by the terms that travelled with the order. */
export const whenPaymentConfirmedAwaitDelivery: Policy<OrderEvent, DeliveryCommand> = {
  name: 'when-payment-confirmed-await-delivery',
  topic: 'orders.events',
  on: {
    PaymentConfirmed: ({ data }) => [
      {
        type: 'AwaitDelivery',
        data: {
          orderId: data.orderId,
          merchantId: data.merchantId,
          sellerId: data.sellerId,
          paymentId: data.paymentId,
          servicePackage: data.terms.servicePackage,
          inspectionDays: data.terms.inspectionDays,
          at: data.confirmedAt,
        },
      },
    ],
  },
};
