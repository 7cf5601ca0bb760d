import type { CheckoutCommand, CheckoutEvent } from '@libs/contracts';
import { hoursAfter, type Named } from '@libs/kernel';
import { MERCHANT, ORDER } from '@libs/testing';

export const AT = '2026-03-02T10:00:00.000Z';

const names = { orderId: ORDER, merchantId: MERCHANT };
type Outcome = Named<CheckoutCommand, 'RecordCallback'>['data']['outcome'];

export const change = (openUntil: string, at = AT): CheckoutCommand => ({
  type: 'ChangePaymentUrlExpiry',
  data: { ...names, openUntil, at },
});
export const changed = (openUntil: string): CheckoutEvent => ({
  type: 'PaymentUrlExpiryChanged',
  data: { ...names, openUntil, changedAt: AT },
});

export const record = (attempt: number, outcome: Outcome, at = AT): CheckoutCommand => ({
  type: 'RecordCallback',
  data: { ...names, attempt, outcome, at },
});
export const answered = (attempt: number, status: number): CheckoutEvent => ({
  type: 'CallbackAnswered',
  data: { ...names, attempt, status, answeredAt: AT },
});
/** Failed, and due again so many hours later, or never. */
export const failed = (
  attempt: number,
  outcome: Outcome,
  retryHours: number | undefined,
): CheckoutEvent => ({
  type: 'CallbackFailed',
  data: {
    ...names,
    attempt,
    ...outcome,
    ...(retryHours !== undefined && { retryAt: hoursAfter(AT, retryHours) }),
    failedAt: AT,
  },
});
