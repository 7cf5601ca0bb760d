import { merchantBalancesView, type AccountEvent, type MerchantBalance } from '@libs/contracts';
import {
  existing,
  minus,
  NOTHING,
  plus,
  type Money,
  type Named,
  type Projection,
  type Recorded,
  type Timestamp,
} from '@libs/kernel';

/** What each merchant's coming payouts owe, over all of its orders (ADR 34). */
export const merchantBalances: Projection<MerchantBalance, AccountEvent> = {
  name: merchantBalancesView.name,
  version: merchantBalancesView.version,
  documentId: ({ data }) => data.merchantId,
  on: {
    RefundAdvanced: (balance, { data: { merchantId, amount, advancedAt } }) =>
      moved(balance ?? nothingOf(merchantId, advancedAt), advancedAt, {
        advanced: amount,
        owed: amount,
      }),
    ClaimedForDeduction: existing((balance, { data }: Told<'ClaimedForDeduction'>) =>
      moved(balance, data.claimedAt, { beingDeducted: data.amount }),
    ),
    DeductionClaimReleased: existing((balance, { data }: Told<'DeductionClaimReleased'>) =>
      moved(balance, data.releasedAt, { beingDeducted: minus(NOTHING, data.amount) }),
    ),
    AdvanceRecovered: existing((balance, { data }: Told<'AdvanceRecovered'>) =>
      moved(balance, data.recoveredAt, {
        recovered: data.amount,
        beingDeducted: minus(NOTHING, data.amount),
        owed: minus(NOTHING, data.amount),
      }),
    ),
  },
};

type Told<Type extends AccountEvent['type']> = Recorded<Named<AccountEvent, Type>>;
type Part = 'advanced' | 'recovered' | 'beingDeducted' | 'owed';

const nothingOf = (
  merchantId: MerchantBalance['merchantId'],
  changedAt: Timestamp,
): MerchantBalance => ({
  ...{ merchantId, changedAt },
  ...{ advanced: NOTHING, recovered: NOTHING, beingDeducted: NOTHING, owed: NOTHING },
});

function moved(
  balance: MerchantBalance,
  changedAt: Timestamp,
  by: { readonly [Name in Part]?: Money },
): MerchantBalance {
  const next = (part: Part): Money => plus(balance[part], by[part] ?? NOTHING);
  return {
    merchantId: balance.merchantId,
    advanced: next('advanced'),
    recovered: next('recovered'),
    beingDeducted: next('beingDeducted'),
    owed: next('owed'),
    changedAt,
  };
}
