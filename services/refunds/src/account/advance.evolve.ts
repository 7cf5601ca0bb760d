import type { AccountEvent } from '@libs/contracts';
import { assert, entryOf, equal, exceeds, withEntry, type Named } from '@libs/kernel';
import { deductible, moved } from './account-money.js';
import type { Account, DeductionAnswer, DeductionClaim } from './account.state.js';

type Data<Type extends AccountEvent['type']> = Named<AccountEvent, Type>['data'];

/** It repeats a payout of advanced money, whose sum has moved with it, for those who deduct it. */
export function advanced(account: Account, { refundId, amount }: Data<'RefundAdvanced'>): Account {
  const refund = entryOf(account.refunds, refundId);
  assert(refund?.status === 'paid-out', 'what is advanced was paid out');
  assert(refund.source === 'advanced', 'what is advanced was neither held nor funded');
  assert(equal(refund.asked.amount, amount), 'a refund is advanced in full');
  return account;
}

export function toldOwed(account: Account, { owed }: Data<'AdvanceReadyForDeduction'>): Account {
  assert(equal(owed, deductible(account.money)), 'it is told as it is');
  return { ...account, toldOwed: owed };
}

export function claimedForDeduction(account: Account, claim: DeductionClaim): Account {
  assert(account.deduction === undefined, 'one settlement at a time deducts');
  assert(!exceeds(claim.amount, deductible(account.money)), 'no more is deducted than is owed');
  const money = moved(account.money, claim.amount, { into: ['deducting'] });
  return withAnswer({ ...account, money, deduction: claim }, claim, 'claimed');
}

export const deductionRefused = (account: Account, data: Data<'DeductionClaimRefused'>): Account =>
  withAnswer(account, data, 'refused');

export function deductionReleased(account: Account, data: Data<'DeductionClaimReleased'>): Account {
  const { amount } = claimIn(account, data);
  const money = moved(account.money, amount, { outOf: ['deducting'] });
  return withAnswer({ ...account, money, deduction: undefined }, data, 'released');
}

export function recovered(account: Account, data: Data<'AdvanceRecovered'>): Account {
  const { amount } = claimIn(account, data);
  const money = moved(account.money, amount, { into: ['recovered'], outOf: ['deducting'] });
  return withAnswer({ ...account, money, deduction: undefined }, data, 'recovered');
}

/** What was told as owed stands for as long as it may be taken. */
export const owedStillTold = (account: Account): Account['toldOwed'] =>
  account.toldOwed !== undefined && equal(account.toldOwed, deductible(account.money))
    ? account.toldOwed
    : undefined;

function claimIn(
  { deduction }: Account,
  data: Data<'AdvanceRecovered' | 'DeductionClaimReleased'>,
) {
  assert(
    deduction?.settlementId === data.settlementId,
    'a deduction ends for the settlement that claimed it',
  );
  assert(equal(deduction.amount, data.amount), 'a deduction ends as a whole');
  return deduction;
}

const withAnswer = (
  account: Account,
  { settlementId }: Pick<DeductionClaim, 'settlementId'>,
  answer: DeductionAnswer,
): Account => ({ ...account, deductions: withEntry(account.deductions, settlementId, answer) });
