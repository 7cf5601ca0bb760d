import {
  settlementsView,
  type LineRefusal,
  type Settlement,
  type SettlementEvent,
  type SettlementLine,
  type SettlementSums,
} from '@libs/contracts';
import {
  assert,
  existing,
  minus,
  NOTHING,
  type Money,
  type Named,
  type OrderId,
  type Projection,
  type Recorded,
} from '@libs/kernel';

/** Settlements as they are proposed, answered line by line, confirmed and paid. */
export const settlements: Projection<Settlement, SettlementEvent> = {
  name: settlementsView.name,
  version: settlementsView.version,
  documentId: ({ data }) => data.settlementId,
  on: {
    SettlementAccepted: (_none, { data }) => ({
      settlementId: data.settlementId,
      merchantId: data.merchantId,
      status: 'proposed',
      lines: data.lines.map((line) => ({ line, answer: 'pending' })),
      sums: data.sums,
      reasons: [],
      proposedAt: data.acceptedAt,
      changedAt: data.acceptedAt,
    }),
    SettlementRefused: (_none, { data }) => ({
      settlementId: data.settlementId,
      merchantId: data.merchantId,
      status: 'refused',
      lines: [],
      sums: NO_SUMS,
      reasons: data.reasons,
      proposedAt: data.refusedAt,
      changedAt: data.refusedAt,
    }),
    SettlementLineClaimed: existing(
      (settlement, { data: { orderId, claimedAt } }: Told<'SettlementLineClaimed'>) =>
        answered(settlement, orderId, 'claimed', claimedAt),
    ),
    SettlementLineRefused: existing(
      (settlement, { data: { orderId, reason, refusedAt } }: Told<'SettlementLineRefused'>) =>
        answered(settlement, orderId, reason, refusedAt),
    ),
    SettlementConfirmed: existing(
      (settlement, { data: { sums, confirmedAt } }: Told<'SettlementConfirmed'>) => ({
        ...settlement,
        status: 'confirmed',
        sums,
        changedAt: confirmedAt,
      }),
    ),
    SettlementPaid: existing((settlement, { data: { paidAt } }: Told<'SettlementPaid'>) => ({
      ...settlement,
      status: 'paid',
      paidAt,
      changedAt: paidAt,
    })),
    SettlementCancelled: existing(
      (settlement, { data: { cancelledAt } }: Told<'SettlementCancelled'>) => ({
        ...settlement,
        status: 'cancelled',
        changedAt: cancelledAt,
      }),
    ),
  },
};

type Told<Type extends SettlementEvent['type']> = Recorded<Named<SettlementEvent, Type>>;

const NO_SUMS: SettlementSums = {
  count: 0,
  gross: NOTHING,
  refunded: NOTHING,
  commission: NOTHING,
  commissionVat: NOTHING,
  net: NOTHING,
};

/** The sums are those of the lines that may still be paid. */
function answered(
  settlement: Settlement,
  orderId: OrderId,
  answer: 'claimed' | LineRefusal,
  changedAt: string,
): Settlement {
  const at = settlement.lines.findIndex(({ line }) => line.orderId === orderId);
  const { line } = settlement.lines[at] ?? {};
  assert(line !== undefined, 'an answer is to a line of the settlement');
  return {
    ...settlement,
    lines: settlement.lines.with(at, { line, answer }),
    sums: answer === 'claimed' ? settlement.sums : without(settlement.sums, line),
    changedAt,
  };
}

function without(sums: SettlementSums, line: SettlementLine): SettlementSums {
  const less = (part: Exclude<keyof SettlementSums, 'count'>): Money =>
    minus(sums[part], line[part]);
  return {
    count: sums.count - 1,
    gross: less('gross'),
    refunded: less('refunded'),
    commission: less('commission'),
    commissionVat: less('commissionVat'),
    net: less('net'),
  };
}
