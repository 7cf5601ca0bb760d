import {
  paymentReturnsView,
  returnedPaymentId,
  type OrderEvent,
  type PaymentReturn,
} from '@libs/contracts';
import { existing, type Named, type Projection, type Recorded } from '@libs/kernel';
import { returnedAfter } from '../returned-payment.js';

/** Every payment that goes back, for operators: why, and how far it has come. */
export const paymentReturns: Projection<PaymentReturn, OrderEvent> = {
  name: paymentReturnsView.name,
  version: paymentReturnsView.version,
  documentId: ({ data }) =>
    'receiptId' in data ? returnedPaymentId(data.orderId, data.receiptId) : data.orderId,
  on: {
    PaymentReturnOrdered: (before, event) => {
      const { orderId, merchantId, sellerId, paymentId } = event.data;
      return { orderId, merchantId, sellerId, paymentId, ...returnedAfter(before, event) };
    },
    PaymentReturned: existing(ended),
    PaymentReturnFailed: existing(ended),
  },
};

type Ended = Recorded<Named<OrderEvent, 'PaymentReturned' | 'PaymentReturnFailed'>>;

function ended(payment: PaymentReturn, event: Ended): PaymentReturn {
  return { ...payment, ...returnedAfter(payment, event) };
}
