import type { Named, Recorded, Timestamp } from '@libs/kernel';
import type { OrderNews } from './order-progress.js';

/** When it happened, by the event's own words: a message may have been on its way for long. */
export const momentOf = ({ type, data }: Recorded<OrderNews>): Timestamp =>
  (data as Readonly<Record<string, unknown>>)[MOMENT[type]] as Timestamp; // A moment by its table.

/** Names of the fields of an event's data that hold a moment. */
type MomentIn<Type extends OrderNews['type']> = Extract<
  keyof Named<OrderNews, Type>['data'],
  `${string}At`
>;

const MOMENT: { readonly [Type in OrderNews['type']]: MomentIn<Type> } = {
  OrderReceived: 'receivedAt',
  PaymentMethodChosen: 'chosenAt',
  FundsAwaited: 'awaitedAt',
  OrderExpired: 'lapsedAt',
  OrderCancelled: 'cancelledAt',
  PaymentConfirmed: 'confirmedAt',
  PaymentReturnOrdered: 'orderedAt',
  PaymentReturned: 'returnedAt',
  PaymentReturnFailed: 'failedAt',
  AccountOpened: 'openedAt',
  PaymentCaptured: 'capturedAt',
  HoldPlaced: 'placedAt',
  HoldReleased: 'releasedAt',
  CaseHoldRefused: 'refusedAt',
  OrderReadyForSettlement: 'readyAt',
  RefundRequested: 'requestedAt',
  CaseRefundRefused: 'refusedAt',
  RefundApproved: 'approvedAt',
  RefundDeclined: 'declinedAt',
  RefundFunded: 'fundedAt',
  RefundFundingRefused: 'refusedAt',
  RefundPayoutOrdered: 'orderedAt',
  RefundPaidOut: 'paidOutAt',
  RefundPayoutFailed: 'failedAt',
  RefundWithdrawn: 'withdrawnAt',
  ClaimedForSettlement: 'claimedAt',
  SettlementClaimRefused: 'refusedAt',
  SettlementClaimReleased: 'releasedAt',
  OrderSettled: 'settledAt',
  RefundAdvanced: 'advancedAt',
  AdvanceReadyForDeduction: 'readyAt',
  ClaimedForDeduction: 'claimedAt',
  DeductionClaimRefused: 'refusedAt',
  DeductionClaimReleased: 'releasedAt',
  AdvanceRecovered: 'recoveredAt',
  DeliveryAwaited: 'awaitedAt',
  ParcelAdded: 'addedAt',
  ParcelChanged: 'changedAt',
  ParcelRemoved: 'removedAt',
  ParcelHandedOver: 'handedOverAt',
  AllSent: 'allSentAt',
  InspectionStarted: 'startedAt',
  InspectionEnded: 'endedAt',
  CaseOpened: 'openedAt',
  WithdrawalDeclared: 'declaredAt',
  CaseHeld: 'heldAt',
  CaseMessageSent: 'sentAt',
  CaseCounterOffered: 'offeredAt',
  CaseGoodsReceived: 'receivedAt',
  CaseAccepted: 'acceptedAt',
  CaseRefundPromised: 'promisedAt',
  CaseAcceptanceFailed: 'failedAt',
  CaseDeclined: 'declinedAt',
  CaseDeadlinePassed: 'passedAt',
  CaseClosed: 'closedAt',
};
