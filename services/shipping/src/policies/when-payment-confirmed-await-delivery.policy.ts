import type { DeliveryCommand, OrderEvent } from '@libs/contracts';
import type { Policy } from '@libs/kernel';

/** The order is paid: its delivery is awaited, by the terms that travelled with the order. */
export const whenPaymentConfirmedAwaitDelivery: Policy<OrderEvent, DeliveryCommand> = {
  name: 'when-payment-confirmed-await-delivery',
  topic: 'orders.events',
  on: {
    PaymentConfirmed: ({
      data: { orderId, merchantId, sellerId, paymentId, terms, confirmedAt },
    }) => {
      const { servicePackage, inspectionDays, deliveryMethods } = terms;
      return [
        {
          type: 'AwaitDelivery',
          data: {
            ...{ orderId, merchantId, sellerId, paymentId, servicePackage, inspectionDays },
            ...(deliveryMethods !== undefined && { deliveryMethods }),
            at: confirmedAt,
          },
        },
      ];
    },
  },
};
