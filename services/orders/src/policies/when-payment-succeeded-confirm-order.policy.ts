import type { OrderCommand, PaymentsMessage, ReceiptCommand } from '@libs/contracts';
import { orderIdOf, type Named, type Policy } from '@libs/kernel';

type Succeeded = Named<PaymentsMessage, 'PaymentSucceeded'>;

/**
 * The payment system says that money came: the order it names records it, as its payment or as
 * one that goes back. An order that is there, and does not know the payment, asks for its receipt
 * first: one that is another order's parks the message. Named for what it mostly does; the name
 * is its progress, and stays.
 */
export const whenPaymentSucceededConfirmOrder: Policy<
  PaymentsMessage,
  OrderCommand | ReceiptCommand
> = {
  name: 'when-payment-succeeded-confirm-order',
  topic: 'payments.events',
  on: { PaymentSucceeded: ({ data }) => [recording(data, false)] },
  refused: {
    PaymentSucceeded: ({ data }, { code }) =>
      code === 'receipt-not-taken' ? [taking(data), recording(data, true)] : undefined,
  },
};

const orderIn = ({ sellerId, paymentId }: Succeeded['data']) => orderIdOf(sellerId, paymentId);

const taking = (data: Succeeded['data']): ReceiptCommand => ({
  type: 'TakeReceipt',
  data: { receiptId: data.receiptId, orderId: orderIn(data), at: data.succeededAt },
});

const recording = (data: Succeeded['data'], isTaken: boolean): OrderCommand => ({
  type: 'RecordPayment',
  data: {
    ...{ orderId: orderIn(data), receiptId: data.receiptId, method: data.method, paid: data.paid },
    ...(data.card === undefined ? {} : { card: data.card }),
    ...{ isTaken, at: data.succeededAt },
  },
});
