import { command, event, INSTITUTION, OrderId, text, Timestamp, z } from '@libs/kernel';

/** A payment's own id, as the payment system gives it. */
const receiptId = text(64);
const taken = { receiptId, orderId: OrderId };

/** `receipt-<id made of the receipt's>`: the order that a payment is for, taken once for ever. */
export const ReceiptEvent = z.discriminatedUnion('type', [
  event('ReceiptTaken', { ...taken, merchantId: z.literal(INSTITUTION), takenAt: Timestamp }),
]);
export type ReceiptEvent = z.infer<typeof ReceiptEvent>;

export const ReceiptCommand = z.discriminatedUnion('type', [
  command('TakeReceipt', { ...taken, at: Timestamp }),
]);
export type ReceiptCommand = z.infer<typeof ReceiptCommand>;
