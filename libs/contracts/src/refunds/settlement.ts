import {
  command,
  event,
  MerchantId,
  NonNegativeMoney,
  OrderId,
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

/** What the lines come to; checked on the way in, repeated on the way out. */
export const SettlementSums = z
  .strictObject({
    count: z.int().min(0).max(LINES_MAX),
    gross: NonNegativeMoney,
    refunded: NonNegativeMoney,
    commission: NonNegativeMoney,
    commissionVat: NonNegativeMoney,
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

const settlement = { settlementId: SettlementId, merchantId: MerchantId };
const lines = z.array(SettlementLine).max(LINES_MAX).readonly();
const at = { at: Timestamp };

/** `settlement-<settlementId>`: a batch is proposed, claimed line by line, confirmed, paid. */
export const SettlementEvent = z.discriminatedUnion('type', [
  event('SettlementAccepted', {
    ...settlement,
    lines,
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
  event('SettlementConfirmed', {
    ...settlement,
    lines,
    sums: SettlementSums,
    confirmedAt: Timestamp,
  }),
  event('SettlementPaid', { ...settlement, lines, sums: SettlementSums, paidAt: Timestamp }),
  /** `lines` are those whose claims are to be released. */
  event('SettlementCancelled', { ...settlement, lines, cancelledAt: Timestamp }),
]);
export type SettlementEvent = z.infer<typeof SettlementEvent>;

export const SettlementCommand = z.discriminatedUnion('type', [
  command('ProposeSettlement', {
    ...settlement,
    lines: z.array(SettlementLine).min(1).max(LINES_MAX).readonly(),
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
