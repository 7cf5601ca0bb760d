import {
  STATUS_CODE,
  type AccountEvent,
  type AccountTransaction,
  type CaseEvent,
  type DeliveryEvent,
  type OpenCases,
  type OpenRefunds,
  type OrderEvent,
  type OrderMoney,
  type ServicePackage,
} from '@libs/contracts';
import {
  assert,
  categoryOf,
  existing,
  minus,
  NOTHING,
  plus,
  type CaseId,
  type Named,
  type Projection,
  type Recorded,
  type RefundId,
} from '@libs/kernel';
import { statusOf } from './order-status.js';

/** What is recorded of an order, of its money, of its delivery and of its cases. */
export type OrderNews = OrderEvent | AccountEvent | DeliveryEvent | CaseEvent;

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
  | 'openCases'
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
  openCases: {},
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
  CaseHoldRefused: unchanged,
  OrderReadyForSettlement: unchanged,
  RefundRequested: ({ money, openRefunds }, { data: { refundId, amount, funding, approval } }) => ({
    money: { ...money, promised: plus(money.promised, amount) },
    openRefunds: {
      ...openRefunds,
      [refundId]: approval === undefined ? goingOn(funding) : 'awaiting-approval',
    },
  }),
  CaseRefundRefused: unchanged,
  RefundApproved: ({ openRefunds }, { data: { refundId, funding } }) => ({
    openRefunds: { ...openRefunds, [refundId]: goingOn(funding) },
  }),
  RefundDeclined: (before, { data: { refundId, amount } }) => closed(before, refundId, amount),
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
  RefundAdvanced: unchanged,
  AdvanceReadyForDeduction: unchanged,
  ClaimedForDeduction: unchanged,
  DeductionClaimRefused: unchanged,
  DeductionClaimReleased: unchanged,
  AdvanceRecovered: unchanged,
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
  CaseOpened: ({ openCases }, { data: { caseId, kind, awaits, answerBy } }) => ({
    openCases: { ...openCases, [caseId]: { kind, awaits, answerBy } },
  }),
  WithdrawalDeclared: unchanged,
  CaseHeld: unchanged,
  CaseMessageSent: unchanged,
  CaseCounterOffered: turned,
  CaseGoodsReceived: unchanged,
  CaseAccepted: (before, { data: { caseId } }) => awaiting(before, caseId, { awaits: 'nobody' }),
  CaseRefundPromised: unchanged,
  CaseAcceptanceFailed: turned,
  CaseDeclined: unchanged,
  CaseDeadlinePassed: unchanged,
  CaseClosed: ({ openCases }, { data: { caseId } }) => {
    const { [caseId]: _closed, ...others } = openCases;
    return { openCases: others };
  },
};

/** Another one is to answer now. */
function turned(
  before: OrderProgress,
  { data }: Recorded<Named<OrderNews, 'CaseCounterOffered' | 'CaseAcceptanceFailed'>>,
): Partial<OrderProgress> {
  const { caseId, awaits, answerBy } = data;
  return awaiting(before, caseId, { awaits, answerBy });
}

function awaiting(
  { openCases }: OrderProgress,
  caseId: CaseId,
  turn: Partial<OpenCases[CaseId]>,
): Partial<OrderProgress> {
  const open = openCases[caseId];
  assert(open !== undefined, 'what moves a case comes between its opening and its end');
  return { openCases: { ...openCases, [caseId]: { ...open, ...turn } } };
}

function withStatus<Document extends OrderProgress>(
  document: Document,
  servicePackage: ServicePackage,
): Document {
  const status = statusOf(document, servicePackage);
  if (status === document.status) return document;
  return { ...document, status, statusCode: STATUS_CODE[status] };
}

/** What a refund waits for when nobody has to approve it (any more). */
const goingOn = (funding: object | undefined) =>
  funding === undefined ? 'being-paid' : 'waiting-for-transfer';

/** A refund that is open no more promises nothing any more. */
function closed(
  { money, openRefunds }: OrderProgress,
  refundId: RefundId,
  amount: OrderMoney['promised'],
): { readonly money: OrderMoney; readonly openRefunds: OpenRefunds } {
  const { [refundId]: _closed, ...others } = openRefunds;
  return { money: { ...money, promised: minus(money.promised, amount) }, openRefunds: others };
}

/** The revision of each stream that the document has seen; a case has a stream of its own. */
function seen(
  revisions: OrderProgress['revisions'],
  { stream, revision }: Recorded,
): OrderProgress['revisions'] {
  const category = categoryOf(stream);
  return category === 'case' ? revisions : { ...revisions, [category]: revision };
}
