import {
  Actor,
  CaseId,
  MerchantId,
  NonNegativeMoney,
  OrderId,
  PaymentId,
  PositiveMoney,
  ReferenceNumber,
  RefundId,
  SellerId,
  text,
  Timestamp,
  z,
} from '@libs/kernel';
import { PaymentMethod, PaymentMethodGroup } from '../agreement/payment-methods.js';
import { ERASED } from '../fields/personal.js';
import { ReceivedMoney } from '../fields/received-money.js';
import { Terms } from '../agreement/terms.js';
import { VatPart } from '../fields/vat.js';
import { Address, Buyer } from './buyer.js';
import { CardFacts } from './card.js';
import { PricedRow } from './order-row.js';
import { PaymentMisfit, ReturnId } from './payment-return.js';
import { CaseKind } from '../refunds/case.events.js';

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
  'refund-waiting-for-your-transfer',
  'none',
]);
export type PendingWork = z.infer<typeof PendingWork>;

/** How far the giving back of an order's money is; an open refund comes before what is done. */
export const RefundState = z.enum([
  'none',
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

/** What money did to an order, in the words of the account. Each is never negative. */
export const OrderMoney = z
  .strictObject({
    captured: NonNegativeMoney,
    /** Asked for, and not yet paid out, failed or withdrawn. */
    promised: NonNegativeMoney,
    refunded: NonNegativeMoney,
    settled: NonNegativeMoney,
  })
  .readonly();
export type OrderMoney = z.infer<typeof OrderMoney>;

/** How far an order has come on its way to the buyer. */
export const OrderShipping = z
  .strictObject({
    /** Set once the merchant has told that all parcels are sent. */
    allSentAt: Timestamp.optional(),
    /** Set while and after the inspection period runs. */
    inspectionEndsAt: Timestamp.optional(),
    inspectionEndedAt: Timestamp.optional(),
  })
  .readonly();
export type OrderShipping = z.infer<typeof OrderShipping>;

/** Revisions of the streams that a document shows; its `ETag` is made of them. */
export const Revisions = z.strictObject({
  order: z.int().min(0),
  account: z.int().min(0).optional(),
  delivery: z.int().min(0).optional(),
});
export type Revisions = z.infer<typeof Revisions>;

/** Refunds that are open, by id, with what they wait for: the status follows from them. */
export const OpenRefunds = z
  .record(RefundId, z.enum(['waiting-for-transfer', 'being-paid']))
  .readonly();
export type OpenRefunds = z.infer<typeof OpenRefunds>;

/** Cases that have not ended, by id: the status follows from them. */
export const OpenCases = z
  .record(
    CaseId,
    z.strictObject({
      kind: CaseKind,
      /** Who is to answer; `nobody` when that is the account. */
      awaits: z.enum(['buyer', 'merchant', 'nobody']),
      answerBy: Timestamp,
    }),
  )
  .readonly();
export type OpenCases = z.infer<typeof OpenCases>;

/** One line of Account Transactions; document id is the order's. Lives in `orders`. */
export const AccountTransaction = z
  .strictObject({
    orderId: OrderId,
    merchantId: MerchantId,
    sellerId: SellerId,
    paymentId: PaymentId,
    orderNumber: text(50),
    /** As it came, with leading zeros. */
    reference: ReferenceNumber,
    buyerName: z.string(),
    buyerEmail: z.string().optional(),
    status: OrderStatus,
    statusCode: z.string(),
    pendingWork: PendingWork,
    /** Since when the work waits: what the summary's oldest age is made of. */
    pendingSince: Timestamp,
    refundState: RefundState,
    settlementState: SettlementState,
    method: PaymentMethod.optional(),
    methodGroup: PaymentMethodGroup.optional(),
    cardVerification: CardVerification.optional(),
    total: PositiveMoney,
    money: OrderMoney,
    servicePackage: Terms.unwrap().shape.servicePackage,
    paymentState: PaymentState,
    /** Until when an unpaid order waits for its payment. */
    payBy: Timestamp.optional(),
    receivedAt: Timestamp,
    paidAt: Timestamp.optional(),
    settledAt: Timestamp.optional(),
    settlementId: z.string().optional(),
    openRefunds: OpenRefunds,
    openCases: OpenCases,
    isClaimed: z.boolean(),
    shipping: OrderShipping,
    revisions: Revisions,
  })
  .readonly();
export type AccountTransaction = z.infer<typeof AccountTransaction>;

/** Who did what and when; `details` are the figures a person wants on that line. */
export const TimelineEntry = z
  .strictObject({
    at: Timestamp,
    what: z.string(),
    who: Actor,
    stream: z.enum(['order', 'account', 'delivery', 'case']),
    revision: z.int().min(0),
    details: z.record(z.string(), z.unknown()),
  })
  .readonly();
export type TimelineEntry = z.infer<typeof TimelineEntry>;

/** The newest entries are kept; a longer life is read from the streams. */
export const TIMELINE_MAX = 500;

/** A payment that does not fit its order and goes back as a whole, as far as it has come. */
export const ReturnedPayment = z
  .strictObject({
    receiptId: text(64),
    returnId: ReturnId,
    method: PaymentMethod,
    amount: ReceivedMoney,
    reason: PaymentMisfit,
    /** `failed` ones wait for an operator. */
    status: z.enum(['ordered', 'failed', 'returned']),
    failure: z.string().optional(),
    receivedAt: Timestamp,
    changedAt: Timestamp,
  })
  .readonly();
export type ReturnedPayment = z.infer<typeof ReturnedPayment>;

/** The same as operators see it; document id is made of order and receipt. Lives in `orders`. */
export const PaymentReturn = ReturnedPayment.unwrap()
  .extend({ orderId: OrderId, merchantId: MerchantId, sellerId: SellerId, paymentId: PaymentId })
  .readonly();
export type PaymentReturn = z.infer<typeof PaymentReturn>;

/** The order's page; document id is the order's. Lives in `orders`. */
export const OrderDetails = z
  .strictObject({
    orderId: OrderId,
    merchantId: MerchantId,
    sellerId: SellerId,
    paymentId: PaymentId,
    orderNumber: text(50),
    reference: ReferenceNumber,
    status: OrderStatus,
    statusCode: z.string(),
    rows: z.array(PricedRow).readonly(),
    amount: NonNegativeMoney,
    sellerCosts: NonNegativeMoney,
    total: PositiveMoney,
    vat: z.array(VatPart).readonly(),
    money: OrderMoney,
    buyer: z.union([Buyer, z.literal(ERASED)]),
    delivery: z.union([Address, z.literal(ERASED)]),
    terms: Terms,
    method: PaymentMethod.optional(),
    methodGroup: PaymentMethodGroup.optional(),
    card: CardFacts.optional(),
    paymentState: PaymentState,
    payBy: Timestamp.optional(),
    /** Payments that went back, or are on their way. */
    returns: z.array(ReturnedPayment).readonly(),
    receivedAt: Timestamp,
    paidAt: Timestamp.optional(),
    settledAt: Timestamp.optional(),
    settlementId: z.string().optional(),
    openRefunds: OpenRefunds,
    openCases: OpenCases,
    /** Every case there was, with the revision of its stream: its part of the `ETag`. */
    caseRevisions: z.record(CaseId, z.int().min(0)).readonly(),
    isClaimed: z.boolean(),
    shipping: OrderShipping,
    timeline: z.array(TimelineEntry).max(TIMELINE_MAX).readonly(),
    revisions: Revisions,
  })
  .readonly();
export type OrderDetails = z.infer<typeof OrderDetails>;
