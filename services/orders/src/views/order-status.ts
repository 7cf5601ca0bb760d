import type { AccountTransaction, OrderStatus, PendingWork, ServicePackage } from '@libs/contracts';

/** The facts that an order's status follows from. */
export type OrderFacts = Pick<
  AccountTransaction,
  'method' | 'paidAt' | 'settledAt' | 'money' | 'isClaimed' | 'openRefunds'
>;

/**
 * The order's state (domain facts, 10.1). What is fully refunded is refunded, settled or not;
 * what is settled stays so, also while a refund of it is open; a claim alone settles nothing.
 */
export function statusOf(facts: OrderFacts, servicePackage: ServicePackage): OrderStatus {
  const { method, paidAt, settledAt, money, isClaimed, openRefunds } = facts;
  if (paidAt === undefined) return method === undefined ? 'received' : 'method-chosen';
  if (isAllBack(money)) return 'refunded';
  if (settledAt !== undefined)
    return Object.keys(openRefunds).length > 0 ? 'refund-after-settlement-requested' : 'settled';
  return isClaimed ? 'claimed-for-settlement' : WHEN_PAID[servicePackage];
}

/** What work an order waits for; the merchant's own transfer comes before all else. */
export function pendingWorkOf(status: OrderStatus, { openRefunds }: OrderFacts): PendingWork {
  return Object.values(openRefunds).includes('waiting-for-transfer')
    ? 'refund-waiting-for-your-transfer'
    : WORK[status];
}

/** Where a payment takes an order. Shipping data moves it on, in an issue of its own. */
const WHEN_PAID: Readonly<Record<ServicePackage, OrderStatus>> = {
  'satisfaction-guarantee': 'paid-awaiting-shipping',
  'refund-tools': 'paid-in-inspection',
  direct: 'paid-direct',
};

/** The summary's groups (domain facts, 10.1, below the table). */
const WORK: Readonly<Record<OrderStatus, PendingWork>> = {
  received: 'unpaid',
  'method-chosen': 'unpaid',
  'paid-awaiting-shipping': 'missing-tracking',
  'paid-in-inspection': 'being-delivered-or-unsettled',
  'paid-direct': 'being-delivered-or-unsettled',
  'claimed-for-settlement': 'being-delivered-or-unsettled',
  settled: 'none',
  'refund-after-settlement-requested': 'none',
  refunded: 'none',
};

const isAllBack = ({ captured, refunded }: OrderFacts['money']): boolean =>
  captured.minorUnits > 0 && refunded.minorUnits >= captured.minorUnits;
