import {
  event,
  MerchantId,
  NonNegativeMoney,
  OrderId,
  SettlementId,
  Timestamp,
  z,
} from '@libs/kernel';
import {
  LINES_MAX,
  SettlementDeduction,
  SettlementLine,
  SettlementSums,
} from '../refunds/settlement.js';

const settlement = { settlementId: SettlementId, merchantId: MerchantId };

/**
 * What the settlement system tells, on topic `settlement.events`, keyed by settlement. It hears
 * `OrderReadyForSettlement`, `AdvanceReadyForDeduction`, `SettlementConfirmed` and
 * `SettlementRefused` on `refunds.events`.
 */
export const SettlementMessage = z.discriminatedUnion('type', [
  event('SettlementProposed', {
    ...settlement,
    lines: z.array(SettlementLine).min(1).max(LINES_MAX).readonly(),
    /** What is taken back of advances; a settlement pays at least nothing (ADR 34). */
    deductions: z.array(SettlementDeduction).min(1).max(LINES_MAX).readonly().optional(),
    sums: SettlementSums,
    proposedAt: Timestamp,
  }),
  event('SettlementPaymentMade', {
    ...settlement,
    /** Of the lines that were confirmed. */
    orderIds: z.array(OrderId).min(1).max(LINES_MAX).readonly(),
    /** What was paid: the confirmed net, deductions taken off. */
    net: NonNegativeMoney,
    paidAt: Timestamp,
  }),
  event('SettlementCalledOff', { ...settlement, calledOffAt: Timestamp }),
]);
export type SettlementMessage = z.infer<typeof SettlementMessage>;
