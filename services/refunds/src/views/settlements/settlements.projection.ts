import {
  settlementsView,
  type DeductionRefusal,
  type LineRefusal,
  type Settlement,
  type SettlementEvent,
  type SettlementLine,
  type SettlementSums,
} from '@libs/contracts';
import {
  assert,
  existing,
  isNothing,
  minus,
  NOTHING,
  sum,
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
      deductions: (data.deductions ?? []).map((deduction) => ({ deduction, answer: 'pending' })),
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
      deductions: [],
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
    SettlementDeductionClaimed: existing(
      (settlement, { data: { orderId, claimedAt } }: Told<'SettlementDeductionClaimed'>) =>
        deductionAnswered(settlement, orderId, 'claimed', claimedAt),
    ),
    SettlementDeductionRefused: existing(
      (settlement, { data }: Told<'SettlementDeductionRefused'>) =>
        deductionAnswered(settlement, data.orderId, data.reason, data.refusedAt),
    ),
    SettlementConfirmed: existing(
      (settlement, { data: { sums, leftOut = [], confirmedAt } }: Told<'SettlementConfirmed'>) => ({
        ...settlement,
        status: 'confirmed',
        deductions: settlement.deductions.map((each) =>
          leftOut.some(({ orderId }) => orderId === each.deduction.orderId)
            ? { ...each, answer: 'left-out' }
            : each,
        ),
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
  const { sums } = settlement;
  return {
    ...settlement,
    lines: settlement.lines.with(at, { line, answer }),
    sums: answer === 'claimed' ? sums : withNet(without(sums, line)),
    changedAt,
  };
}

function deductionAnswered(
  settlement: Settlement,
  orderId: OrderId,
  answer: 'claimed' | DeductionRefusal,
  changedAt: string,
): Settlement {
  const at = settlement.deductions.findIndex(({ deduction }) => deduction.orderId === orderId);
  const { deduction } = settlement.deductions[at] ?? {};
  assert(deduction !== undefined, 'an answer is to a deduction of the settlement');
  const { sums } = settlement;
  return {
    ...settlement,
    deductions: settlement.deductions.with(at, { deduction, answer }),
    sums: answer === 'claimed' ? sums : withNet(withoutDeduction(sums, deduction.amount)),
    changedAt,
  };
}

function without(sums: SettlementSums, line: SettlementLine): SettlementSums {
  const less = (part: Exclude<keyof SettlementLine, 'orderId'>): Money =>
    minus(sums[part], line[part]);
  return {
    ...sums,
    count: sums.count - 1,
    gross: less('gross'),
    refunded: less('refunded'),
    commission: less('commission'),
    commissionVat: less('commissionVat'),
  };
}

function withoutDeduction(
  { deducted = NOTHING, ...sums }: SettlementSums,
  amount: Money,
): SettlementSums {
  const left = minus(deducted, amount);
  return { ...sums, count: sums.count - 1, ...(isNothing(left) ? {} : { deducted: left }) };
}

/** Deductions that the lines do not cover any more are left out once all have answered. */
function withNet(sums: SettlementSums): SettlementSums {
  const { gross, refunded, commission, deducted = NOTHING } = sums;
  const net = minus(gross, sum([refunded, commission, deducted]));
  return { ...sums, net: net.minorUnits < 0 ? NOTHING : net };
}
