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
import {
  CardVerification,
  CasesAwait,
  OrderStatus,
  PaymentState,
  PendingWork,
  RefundState,
  SettlementState,
} from './order-states.js';
import { PaymentMisfit, ReturnId } from './payment-return.js';
import { CaseKind } from '../refunds/case.events.js';

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

/** Refunds that are open, by id, with what they wait for: the status follows from them. */
export const OpenRefunds = z
  .record(RefundId, z.enum(['awaiting-approval', 'waiting-for-transfer', 'being-paid']))
  .readonly();
export type OpenRefunds = z.infer<typeof OpenRefunds>;

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
    casesAwait: CasesAwait,
    /** Since when its cases wait for whom they wait; absent as long as there was none. */
    casesSince: Timestamp.optional(),
    /** The first deadline of the cases that wait for the merchant's answer. */
    answerBy: Timestamp.optional(),
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
    /** What was paid over the total, known as soon as the order is paid. */
    invoicingFee: PositiveMoney.optional(),
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
