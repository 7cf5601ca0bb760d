import {
  event,
  MerchantId,
  NonNegativeMoney,
  OrderId,
  SettlementId,
  Timestamp,
  z,
} from '@libs/kernel';
import { LINES_MAX, SettlementLine, SettlementSums } from '../refunds/settlement.js';

const settlement = { settlementId: SettlementId, merchantId: MerchantId };

/**
 * What the settlement system tells, on topic `settlement.events`, keyed by settlement. It hears
 * `OrderReadyForSettlement`, `SettlementConfirmed` and `SettlementRefused` on `refunds.events`.
 */
export const SettlementMessage = z.discriminatedUnion('type', [
  event('SettlementProposed', {
    ...settlement,
    lines: z.array(SettlementLine).min(1).max(LINES_MAX).readonly(),
    sums: SettlementSums,
    proposedAt: Timestamp,
  }),
  event('SettlementPaymentMade', {
    ...settlement,
    orderIds: z.array(OrderId).min(1).max(LINES_MAX).readonly(),
    net: NonNegativeMoney,
    paidAt: Timestamp,
  }),
  event('SettlementCalledOff', { ...settlement, calledOffAt: Timestamp }),
]);
export type SettlementMessage = z.infer<typeof SettlementMessage>;
