import type { OrderEvent, ReturnedPayment } from '@libs/contracts';
import { assert, type Named } from '@libs/kernel';

/** What happens to a payment that goes back. */
export type ReturnEvent = Named<
  OrderEvent,
  'PaymentReturnOrdered' | 'PaymentReturned' | 'PaymentReturnFailed'
>;

export const isReturnEvent = (event: { readonly type: string }): event is ReturnEvent =>
  event.type === 'PaymentReturnOrdered' ||
  event.type === 'PaymentReturned' ||
  event.type === 'PaymentReturnFailed';

/** A payment on its way back as people see it, after an event of it. */
export function returnedAfter(
  before: ReturnedPayment | undefined,
  { type, data }: ReturnEvent,
): ReturnedPayment {
  if (type === 'PaymentReturnOrdered') {
    const { receiptId, returnId, method, amount, reason, orderedAt } = data;
    const { receivedAt = orderedAt } = before ?? {};
    const payment = { receiptId, returnId, method, amount, reason };
    return { ...payment, status: 'ordered', receivedAt, changedAt: orderedAt };
  }
  assert(before !== undefined, `${type} follows PaymentReturnOrdered`);
  return type === 'PaymentReturned'
    ? { ...before, status: 'returned', changedAt: data.returnedAt }
    : { ...before, status: 'failed', failure: data.reason, changedAt: data.failedAt };
}
