import { paymentsDueView, type Due, type OrderCommand, type OrderEvent } from '@libs/contracts';
import type { OrderId, Projection, Timestamp } from '@libs/kernel';

/** Each order that waits for its payment falls due when its time to pay is over. */
export const paymentsDue: Projection<Due<OrderCommand>, OrderEvent> = {
  name: paymentsDueView.name,
  version: paymentsDueView.version,
  documentId: ({ data }) => data.orderId,
  on: {
    OrderReceived: (_nothing, { data: { orderId, payBy } }) =>
      payBy === undefined ? undefined : due(orderId, payBy),
    FundsAwaited: (_before, { data: { orderId, payBy } }) => due(orderId, payBy),
    OrderExpired: () => undefined,
    OrderCancelled: () => undefined,
    PaymentConfirmed: () => undefined,
  },
};

const due = (orderId: OrderId, payBy: Timestamp): Due<OrderCommand> => ({
  dueAt: payBy,
  command: { type: 'ExpireOrder', data: { orderId, at: payBy } },
});
