import { advancesView, type AccountEvent, type Advance } from '@libs/contracts';
import {
  existing,
  isNothing,
  minus,
  sum,
  type Named,
  type Projection,
  type Recorded,
  type Timestamp,
} from '@libs/kernel';

/** What was advanced for each order, why, and what settlements took back of it (ADR 34). */
export const advances: Projection<Advance, AccountEvent> = {
  name: advancesView.name,
  version: advancesView.version,
  documentId: ({ data }) => data.orderId,
  on: {
    RefundAdvanced: (advance, { data }) => {
      const { orderId, merchantId, orderNumber, refundId, amount, reason, advancedAt } = data;
      const before = advance ?? { refunds: [], deductions: [], advancedAt };
      return reckoned({
        ...{ orderId, merchantId, orderNumber },
        refunds: [...before.refunds, { refundId, amount, reason, advancedAt }],
        deductions: before.deductions,
        advancedAt: before.advancedAt,
        changedAt: advancedAt,
      });
    },
    ClaimedForDeduction: existing((advance, { data }: Told<'ClaimedForDeduction'>) => {
      const { settlementId, amount, claimedAt } = data;
      return changed(advance, claimedAt, [...advance.deductions, { settlementId, amount }]);
    }),
    DeductionClaimReleased: existing((advance, { data }: Told<'DeductionClaimReleased'>) =>
      changed(
        advance,
        data.releasedAt,
        advance.deductions.filter(({ settlementId }) => settlementId !== data.settlementId),
      ),
    ),
    AdvanceRecovered: existing((advance, { data: { settlementId, recoveredAt } }: Recovered) =>
      changed(
        advance,
        recoveredAt,
        advance.deductions.map((each) =>
          each.settlementId === settlementId ? { ...each, recoveredAt } : each,
        ),
      ),
    ),
  },
};

type Told<Type extends AccountEvent['type']> = Recorded<Named<AccountEvent, Type>>;
type Recovered = Told<'AdvanceRecovered'>;
/** What the sums follow from. */
type Facts = Omit<Advance, 'advanced' | 'recovered' | 'beingDeducted' | 'owed' | 'status'>;

const changed = (
  advance: Facts,
  changedAt: Timestamp,
  deductions: Advance['deductions'],
): Advance => reckoned({ ...advance, deductions, changedAt });

function reckoned(facts: Facts): Advance {
  const { refunds, deductions } = facts;
  const sumOf = (parts: Advance['deductions']) => sum(parts.map(({ amount }) => amount));
  const advanced = sum(refunds.map(({ amount }) => amount));
  const recovered = sumOf(deductions.filter((each) => each.recoveredAt !== undefined));
  const owed = minus(advanced, recovered);
  return {
    ...facts,
    ...{ advanced, recovered, owed },
    beingDeducted: sumOf(deductions.filter((each) => each.recoveredAt === undefined)),
    status: isNothing(owed) ? 'recovered' : 'owed',
  };
}
