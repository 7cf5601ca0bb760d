import type {
  LineRefusal,
  SettlementCommand,
  SettlementEvent,
  SettlementLine,
} from '@libs/contracts';
import { eur, minus, NOTHING, OrderId, SettlementId, type Money, type Named } from '@libs/kernel';
import { historyOf, MERCHANT } from '@libs/testing';
import { settlementDecider } from './settlement.decider.js';
import { sumsOf } from './settlement-sums.js';

export const SETTLEMENT = SettlementId.parse('S-1');
export const AT = '2026-01-05T09:30:00Z';

/** The n-th order of a batch. */
export const orderNumbered = (n: number): OrderId =>
  OrderId.parse(`22222222-2222-4222-8222-${String(n).padStart(12, '0')}`);

export const [ONE, TWO, THREE] = [orderNumbered(1), orderNumbered(2), orderNumbered(3)];

export function line(
  orderId: OrderId,
  gross: Money,
  over: Partial<SettlementLine> = {},
): SettlementLine {
  const { refunded = NOTHING, commission = NOTHING } = over;
  return {
    orderId,
    gross,
    refunded,
    commission,
    commissionVat: NOTHING,
    net: minus(minus(gross, refunded), commission),
    ...over,
  };
}

export const LINES = [line(ONE, eur(573_10)), line(TWO, eur(40_00), { refunded: eur(15_00) })];

type Proposal = Named<SettlementCommand, 'ProposeSettlement'>;

export const propose = (
  lines: readonly SettlementLine[] = LINES,
  over: Partial<Proposal['data']> = {},
): Proposal => ({
  type: 'ProposeSettlement',
  data: {
    settlementId: SETTLEMENT,
    merchantId: MERCHANT,
    lines,
    at: AT,
    ...over,
    sums: over.sums ?? sumsOf(lines, over.deductions),
  },
});

export const acceptDeduction = (orderId: OrderId): SettlementCommand => ({
  type: 'AcceptDeduction',
  data: { settlementId: SETTLEMENT, orderId, at: AT },
});

export const refuseDeduction = (orderId: OrderId): SettlementCommand => ({
  type: 'RefuseDeduction',
  data: { settlementId: SETTLEMENT, orderId, reason: 'claim-open', at: AT },
});

export const acceptLine = (orderId: OrderId): SettlementCommand => ({
  type: 'AcceptLine',
  data: { settlementId: SETTLEMENT, orderId, at: AT },
});

export const refuseLine = (
  orderId: OrderId,
  reason: LineRefusal = 'on-hold',
): SettlementCommand => ({
  type: 'RefuseLine',
  data: { settlementId: SETTLEMENT, orderId, reason, at: AT },
});

export const pay = (orderIds: readonly OrderId[], net: Money): SettlementCommand => ({
  type: 'PaySettlement',
  data: { settlementId: SETTLEMENT, orderIds, net, at: AT },
});

export const cancel = (): SettlementCommand => ({
  type: 'CancelSettlement',
  data: { settlementId: SETTLEMENT, at: AT },
});

/** What commands lead to. */
export const after = historyOf(settlementDecider);

const settlement = { settlementId: SETTLEMENT, merchantId: MERCHANT };

export const lineClaimed = (orderId: OrderId): SettlementEvent => ({
  type: 'SettlementLineClaimed',
  data: { ...settlement, orderId, claimedAt: AT },
});

export const lineRefused = (
  orderId: OrderId,
  reason: LineRefusal = 'on-hold',
): SettlementEvent => ({
  type: 'SettlementLineRefused',
  data: { ...settlement, orderId, reason, refusedAt: AT },
});

export const confirmed = (...lines: readonly SettlementLine[]): SettlementEvent => ({
  type: 'SettlementConfirmed',
  data: { ...settlement, lines, sums: sumsOf(lines), confirmedAt: AT },
});

export const cancelled = (...lines: readonly SettlementLine[]): SettlementEvent => ({
  type: 'SettlementCancelled',
  data: { ...settlement, lines, cancelledAt: AT },
});
