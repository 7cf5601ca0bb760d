import {
  Actor,
  CaseId,
  event,
  FinnishIban,
  Iban,
  longText,
  MerchantId,
  NonNegativeMoney,
  OrderId,
  PaymentId,
  PositiveMoney,
  ReferenceNumber,
  RefundId,
  SellerId,
  SettlementId,
  text,
  Timestamp,
  TransferId,
  z,
} from '@libs/kernel';
import { PaymentMethod, PaymentMethodGroup } from '../agreement/payment-methods.js';
import { personal } from '../fields/personal.js';
import { Terms } from '../agreement/terms.js';
import { VatPart } from '../fields/vat.js';
import { SoldRow } from '../orders/order-row.js';
import { CancelId } from './cancel-id.js';
import { PricedExtraRow, ReturnedRow } from './refund-rows.js';
import { Allocation } from './transfer.js';

/** Taken from held money, or paid by the merchant's transfer; never switched silently. */
export const RefundTiming = z.enum(['before-settlement', 'after-settlement']);
export type RefundTiming = z.infer<typeof RefundTiming>;

/**
 * `full`: all that is left; `price-reduction`: a sum, and the goods stay; `partial-return`: some
 * goods come back, by row and quantity.
 */
export const RefundKind = z.enum(['full', 'price-reduction', 'partial-return']);
export type RefundKind = z.infer<typeof RefundKind>;

/** Why money goes back (domain: The order's money), in words, not in the old interface's codes. */
export const RefundReason = z.enum([
  'not-delivered',
  'wrong-size',
  'incorrect-item',
  'defective',
  'out-of-stock',
  'other',
]);
export type RefundReason = z.infer<typeof RefundReason>;

/** What the merchant transfers, and where, to fund a refund after settlement. */
export const FundingInstructions = z
  .strictObject({
    recipientName: text(70),
    iban: Iban,
    reference: ReferenceNumber,
    amount: PositiveMoney,
  })
  .readonly();
export type FundingInstructions = z.infer<typeof FundingInstructions>;

/**
 * Which money pays a refund: what is held, what the merchant transferred for it, or what the
 * institution advances and takes from coming payouts.
 */
export const RefundSource = z.enum(['held', 'funded', 'advanced']);
export type RefundSource = z.infer<typeof RefundSource>;

/** What keeps an order's money from its settlement (domain: The order's money). */
export const HoldKind = z.enum(['shipping', 'inspection', 'funded-money', 'case']);
export type HoldKind = z.infer<typeof HoldKind>;

const account = { orderId: OrderId, merchantId: MerchantId };
const names = {
  sellerId: SellerId,
  paymentId: PaymentId,
  orderNumber: text(50),
  reference: ReferenceNumber,
};
const refund = { ...account, refundId: RefundId };
/** Present where it is asked for by a case. */
const ofCase = { caseId: CaseId.optional() };
/** A refund's sum, split over the VAT rates, and over the excess that has none. */
const split = {
  amount: PositiveMoney,
  vat: z.array(VatPart).readonly(),
  excess: NonNegativeMoney,
};
/** Present where the transfer says which refund it is for (ADR 36). */
const ofAllocation = { allocation: Allocation.optional() };
const line = {
  ...account,
  settlementId: SettlementId,
  ...{ gross: NonNegativeMoney, refunded: NonNegativeMoney },
  commission: NonNegativeMoney,
  commissionVat: NonNegativeMoney,
  net: NonNegativeMoney,
};

const deduction = { ...account, settlementId: SettlementId, amount: PositiveMoney };

/** `account-<orderId>`: the order's money. One stream, so that it is never given twice. */
export const AccountEvent = z.discriminatedUnion('type', [
  event('AccountOpened', {
    ...account,
    ...names,
    method: PaymentMethod,
    methodGroup: PaymentMethodGroup,
    terms: Terms,
    /** What the buyer paid for: what a refund by rows is reckoned by. */
    rows: z.array(SoldRow).readonly().optional(),
    openedAt: Timestamp,
  }),
  event('PaymentCaptured', {
    ...account,
    receiptId: text(64),
    captured: PositiveMoney,
    vat: z.array(VatPart).readonly(),
    excess: NonNegativeMoney,
    capturedAt: Timestamp,
  }),
  event('HoldPlaced', {
    ...account,
    hold: HoldKind,
    ...ofCase,
    /** When it ends by itself; placed anew, it ends then. */
    endsAt: Timestamp.optional(),
    placedAt: Timestamp,
  }),
  event('HoldReleased', { ...account, hold: HoldKind, ...ofCase, releasedAt: Timestamp }),
  event('CaseHoldRefused', {
    ...account,
    caseId: CaseId,
    reason: z.enum(['no-contact-with-the-buyer', 'nothing-left-to-refund', 'too-many-cases']),
    refusedAt: Timestamp,
  }),
  event('OrderReadyForSettlement', {
    ...account,
    ...names,
    settlementModel: Terms.unwrap().shape.settlementModel,
    settlementBundling: Terms.unwrap().shape.settlementBundling,
    /** `gross - refunded` is what a line for this order settles, before commission. */
    gross: PositiveMoney,
    refunded: NonNegativeMoney,
    readyAt: Timestamp,
  }),
  event('RefundRequested', {
    ...refund,
    ...split,
    kind: RefundKind,
    timing: RefundTiming,
    reason: RefundReason,
    /** What comes back, and what else makes the sum, where it is made of rows. */
    rows: z.array(ReturnedRow).readonly().optional(),
    extraRows: z.array(PricedExtraRow).readonly().optional(),
    /** For the buyer to read. */
    description: personal('order', 'orderId', longText(500)).optional(),
    /** For the merchant's people only. */
    internalNote: personal('order', 'orderId', longText(500)).optional(),
    cancelId: CancelId.optional(),
    /** Told to the payout system alone. */
    buyerIban: personal('order', 'orderId', FinnishIban).optional(),
    /** Of a webstore message that names no wish of its own: told again at once, it is known by it. */
    messageDigest: text(64).optional(),
    requestedBy: Actor.optional(),
    /** Present when somebody else has to approve it first. */
    approval: z.literal('needed').optional(),
    /** Present when the refund waits for the merchant's transfer. */
    funding: FundingInstructions.optional(),
    /** Present when no transfer has to come, for the institution advances it (balance model). */
    source: RefundSource.extract(['advanced']).optional(),
    ...ofCase,
    requestedAt: Timestamp,
  }),
  event('CaseRefundRefused', {
    ...refund,
    caseId: CaseId,
    /** The code that a merchant's own request would be refused with. */
    reason: text(100),
    refusedAt: Timestamp,
  }),
  event('RefundApproved', {
    ...refund,
    ...split,
    ...ofCase,
    /** Of a case's refund: the way that it goes. */
    timing: RefundTiming.optional(),
    approvedBy: Actor,
    /** Present when the refund now waits for the merchant's transfer. */
    funding: FundingInstructions.optional(),
    approvedAt: Timestamp,
  }),
  event('RefundDeclined', {
    ...refund,
    ...split,
    ...ofCase,
    declinedBy: Actor,
    reason: personal('order', 'orderId', longText(500)).optional(),
    /** Present when a transfer would have been awaited. */
    funding: FundingInstructions.optional(),
    declinedAt: Timestamp,
  }),
  event('RefundFunded', {
    ...refund,
    transferId: TransferId,
    /** What the refund got: the transferred sum less the fee. */
    amount: PositiveMoney,
    fee: NonNegativeMoney,
    ...ofAllocation,
    fundedAt: Timestamp,
  }),
  event('RefundFundingRefused', {
    ...refund,
    transferId: TransferId,
    reason: z.enum([
      'refund-unknown',
      'refund-withdrawn',
      'refund-declined',
      'awaiting-approval',
      'already-funded',
      'sum-differs',
    ]),
    ...ofAllocation,
    refusedAt: Timestamp,
  }),
  event('RefundPayoutOrdered', {
    ...refund,
    ...split,
    sellerId: SellerId,
    paymentId: PaymentId,
    receiptId: text(64),
    method: PaymentMethod,
    source: RefundSource,
    /** Where the money goes, if not back by the payment itself. */
    buyerIban: personal('order', 'orderId', FinnishIban).optional(),
    orderedAt: Timestamp,
  }),
  event('RefundPaidOut', { ...refund, ...split, source: RefundSource, paidOutAt: Timestamp }),
  event('RefundPayoutFailed', {
    ...refund,
    ...split,
    source: RefundSource,
    reason: text(200),
    failedAt: Timestamp,
  }),
  event('RefundWithdrawn', {
    ...refund,
    ...split,
    ...ofCase,
    /** Present when the refund waited for a transfer, which is now not expected any more. */
    funding: FundingInstructions.optional(),
    withdrawnAt: Timestamp,
  }),
  event('ClaimedForSettlement', { ...line, claimedAt: Timestamp }),
  event('SettlementClaimRefused', {
    ...account,
    settlementId: SettlementId,
    reason: z.enum([
      'amount-differs',
      'commission-not-agreed',
      'on-hold',
      'claim-open',
      'nothing-free',
    ]),
    /** What a line would have to say now. */
    gross: NonNegativeMoney,
    refunded: NonNegativeMoney,
    refusedAt: Timestamp,
  }),
  event('SettlementClaimReleased', { ...line, releasedAt: Timestamp }),
  event('OrderSettled', { ...line, settledAt: Timestamp }),
  event('RefundAdvanced', {
    ...refund,
    orderNumber: text(50),
    amount: PositiveMoney,
    reason: RefundReason,
    advancedAt: Timestamp,
  }),
  event('AdvanceReadyForDeduction', {
    ...account,
    ...names,
    /** What a deduction may take at most: advanced, less what was recovered. */
    owed: PositiveMoney,
    readyAt: Timestamp,
  }),
  event('ClaimedForDeduction', { ...deduction, claimedAt: Timestamp }),
  event('DeductionClaimRefused', {
    ...account,
    settlementId: SettlementId,
    reason: z.enum(['exceeds-owed', 'claim-open']),
    /** What a deduction may take now. */
    owed: NonNegativeMoney,
    refusedAt: Timestamp,
  }),
  event('DeductionClaimReleased', { ...deduction, releasedAt: Timestamp }),
  event('AdvanceRecovered', { ...deduction, recoveredAt: Timestamp }),
]);
export type AccountEvent = z.infer<typeof AccountEvent>;
