import {
  STATUS_CODE,
  type AccountEvent,
  type AccountTransaction,
  type DeliveryEvent,
  type OpenRefunds,
  type OrderEvent,
  type OrderMoney,
  type ServicePackage,
} from '@libs/contracts';
import {
  categoryOf,
  existing,
  minus,
  NOTHING,
  plus,
  type Named,
  type Projection,
  type Recorded,
  type RefundId,
} from '@libs/kernel';
import { statusOf } from './order-status.js';

/** What is recorded of an order, of its money and of its delivery. */
export type OrderNews = OrderEvent | AccountEvent | DeliveryEvent;

/** How far an order has come: what the views of an order have in common. */
export type OrderProgress = Pick<
  AccountTransaction,
  | 'status'
  | 'statusCode'
  | 'method'
  | 'methodGroup'
  | 'money'
  | 'paymentState'
  | 'payBy'
  | 'paidAt'
  | 'settledAt'
  | 'settlementId'
  | 'openRefunds'
  | 'isClaimed'
  | 'shipping'
  | 'revisions'
>;

/** An order that just came. */
export const begun = (revision: number): OrderProgress => ({
  status: 'received',
  statusCode: STATUS_CODE.received,
  paymentState: 'open',
  money: { captured: NOTHING, promised: NOTHING, refunded: NOTHING, settled: NOTHING },
  openRefunds: {},
  isClaimed: false,
  shipping: {},
  revisions: { order: revision },
});

/**
 * The handlers of all that follows an order's arrival, for one view of it: each moves the
 * progress on, and `show` adds what only that view has.
 */
export function following<Document extends OrderProgress>(
  servicePackageOf: (document: Document) => ServicePackage,
  show: (next: Document, event: Recorded<OrderNews>, before: Document) => Document,
): Projection<Document, OrderNews>['on'] {
  const handlers = Object.entries(CHANGES).map(([type, change]) => [
    type,
    existing((before: Document, event: Recorded<OrderNews>) => {
      // The table is keyed by the event's type, which the compiler loses in its entries.
      const changes = (change as AnyChange)(before, event);
      const next = { ...before, ...changes, revisions: seen(before.revisions, event) };
      // Most events change none of the facts that the status follows from.
      const shown = changes === UNCHANGED ? next : withStatus(next, servicePackageOf(next));
      return show(shown, event, before);
    }),
  ]);
  return Object.fromEntries(handlers) as Projection<Document, OrderNews>['on'];
}

type Change<Type extends OrderNews['type']> = (
  before: OrderProgress,
  event: Recorded<Named<OrderNews, Type>>,
) => Partial<OrderProgress>;
type AnyChange = (before: OrderProgress, event: Recorded<OrderNews>) => Partial<OrderProgress>;

const UNCHANGED = {};
const unchanged = (): Partial<OrderProgress> => UNCHANGED;

const CHANGES: {
  readonly [Type in Exclude<OrderNews['type'], 'OrderReceived'>]: Change<Type>;
} = {
  PaymentMethodChosen: (_before, { data: { method, methodGroup } }) => ({
    ...{ method, methodGroup },
    paymentState: 'open',
  }),
  FundsAwaited: (_before, { data: { method, methodGroup, payBy } }) => ({
    ...{ method, methodGroup, payBy },
    paymentState: 'awaiting-funds',
  }),
  OrderExpired: () => ({ paymentState: 'expired' }),
  OrderCancelled: () => ({ paymentState: 'cancelled' }),
  PaymentConfirmed: (_before, { data: { method, methodGroup, confirmedAt } }) => ({
    ...{ method, methodGroup },
    paymentState: 'paid',
    paidAt: confirmedAt,
  }),
  PaymentReturnOrdered: unchanged,
  PaymentReturned: unchanged,
  PaymentReturnFailed: unchanged,
  AccountOpened: unchanged,
  PaymentCaptured: ({ money }, { data }) => ({
    money: { ...money, captured: plus(money.captured, data.captured) },
  }),
  HoldPlaced: unchanged,
  HoldReleased: unchanged,
  OrderReadyForSettlement: unchanged,
  RefundRequested: ({ money, openRefunds }, { data: { refundId, amount, funding } }) => ({
    money: { ...money, promised: plus(money.promised, amount) },
    openRefunds: {
      ...openRefunds,
      [refundId]: funding === undefined ? 'being-paid' : 'waiting-for-transfer',
    },
  }),
  RefundFunded: unchanged,
  RefundFundingRefused: unchanged,
  RefundPayoutOrdered: ({ openRefunds }, { data: { refundId } }) => ({
    openRefunds: { ...openRefunds, [refundId]: 'being-paid' },
  }),
  RefundPaidOut: (before, { data: { refundId, amount } }) => {
    const { money, openRefunds } = closed(before, refundId, amount);
    return { openRefunds, money: { ...money, refunded: plus(money.refunded, amount) } };
  },
  RefundPayoutFailed: (before, { data: { refundId, amount } }) => closed(before, refundId, amount),
  RefundWithdrawn: (before, { data: { refundId, amount } }) => closed(before, refundId, amount),
  ClaimedForSettlement: () => ({ isClaimed: true }),
  SettlementClaimRefused: unchanged,
  SettlementClaimReleased: () => ({ isClaimed: false }),
  OrderSettled: ({ money }, { data: { gross, refunded, settlementId, settledAt } }) => ({
    isClaimed: false,
    settlementId,
    settledAt,
    money: { ...money, settled: plus(money.settled, minus(gross, refunded)) },
  }),
  DeliveryAwaited: unchanged,
  ParcelAdded: unchanged,
  ParcelChanged: unchanged,
  ParcelRemoved: unchanged,
  ParcelHandedOver: unchanged,
  AllSent: ({ shipping }, { data: { allSentAt } }) => ({ shipping: { ...shipping, allSentAt } }),
  InspectionStarted: ({ shipping }, { data: { endsAt } }) => ({
    shipping: { ...shipping, inspectionEndsAt: endsAt },
  }),
  InspectionEnded: ({ shipping }, { data: { endedAt } }) => ({
    shipping: { ...shipping, inspectionEndedAt: endedAt },
  }),
};

function withStatus<Document extends OrderProgress>(
  document: Document,
  servicePackage: ServicePackage,
): Document {
  const status = statusOf(document, servicePackage);
  if (status === document.status) return document;
  return { ...document, status, statusCode: STATUS_CODE[status] };
}

/** A refund that is open no more promises nothing any more. */
function closed(
  { money, openRefunds }: OrderProgress,
  refundId: RefundId,
  amount: OrderMoney['promised'],
): { readonly money: OrderMoney; readonly openRefunds: OpenRefunds } {
  const { [refundId]: _closed, ...others } = openRefunds;
  return { money: { ...money, promised: minus(money.promised, amount) }, openRefunds: others };
}

/** The revision of each stream that the document has seen. */
const seen = (
  revisions: OrderProgress['revisions'],
  { stream, revision }: Recorded,
): OrderProgress['revisions'] => ({ ...revisions, [categoryOf(stream)]: revision });
