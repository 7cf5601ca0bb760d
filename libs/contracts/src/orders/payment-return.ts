import { idFrom, z, type OrderId } from '@libs/kernel';

/** Why a payment does not fit its order and goes back as a whole (domain: Payments). */
export const PaymentMisfit = z.enum([
  'order-cancelled',
  'already-paid',
  'paid-less-than-asked',
  'paid-more-than-asked',
  'currency-differs',
]);
export type PaymentMisfit = z.infer<typeof PaymentMisfit>;

/** One payout that sends a payment back; tried again after a failure, it is another one. */
export const ReturnId = z.uuid().brand<'ReturnId'>();
export type ReturnId = z.infer<typeof ReturnId>;

/** The id of a payment's first, second, … payout back: a repeat makes the same. */
export const returnIdOf = (orderId: OrderId, receiptId: string, attempt: number): ReturnId =>
  ReturnId.parse(idFrom('payment-return', orderId, receiptId, String(attempt)));

/** A payment by its order and its own id; what its return is shown under. */
export const returnedPaymentId = (orderId: OrderId, receiptId: string): string =>
  idFrom('payment', orderId, receiptId);
