import {
  Actor,
  CaseId,
  Iban,
  MerchantId,
  NonNegativeMoney,
  OrderId,
  PositiveMoney,
  RefundId,
  SettlementId,
  text,
  Timestamp,
  TransferId,
  z,
} from '@libs/kernel';
import { PaymentMethod, PaymentMethodGroup } from '../agreement/payment-methods.js';
import { ERASED } from '../fields/personal.js';
import { Terms } from '../agreement/terms.js';
import { VatPart } from '../fields/vat.js';
import {
  FundingInstructions,
  HoldKind,
  RefundKind,
  RefundReason,
  RefundSource,
  RefundTiming,
} from './account.events.js';
import { CancelId } from './cancel-id.js';
import { PricedExtraRow, RefundableRow, ReturnedRow } from './refund-rows.js';
import {
  DeductionRefusal,
  LineRefusal,
  SettlementDeduction,
  SettlementLine,
  SettlementSums,
} from './settlement.js';
import { TransferMismatch } from './transfer.js';

export const RefundStatus = z.enum([
  'awaiting-approval',
  'waiting-for-transfer',
  'payout-ordered',
  'paid-out',
  'payout-failed',
  'withdrawn',
  'declined',
]);
export type RefundStatus = z.infer<typeof RefundStatus>;

/** One refund, as the merchant follows it. */
export const Refund = z
  .strictObject({
    refundId: RefundId,
    kind: RefundKind,
    timing: RefundTiming,
    status: RefundStatus,
    source: RefundSource.optional(),
    amount: PositiveMoney,
    vat: z.array(VatPart).readonly(),
    excess: NonNegativeMoney,
    reason: RefundReason,
    rows: z.array(ReturnedRow).readonly().optional(),
    extraRows: z.array(PricedExtraRow).readonly().optional(),
    description: z.union([z.string(), z.literal(ERASED)]).optional(),
    internalNote: z.union([z.string(), z.literal(ERASED)]).optional(),
    cancelId: CancelId.optional(),
    funding: FundingInstructions.optional(),
    failure: z.string().optional(),
    /** Present where an accepted case asked for it. */
    caseId: CaseId.optional(),
    /** What the second person said, where one was needed. */
    decision: z
      .strictObject({
        by: Actor,
        at: Timestamp,
        reason: z.union([z.string(), z.literal(ERASED)]).optional(),
      })
      .readonly()
      .optional(),
    requestedBy: Actor,
    requestedAt: Timestamp,
    changedAt: Timestamp,
  })
  .readonly();
export type Refund = z.infer<typeof Refund>;

/** The order's money and its refunds; document id is the order's. Lives in `refunds`. */
export const OrderRefunds = z
  .strictObject({
    orderId: OrderId,
    merchantId: MerchantId,
    method: PaymentMethod,
    methodGroup: PaymentMethodGroup,
    terms: Terms,
    captured: NonNegativeMoney,
    held: NonNegativeMoney,
    funded: NonNegativeMoney,
    settled: NonNegativeMoney,
    /** Paid back by the institution itself, and what of it settlements took back. */
    advanced: NonNegativeMoney,
    recovered: NonNegativeMoney,
    promised: NonNegativeMoney,
    refunded: NonNegativeMoney,
    /** Claimed for a settlement that was not paid yet. */
    claimed: NonNegativeMoney,
    /** Funded money whose payout failed: a new refund may use it without a new transfer. */
    fundedFree: NonNegativeMoney,
    /** What may still be refunded, in all and per VAT rate: captured - refunded - promised. */
    refundable: NonNegativeMoney,
    refundableVat: z.array(VatPart).readonly(),
    refundableExcess: NonNegativeMoney,
    /** The order's rows with what is left of each; none where they were not kept. */
    rows: z.array(RefundableRow).readonly(),
    holds: z.array(HoldKind).readonly(),
    /** The cases whose hold stands: `case` is a hold for as long as there is one. */
    heldFor: z.array(CaseId).readonly(),
    claimedBy: SettlementId.optional(),
    settledAt: Timestamp.optional(),
    refunds: z.array(Refund).readonly(),
    /** The account's revision: its part of the `ETag`. */
    accountRevision: z.int().min(0),
  })
  .readonly();
export type OrderRefunds = z.infer<typeof OrderRefunds>;

/** A refund that waits for its merchant's transfer; document id is the refund's. Lives in `refunds`. */
export const WaitingRefund = z
  .strictObject({
    refundId: RefundId,
    orderId: OrderId,
    merchantId: MerchantId,
    /** What the merchant was told to transfer; another reference does not hinder an operator. */
    funding: FundingInstructions,
    waitsSince: Timestamp,
  })
  .readonly();
export type WaitingRefund = z.infer<typeof WaitingRefund>;

/** `assigned`: it is to fund a refund, whose account has not answered yet. */
export const TransferStatus = z.enum([
  'received',
  'assigned',
  'matched',
  'unmatched',
  'to-be-sent-back',
  'sent-back',
]);
export type TransferStatus = z.infer<typeof TransferStatus>;

/** A bank transfer as operators see it; document id is the transfer's. Lives in `refunds`. */
export const Transfer = z
  .strictObject({
    transferId: TransferId,
    iban: Iban,
    reference: z.string().optional(),
    amount: PositiveMoney,
    payerName: z.union([text(70), z.literal(ERASED)]).optional(),
    status: TransferStatus,
    /** Why it funds nothing. */
    reason: TransferMismatch.optional(),
    /** The refund that it is to fund, or has funded. */
    orderId: OrderId.optional(),
    refundId: RefundId.optional(),
    /** The operator who said so; absent where its reference did. */
    assignedBy: Actor.optional(),
    assignedAt: Timestamp.optional(),
    sendBack: z
      .strictObject({
        reason: z.union([z.string(), z.literal(ERASED)]),
        decidedBy: Actor,
        decidedAt: Timestamp,
        sentBackBy: Actor.optional(),
        sentBackAt: Timestamp.optional(),
      })
      .readonly()
      .optional(),
    bookedAt: Timestamp,
    receivedAt: Timestamp,
    changedAt: Timestamp,
  })
  .readonly();
export type Transfer = z.infer<typeof Transfer>;

/** A settlement and the answers to its lines; document id is the settlement's. */
export const Settlement = z
  .strictObject({
    settlementId: SettlementId,
    merchantId: MerchantId,
    status: z.enum(['proposed', 'refused', 'confirmed', 'paid', 'cancelled']),
    lines: z
      .array(
        z.strictObject({
          line: SettlementLine,
          answer: z.union([z.enum(['pending', 'claimed']), LineRefusal]),
        }),
      )
      .readonly(),
    /** What is taken back of advances, each with its account's answer (ADR 34). */
    deductions: z
      .array(
        z.strictObject({
          deduction: SettlementDeduction,
          /** `left-out`: claimed, but the lines that stand do not cover it. */
          answer: z.union([z.enum(['pending', 'claimed', 'left-out']), DeductionRefusal]),
        }),
      )
      .readonly(),
    /** Of the lines and deductions that stand. */
    sums: SettlementSums,
    reasons: z.array(z.string()).readonly(),
    proposedAt: Timestamp,
    paidAt: Timestamp.optional(),
    changedAt: Timestamp,
  })
  .readonly();
export type Settlement = z.infer<typeof Settlement>;
