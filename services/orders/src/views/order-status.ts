import type {
  AccountTransaction,
  CaseKind,
  CasesAwait,
  OrderStatus,
  PendingWork,
  RefundState,
  ServicePackage,
  SettlementState,
} from '@libs/contracts';
import type { Timestamp } from '@libs/kernel';

/** The facts that an order's status follows from. */
export type OrderFacts = Pick<
  AccountTransaction,
  | 'method'
  | 'paymentState'
  | 'settledAt'
  | 'money'
  | 'isClaimed'
  | 'openRefunds'
  | 'openCases'
  | 'shipping'
>;

/**
 * The order's state (domain: Order states): the one place that says it, from what all services
 * recorded. Before the payment its own stream says. What is fully refunded is refunded, settled or
 * not; what is settled stays so, also while a refund or a case of it is open; an open case comes
 * before the way to the buyer and to the settlement; a claim alone settles nothing.
 */
export function statusOf(facts: OrderFacts, servicePackage: ServicePackage): OrderStatus {
  const { paymentState, settledAt, money, isClaimed, openRefunds, openCases, shipping } = facts;
  if (paymentState !== 'paid') return whenUnpaid(paymentState, facts.method);
  if (isAllBack(money)) return 'refunded';
  if (settledAt !== undefined)
    return Object.keys(openRefunds).length > 0 ? 'refund-after-settlement-requested' : 'settled';
  return (
    proposed(openCases) ??
    (isClaimed ? 'claimed-for-settlement' : whenPaid(shipping, servicePackage))
  );
}

/** What an unpaid order waits for, or that it waits no more. */
function whenUnpaid(
  state: Exclude<OrderFacts['paymentState'], 'paid'>,
  method: OrderFacts['method'],
): OrderStatus {
  if (state !== 'open') return state;
  return method === undefined ? 'received' : 'method-chosen';
}

/** What the gravest of several open cases makes of an order. */
function proposed(openCases: OrderFacts['openCases']): OrderStatus | undefined {
  const kinds = Object.values(openCases).map(({ kind }) => kind);
  const gravest = GRAVEST_FIRST.find((kind) => kinds.includes(kind));
  return gravest === undefined ? undefined : PROPOSED[gravest];
}

const GRAVEST_FIRST: readonly CaseKind[] = [
  'reclamation',
  'cancellation',
  'partial-return',
  'price-reduction',
];
const PROPOSED: Readonly<Record<CaseKind, OrderStatus>> = {
  reclamation: 'reclamation-open',
  cancellation: 'cancellation-proposed',
  'partial-return': 'partial-return-proposed',
  'price-reduction': 'price-reduction-proposed',
};

/** Where a payment takes an order, and its delivery after it. */
function whenPaid(shipping: OrderFacts['shipping'], servicePackage: ServicePackage): OrderStatus {
  if (servicePackage === 'direct') return 'paid-direct';
  if (shipping.inspectionEndedAt !== undefined) return 'awaiting-settlement';
  if (shipping.inspectionEndsAt !== undefined || servicePackage === 'refund-tools')
    return 'in-inspection';
  return shipping.allSentAt === undefined ? 'paid-awaiting-shipping' : 'in-delivery';
}

/** What work an order waits for; the merchant's own transfer comes before all else. */
export function pendingWorkOf(
  status: OrderStatus,
  { openRefunds, openCases }: OrderFacts,
): PendingWork {
  const open = Object.values(openRefunds);
  if (open.includes('waiting-for-transfer')) return 'refund-waiting-for-your-transfer';
  if (open.includes('awaiting-approval')) return 'refund-waiting-for-approval';
  const isYours = Object.values(openCases).some(({ awaits }) => awaits === 'merchant');
  return isYours ? 'case-waiting-for-you' : WORK[status];
}

/** Whom an order's cases wait for, whatever else it waits for. */
export function casesAwaitOf({ openCases }: Pick<OrderFacts, 'openCases'>): CasesAwait {
  const awaited = Object.values(openCases).map(({ awaits }) => awaits);
  return CASES_AWAIT.find((who) => awaited.includes(who)) ?? 'nobody';
}

const CASES_AWAIT: readonly CasesAwait[] = ['merchant', 'buyer'];

/** By when the merchant is to answer: the first deadline of all cases that wait for it. */
export const answerByOf = ({ openCases }: Pick<OrderFacts, 'openCases'>): Timestamp | undefined =>
  Object.values(openCases)
    .filter(({ awaits }) => awaits === 'merchant')
    .map(({ answerBy }) => answerBy)
    .sort()[0];

/** What an order's refunds have come to; money that is asked for comes before money given back. */
export function refundStateOf({ openRefunds, money }: OrderFacts): RefundState {
  const open = Object.values(openRefunds);
  if (open.includes('waiting-for-transfer')) return 'waiting-for-transfer';
  if (open.includes('awaiting-approval')) return 'awaiting-approval';
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
  'cancellation-proposed': 'being-delivered-or-unsettled',
  'price-reduction-proposed': 'being-delivered-or-unsettled',
  'partial-return-proposed': 'being-delivered-or-unsettled',
  'reclamation-open': 'being-delivered-or-unsettled',
  'claimed-for-settlement': 'being-delivered-or-unsettled',
  settled: 'none',
  'refund-after-settlement-requested': 'none',
  refunded: 'none',
  cancelled: 'none',
};

const isAllBack = ({ captured, refunded }: OrderFacts['money']): boolean =>
  captured.minorUnits > 0 && refunded.minorUnits >= captured.minorUnits;
