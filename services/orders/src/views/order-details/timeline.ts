import { TIMELINE_MAX, type TimelineEntry } from '@libs/contracts';
import { categoryOf, type Named, type Recorded } from '@libs/kernel';
import { momentOf } from '../moment-of.js';
import type { OrderNews } from '../order-progress.js';

/** The timeline with what the event tells people; the newest `TIMELINE_MAX` entries are kept. */
export function withEntry(
  timeline: readonly TimelineEntry[],
  event: Recorded<OrderNews>,
): readonly TimelineEntry[] {
  const fields = TOLD[event.type] as readonly string[] | undefined;
  if (fields === undefined) return timeline;
  const kept = timeline.length < TIMELINE_MAX ? timeline : timeline.slice(1 - TIMELINE_MAX);
  return [...kept, entryOf(event, fields)];
}

function entryOf(event: Recorded<OrderNews>, fields: readonly string[]): TimelineEntry {
  const { type, data, metadata, stream, revision } = event;
  const figures = data as Readonly<Record<string, unknown>>; // Read by the names in the table.
  const details: Record<string, unknown> = {};
  for (const field of fields) if (figures[field] !== undefined) details[field] = figures[field];
  return {
    at: momentOf(event),
    what: type,
    who: metadata.actor,
    // The streams that the view folds, by their categories.
    stream: categoryOf(stream) as TimelineEntry['stream'],
    revision,
    details,
  };
}

/**
 * What each event tells on its line. An event that is not here repeats another one for the
 * account's own books, and personal texts stay with the refund that has them.
 */
const TOLD: {
  readonly [Type in OrderNews['type']]?: readonly (keyof Named<OrderNews, Type>['data'])[];
} = {
  OrderReceived: ['total'],
  PaymentMethodChosen: ['method'],
  FundsAwaited: ['method', 'payBy'],
  OrderExpired: ['payBy'],
  OrderCancelled: [],
  PaymentConfirmed: ['method', 'asked', 'paid', 'excess'],
  PaymentReturnOrdered: ['receiptId', 'amount', 'method', 'reason'],
  PaymentReturned: ['receiptId', 'amount'],
  PaymentReturnFailed: ['receiptId', 'amount', 'reason'],
  HoldPlaced: ['hold', 'endsAt'],
  HoldReleased: ['hold'],
  OrderReadyForSettlement: ['gross', 'refunded'],
  RefundRequested: [
    'refundId',
    'amount',
    'kind',
    'timing',
    'reason',
    'rows',
    'approval',
    'funding',
  ],
  RefundApproved: ['refundId', 'amount', 'funding'],
  RefundDeclined: ['refundId', 'amount'],
  RefundFunded: ['refundId', 'amount', 'fee', 'transferId'],
  RefundFundingRefused: ['refundId', 'reason', 'transferId'],
  RefundPayoutOrdered: ['refundId', 'amount', 'method', 'source'],
  RefundPaidOut: ['refundId', 'amount'],
  RefundPayoutFailed: ['refundId', 'amount', 'reason'],
  RefundWithdrawn: ['refundId', 'amount'],
  ClaimedForSettlement: ['settlementId', 'gross', 'refunded', 'commission', 'net'],
  SettlementClaimRefused: ['settlementId', 'reason', 'gross', 'refunded'],
  SettlementClaimReleased: ['settlementId', 'net'],
  OrderSettled: ['settlementId', 'gross', 'refunded', 'commission', 'net'],
  RefundAdvanced: ['refundId', 'amount'],
  ClaimedForDeduction: ['settlementId', 'amount'],
  DeductionClaimRefused: ['settlementId', 'reason', 'owed'],
  DeductionClaimReleased: ['settlementId', 'amount'],
  AdvanceRecovered: ['settlementId', 'amount'],
  ParcelAdded: ['parcelId', 'method', 'isForced'],
  ParcelChanged: ['parcelId', 'method', 'isForced'],
  ParcelRemoved: ['parcelId', 'isForced'],
  ParcelHandedOver: ['parcelId'],
  AllSent: [],
  InspectionStarted: ['because', 'startsAt', 'endsAt'],
  InspectionEnded: ['by'],
  CaseHoldRefused: ['caseId', 'reason'],
  CaseRefundRefused: ['caseId', 'refundId', 'reason'],
  CaseOpened: ['caseId', 'kind', 'openedBy', 'proposal', 'reason', 'awaits', 'answerBy'],
  WithdrawalDeclared: ['caseId', 'periodEndsAt'],
  CaseMessageSent: ['caseId', 'by'],
  CaseCounterOffered: ['caseId', 'by', 'amount', 'awaits', 'answerBy'],
  CaseGoodsReceived: ['caseId'],
  CaseAccepted: ['caseId', 'by', 'extent', 'isBeforeGoods'],
  CaseAcceptanceFailed: ['caseId', 'reason', 'answerBy'],
  CaseDeclined: ['caseId', 'by'],
  CaseDeadlinePassed: ['caseId', 'awaited', 'silence'],
  CaseClosed: ['caseId', 'outcome', 'reason'],
};
