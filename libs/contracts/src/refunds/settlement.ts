import {
  command,
  event,
  MerchantId,
  NonNegativeMoney,
  OrderId,
  PositiveMoney,
  SettlementId,
  text,
  Timestamp,
  z,
} from '@libs/kernel';

/** At most this many lines a settlement (domain: Settlement). */
export const LINES_MAX = 1000;

/** One order's part of a settlement: `net = gross - refunded - commission` (facts, 10.5). */
export const SettlementLine = z
  .strictObject({
    orderId: OrderId,
    gross: NonNegativeMoney,
    refunded: NonNegativeMoney,
    commission: NonNegativeMoney,
    commissionVat: NonNegativeMoney,
    net: NonNegativeMoney,
  })
  .readonly();
export type SettlementLine = z.infer<typeof SettlementLine>;

/** What a settlement takes back of an order's advance; an order has one at most (ADR 34). */
export const SettlementDeduction = z
  .strictObject({ orderId: OrderId, amount: PositiveMoney })
  .readonly();
export type SettlementDeduction = z.infer<typeof SettlementDeduction>;

/** What the lines come to; checked on the way in, repeated on the way out. */
export const SettlementSums = z
  .strictObject({
    /** Lines and deductions together. */
    count: z.int().min(0).max(LINES_MAX),
    gross: NonNegativeMoney,
    refunded: NonNegativeMoney,
    commission: NonNegativeMoney,
    commissionVat: NonNegativeMoney,
    /** Of the deductions; absent where there are none. */
    deducted: PositiveMoney.optional(),
    /** `gross - refunded - commission - deducted`. */
    net: NonNegativeMoney,
  })
  .readonly();
export type SettlementSums = z.infer<typeof SettlementSums>;

export const LineRefusal = z.enum([
  'amount-differs',
  'commission-not-agreed',
  'on-hold',
  'claim-open',
  'nothing-free',
  'order-unknown',
]);
export type LineRefusal = z.infer<typeof LineRefusal>;

export const DeductionRefusal = z.enum(['exceeds-owed', 'claim-open', 'order-unknown']);
export type DeductionRefusal = z.infer<typeof DeductionRefusal>;

const settlement = { settlementId: SettlementId, merchantId: MerchantId };
const lines = z.array(SettlementLine).max(LINES_MAX).readonly();
const deductions = z.array(SettlementDeduction).max(LINES_MAX).readonly().optional();
const at = { at: Timestamp };

/** `settlement-<settlementId>`: a batch is proposed, claimed line by line, confirmed, paid. */
export const SettlementEvent = z.discriminatedUnion('type', [
  event('SettlementAccepted', {
    ...settlement,
    lines,
    deductions,
    sums: SettlementSums,
    acceptedAt: Timestamp,
  }),
  event('SettlementRefused', {
    ...settlement,
    /** Every sum that is wrong, with what it should be. */
    reasons: z.array(text(300)).readonly(),
    refusedAt: Timestamp,
  }),
  event('SettlementLineClaimed', { ...settlement, orderId: OrderId, claimedAt: Timestamp }),
  event('SettlementLineRefused', {
    ...settlement,
    orderId: OrderId,
    reason: LineRefusal,
    refusedAt: Timestamp,
  }),
  event('SettlementDeductionClaimed', { ...settlement, orderId: OrderId, claimedAt: Timestamp }),
  event('SettlementDeductionRefused', {
    ...settlement,
    orderId: OrderId,
    reason: DeductionRefusal,
    refusedAt: Timestamp,
  }),
  event('SettlementConfirmed', {
    ...settlement,
    lines,
    deductions,
    /** Claimed deductions that the lines do not cover any more; their claims are released. */
    leftOut: deductions,
    sums: SettlementSums,
    confirmedAt: Timestamp,
  }),
  event('SettlementPaid', {
    ...settlement,
    lines,
    deductions,
    sums: SettlementSums,
    paidAt: Timestamp,
  }),
  /** `lines` and `deductions` are those whose claims are to be released. */
  event('SettlementCancelled', { ...settlement, lines, deductions, cancelledAt: Timestamp }),
]);
export type SettlementEvent = z.infer<typeof SettlementEvent>;

export const SettlementCommand = z.discriminatedUnion('type', [
  command('ProposeSettlement', {
    ...settlement,
    lines: z.array(SettlementLine).min(1).max(LINES_MAX).readonly(),
    deductions,
    sums: SettlementSums,
    ...at,
  }),
  command('AcceptLine', { settlementId: SettlementId, orderId: OrderId, ...at }),
  command('RefuseLine', {
    settlementId: SettlementId,
    orderId: OrderId,
    reason: LineRefusal,
    ...at,
  }),
  command('AcceptDeduction', { settlementId: SettlementId, orderId: OrderId, ...at }),
  command('RefuseDeduction', {
    settlementId: SettlementId,
    orderId: OrderId,
    reason: DeductionRefusal,
    ...at,
  }),
  command('PaySettlement', {
    settlementId: SettlementId,
    /** The orders that were paid; they are those that the confirmation names. */
    orderIds: z.array(OrderId).min(1).max(LINES_MAX).readonly(),
    net: NonNegativeMoney,
    ...at,
  }),
  command('CancelSettlement', { settlementId: SettlementId, ...at }),
]);
export type SettlementCommand = z.infer<typeof SettlementCommand>;
