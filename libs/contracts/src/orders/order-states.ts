import { z } from '@libs/kernel';

/** The order's state (domain: Order states), in the names of this system. */
export const OrderStatus = z.enum([
  'received',
  'method-chosen',
  'awaiting-funds',
  'expired',
  'paid-awaiting-shipping',
  'in-delivery',
  'in-inspection',
  'awaiting-settlement',
  'paid-direct',
  'cancellation-proposed',
  'price-reduction-proposed',
  'partial-return-proposed',
  'reclamation-open',
  'claimed-for-settlement',
  'settled',
  'refund-after-settlement-requested',
  'refunded',
  'cancelled',
]);
export type OrderStatus = z.infer<typeof OrderStatus>;

/** The documented status query code of a state (domain: Order states). */
export const STATUS_CODE: Readonly<Record<OrderStatus, string>> = {
  received: '00',
  'method-chosen': '00',
  'awaiting-funds': '10',
  expired: '11',
  'paid-awaiting-shipping': '20',
  'in-delivery': '30',
  'in-inspection': '30',
  'awaiting-settlement': '30',
  'paid-direct': '30',
  'cancellation-proposed': '91',
  'price-reduction-proposed': '92',
  'partial-return-proposed': '93',
  'reclamation-open': '95',
  'claimed-for-settlement': '30',
  settled: '40',
  'refund-after-settlement-requested': '40',
  refunded: '99',
  cancelled: '99',
};

/** Work that waits, as the summary groups it (domain: Order states). */
export const PendingWork = z.enum([
  'case-waiting-for-you',
  'missing-tracking',
  'unpaid',
  'being-delivered-or-unsettled',
  'refund-waiting-for-approval',
  'refund-waiting-for-your-transfer',
  'none',
]);
export type PendingWork = z.infer<typeof PendingWork>;

/**
 * Whom an order's open cases wait for: for the merchant, if one of them does. An order may wait
 * for other work as well, which hides no deadline.
 */
export const CasesAwait = z.enum(['merchant', 'buyer', 'nobody']);
export type CasesAwait = z.infer<typeof CasesAwait>;

/** How far the giving back of an order's money is; an open refund comes before what is done. */
export const RefundState = z.enum([
  'none',
  'awaiting-approval',
  'waiting-for-transfer',
  'being-paid',
  'partly-refunded',
  'refunded',
]);
export type RefundState = z.infer<typeof RefundState>;

/** How far the merchant's own money is; `none` where there is nothing to settle (any more). */
export const SettlementState = z.enum(['none', 'unsettled', 'claimed', 'settled']);
export type SettlementState = z.infer<typeof SettlementState>;

/** What an open case makes of an order that is not settled. */
const WITH_OPEN_CASE = [
  'cancellation-proposed',
  'price-reduction-proposed',
  'partial-return-proposed',
  'reclamation-open',
] as const satisfies readonly OrderStatus[];

/** The statuses in which an order's settlement can stand so: those of a list are few, and indexed. */
export const STATUSES_OF_SETTLEMENT: Readonly<Record<SettlementState, readonly OrderStatus[]>> = {
  none: ['received', 'method-chosen', 'awaiting-funds', 'expired', 'cancelled', 'refunded'],
  unsettled: [
    'paid-awaiting-shipping',
    'in-delivery',
    'in-inspection',
    'awaiting-settlement',
    'paid-direct',
    ...WITH_OPEN_CASE,
  ],
  claimed: ['claimed-for-settlement', ...WITH_OPEN_CASE],
  settled: ['settled', 'refund-after-settlement-requested', 'refunded'],
};

/** Whether the cardholder was verified, where the payment system told of a card. */
export const CardVerification = z.enum(['verified', 'not-verified']);
export type CardVerification = z.infer<typeof CardVerification>;

/** How the payment of an order stands; an expired order is still revived by late money. */
export const PaymentState = z.enum(['open', 'awaiting-funds', 'expired', 'cancelled', 'paid']);
export type PaymentState = z.infer<typeof PaymentState>;
