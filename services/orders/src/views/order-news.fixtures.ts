import {
  CASE_TERMS,
  OrderEvent,
  type AccountEvent,
  type CaseEvent,
  type DeliveryEvent,
} from '@libs/contracts';
import {
  CaseId,
  eur,
  Iban,
  ParcelId,
  RefundId,
  ReferenceNumber,
  SettlementId,
  TransferId,
  type Money,
  type Named,
  type Recorded,
} from '@libs/kernel';
import { CARD, DIRECT, MERCHANT, ORDER, PAYMENT, recorded, REFERENCE, SELLER } from '@libs/testing';
import { confirmed } from '../order/order.fixtures.js';
import type { OrderNews } from './order-progress.js';

export const REFUND = RefundId.parse('00000000-0000-4000-8000-00000000000a');
export const OTHER_REFUND = RefundId.parse('00000000-0000-4000-8000-00000000000b');
export const SETTLEMENT = SettlementId.parse('2026-01-06.1');
export const TRANSFER = TransferId.parse('transfer-1');
export const FUNDING = {
  recipientName: 'Maksulaitos Oy',
  iban: Iban.parse('FI7740123477777777'),
  reference: ReferenceNumber.parse('1234561'),
} as const;

export const CASE = CaseId.parse('00000000-0000-4000-8000-00000000000c');

const account = { orderId: ORDER, merchantId: MERCHANT };
const split = (amount: Money) => ({
  amount,
  vat: [{ vatRate: 2550, gross: amount }],
  excess: eur(0),
});
const line = (gross: Money, refunded: Money) => ({
  ...account,
  settlementId: SETTLEMENT,
  gross,
  refunded,
  commission: eur(0),
  commissionVat: eur(0),
  net: eur(gross.minorUnits - refunded.minorUnits),
});

export const opened: AccountEvent = {
  type: 'AccountOpened',
  data: {
    ...account,
    sellerId: SELLER,
    paymentId: PAYMENT,
    orderNumber: '1998524',
    reference: REFERENCE,
    method: CARD,
    methodGroup: 'card',
    terms: DIRECT,
    openedAt: confirmed().data.confirmedAt,
  },
};
export const captured = (amount = eur(573_10)): AccountEvent => ({
  type: 'PaymentCaptured',
  data: {
    ...account,
    receiptId: 'receipt-1',
    captured: amount,
    vat: [{ vatRate: 2550, gross: amount }],
    excess: eur(0),
    capturedAt: confirmed().data.confirmedAt,
  },
});
export const ready: AccountEvent = {
  type: 'OrderReadyForSettlement',
  data: {
    ...account,
    sellerId: SELLER,
    paymentId: PAYMENT,
    orderNumber: '1998524',
    reference: REFERENCE,
    settlementModel: 'gross',
    settlementBundling: 'transaction-specific',
    gross: eur(573_10),
    refunded: eur(0),
    readyAt: confirmed().data.confirmedAt,
  },
};
export const requested = (
  amount: Money,
  over: Partial<Named<AccountEvent, 'RefundRequested'>['data']> = {},
): AccountEvent => ({
  type: 'RefundRequested',
  data: {
    ...account,
    ...split(amount),
    refundId: REFUND,
    kind: 'price-reduction',
    timing: over.funding === undefined ? 'before-settlement' : 'after-settlement',
    reason: 'defective',
    requestedAt: '2026-01-07T08:00:00Z',
    ...over,
  },
});
export const funded = (amount: Money): AccountEvent => ({
  type: 'RefundFunded',
  data: {
    ...account,
    refundId: REFUND,
    transferId: TRANSFER,
    amount,
    fee: eur(0),
    fundedAt: '2026-01-08T08:00:00Z',
  },
});
export const ordered = (amount: Money, refundId = REFUND): AccountEvent => ({
  type: 'RefundPayoutOrdered',
  data: {
    ...account,
    ...split(amount),
    refundId,
    sellerId: SELLER,
    paymentId: PAYMENT,
    receiptId: 'receipt-1',
    method: CARD,
    source: 'held',
    orderedAt: '2026-01-08T08:00:00Z',
  },
});
export const paidOut = (amount: Money, refundId = REFUND): AccountEvent => ({
  type: 'RefundPaidOut',
  data: {
    ...account,
    ...split(amount),
    refundId,
    source: 'held',
    paidOutAt: '2026-01-09T08:00:00Z',
  },
});
export const payoutFailed = (amount: Money): AccountEvent => ({
  type: 'RefundPayoutFailed',
  data: {
    ...account,
    ...split(amount),
    refundId: REFUND,
    source: 'held',
    reason: 'card expired',
    failedAt: '2026-01-09T08:00:00Z',
  },
});
export const withdrawn = (amount: Money): AccountEvent => ({
  type: 'RefundWithdrawn',
  data: { ...account, ...split(amount), refundId: REFUND, withdrawnAt: '2026-01-08T09:00:00Z' },
});
export const claimed = (gross = eur(573_10), refunded = eur(0)): AccountEvent => ({
  type: 'ClaimedForSettlement',
  data: { ...line(gross, refunded), claimedAt: '2026-01-06T02:00:00Z' },
});
export const claimReleased = (gross = eur(573_10), refunded = eur(0)): AccountEvent => ({
  type: 'SettlementClaimReleased',
  data: { ...line(gross, refunded), releasedAt: '2026-01-06T03:00:00Z' },
});
export const settled = (gross = eur(573_10), refunded = eur(0)): AccountEvent => ({
  type: 'OrderSettled',
  data: { ...line(gross, refunded), settledAt: '2026-01-06T04:00:00Z' },
});

const parcelId = ParcelId.parse('00000000-0000-4000-8000-0000000000c1');

/** A delivery from its payment to the end of its inspection, in the order of its events. */
export const DELIVERED: readonly DeliveryEvent[] = [
  {
    type: 'DeliveryAwaited',
    data: {
      ...account,
      ...{ sellerId: SELLER, paymentId: PAYMENT },
      ...{ servicePackage: 'satisfaction-guarantee', inspectionDays: 14 },
      awaitedAt: confirmed().data.confirmedAt,
    },
  },
  {
    type: 'ParcelAdded',
    data: {
      ...{ ...account, parcelId, method: 'ITELL', tracking: 'JJFI12345678901234567' },
      ...{ isForced: false, addedAt: '2026-01-06T08:00:00Z' },
    },
  },
  { type: 'AllSent', data: { ...account, allSentAt: '2026-01-06T08:00:00Z' } },
  {
    type: 'ParcelHandedOver',
    data: {
      ...{ ...account, parcelId },
      ...{ handedOverAt: '2026-01-08T12:00:00Z', toldAt: '2026-01-08T12:05:00Z' },
    },
  },
  {
    type: 'InspectionStarted',
    data: {
      ...{ ...account, because: 'handed-over', startsAt: '2026-01-08T12:00:00Z' },
      ...{ endsAt: '2026-01-22T22:00:00.000Z', startedAt: '2026-01-08T12:05:00Z' },
    },
  },
  {
    type: 'InspectionEnded',
    data: { ...account, by: 'time', endedAt: '2026-01-22T22:00:00.000Z' },
  },
];

/** A history as it would be recorded: three streams in one global order. */
export function history(...events: readonly OrderNews[]): Recorded<OrderNews>[] {
  const revisions = { order: -1, account: -1, delivery: -1 };
  return events.map((event, at) => {
    const category = categoryOf(event.type);
    revisions[category] += 1;
    return recorded(event, {
      stream: `${category}-${ORDER}`,
      revision: revisions[category],
      position: String(at + 1).padStart(20, '0'),
    });
  });
}

const ORDER_EVENTS: ReadonlySet<string> = new Set(
  OrderEvent.options.map((option) => option.unwrap().shape.type.value),
);
const DELIVERY_EVENTS: ReadonlySet<string> = new Set(DELIVERED.map(({ type }) => type));

function categoryOf(type: OrderNews['type']) {
  if (ORDER_EVENTS.has(type)) return 'order';
  return DELIVERY_EVENTS.has(type) ? 'delivery' : 'account';
}

const ofCase = { ...account, caseId: CASE };
/** By the buyer, for the merchant to answer. */
export const caseOpened: CaseEvent = {
  type: 'CaseOpened',
  data: {
    ...ofCase,
    kind: 'price-reduction',
    openedBy: 'buyer',
    proposal: { amount: eur(20_00) },
    reason: 'defective',
    isShipped: true,
    terms: CASE_TERMS,
    awaits: 'merchant',
    answerBy: '2026-01-20T22:00:00.000Z',
    openedAt: '2026-01-09T08:00:00Z',
  },
};
export const caseOffered: CaseEvent = {
  type: 'CaseCounterOffered',
  data: {
    ...ofCase,
    by: 'merchant',
    amount: eur(10_00),
    awaits: 'buyer',
    answerBy: '2026-01-24T22:00:00.000Z',
    offeredAt: '2026-01-10T08:00:00Z',
  },
};
