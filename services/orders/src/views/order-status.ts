import type {
  AccountTransaction,
  OrderStatus,
  PendingWork,
  RefundState,
  ServicePackage,
  SettlementState,
} from '@libs/contracts';

/** The facts that an order's status follows from. */
export type OrderFacts = Pick<
  AccountTransaction,
  'method' | 'paymentState' | 'settledAt' | 'money' | 'isClaimed' | 'openRefunds' | 'shipping'
>;

/**
 * The order's state (domain: Order states): the one place that says it, from what all services
 * recorded. Before the payment its own stream says; then a buyer's case that waits for the store
 * (91, 92, 93, 95) belongs above the delivery, and below what is settled. What is fully refunded is refunded, settled or not;
 * what is settled stays so, also while a refund of it is open; a claim alone settles nothing.
 */
export function statusOf(facts: OrderFacts, servicePackage: ServicePackage): OrderStatus {
  const { paymentState, settledAt, money, isClaimed, openRefunds, shipping } = facts;
  if (paymentState !== 'paid') return whenUnpaid(paymentState, facts.method);
  if (isAllBack(money)) return 'refunded';
  if (settledAt !== undefined)
    return Object.keys(openRefunds).length > 0 ? 'refund-after-settlement-requested' : 'settled';
  return isClaimed ? 'claimed-for-settlement' : whenPaid(shipping, servicePackage);
}

/** What an unpaid order waits for, or that it waits no more. */
function whenUnpaid(
  state: Exclude<OrderFacts['paymentState'], 'paid'>,
  method: OrderFacts['method'],
): OrderStatus {
  if (state !== 'open') return state;
  return method === undefined ? 'received' : 'method-chosen';
}

/** Where a payment takes an order, and its delivery after it. */
function whenPaid(shipping: OrderFacts['shipping'], servicePackage: ServicePackage): OrderStatus {
  if (servicePackage === 'direct') return 'paid-direct';
  if (shipping.inspectionEndedAt !== undefined) return 'awaiting-settlement';
  if (shipping.inspectionEndsAt !== undefined || servicePackage === 'refund-tools')
    return 'in-inspection';
  return shipping.allSentAt === undefined ? 'paid-awaiting-shipping' : 'in-delivery';
}

/** What work an order waits for; the merchant's own transfer comes before all else. */
export function pendingWorkOf(status: OrderStatus, { openRefunds }: OrderFacts): PendingWork {
  return Object.values(openRefunds).includes('waiting-for-transfer')
    ? 'refund-waiting-for-your-transfer'
    : WORK[status];
}

/** What an order's refunds have come to; money that is asked for comes before money given back. */
export function refundStateOf({ openRefunds, money }: OrderFacts): RefundState {
  const open = Object.values(openRefunds);
  if (open.includes('waiting-for-transfer')) return 'waiting-for-transfer';
  if (open.length > 0) return 'being-paid';
  if (isAllBack(money)) return 'refunded';
  return money.refunded.minorUnits > 0 ? 'partly-refunded' : 'none';
}

/** Where the merchant's money is; what is settled stays so, whatever is refunded of it later. */
export function settlementStateOf({
  paymentState,
  settledAt,
  isClaimed,
  money,
}: OrderFacts): SettlementState {
  if (settledAt !== undefined) return 'settled';
  if (paymentState !== 'paid' || isAllBack(money)) return 'none';
  return isClaimed ? 'claimed' : 'unsettled';
}

/** The summary's groups (domain: Order states). */
const WORK: Readonly<Record<OrderStatus, PendingWork>> = {
  received: 'unpaid',
  'method-chosen': 'unpaid',
  'awaiting-funds': 'unpaid',
  expired: 'none',
  'paid-awaiting-shipping': 'missing-tracking',
  'in-delivery': 'being-delivered-or-unsettled',
  'in-inspection': 'being-delivered-or-unsettled',
  'awaiting-settlement': 'being-delivered-or-unsettled',
  'paid-direct': 'being-delivered-or-unsettled',
  'claimed-for-settlement': 'being-delivered-or-unsettled',
  settled: 'none',
  'refund-after-settlement-requested': 'none',
  refunded: 'none',
  cancelled: 'none',
};

const isAllBack = ({ captured, refunded }: OrderFacts['money']): boolean =>
  captured.minorUnits > 0 && refunded.minorUnits >= captured.minorUnits;
