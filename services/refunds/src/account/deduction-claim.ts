import type { AccountCommand, AccountEvent } from '@libs/contracts';
import {
  accept,
  entryOf,
  exceeds,
  reject,
  type Decision,
  type Money,
  type Named,
  type Refusal,
} from '@libs/kernel';
import { deductible, owed } from './account-money.js';
import type { Account, DeductionClaim } from './account.state.js';
import { acceptTelling } from './readiness.js';

type Data<Type extends AccountCommand['type']> = Named<AccountCommand, Type>['data'];

/** Answers a deduction by an event, yes or no (ADR 17); each settlement once. */
export function claimForDeduction(
  { settlementId, amount, at }: Data<'ClaimForDeduction'>,
  account: Account,
): Decision<AccountEvent, never> {
  if (entryOf(account.deductions, settlementId) !== undefined) return accept();
  const { orderId, merchantId } = account.opened;
  const claim = { orderId, merchantId, settlementId };
  const reason = reasonAgainst(account, amount);
  return reason === undefined
    ? accept({ type: 'ClaimedForDeduction', data: { ...claim, amount, claimedAt: at } })
    : accept({
        type: 'DeductionClaimRefused',
        data: { ...claim, reason, owed: deductible(account.money), refusedAt: at },
      });
}

function reasonAgainst(account: Account, amount: Money) {
  if (account.deduction !== undefined) return 'claim-open';
  return exceeds(amount, owed(account.money)) ? 'exceeds-owed' : undefined;
}

/** Gives a deduction back; a settlement that has none has nothing to give back. */
export function releaseDeduction(
  { settlementId, at }: Data<'ReleaseDeduction'>,
  account: Account,
): Decision<AccountEvent, Refusal<'deduction-already-taken'>> {
  if (entryOf(account.deductions, settlementId) === 'recovered')
    return reject('deduction-already-taken');
  const claim = claimOf(account, settlementId);
  if (claim === undefined) return accept();
  const { claimedAt: _claimedAt, ...deduction } = claim;
  return acceptTelling(account, at, {
    type: 'DeductionClaimReleased',
    data: { ...deduction, releasedAt: at },
  });
}

/** The merchant was paid less this sum; one that nobody claimed is an alarm. */
export function recoverAdvance(
  { settlementId, at }: Data<'RecoverAdvance'>,
  account: Account,
): Decision<AccountEvent, Refusal<'deduction-not-claimed'>> {
  if (entryOf(account.deductions, settlementId) === 'recovered') return accept();
  const claim = claimOf(account, settlementId);
  if (claim === undefined) return reject('deduction-not-claimed');
  const { claimedAt: _claimedAt, ...deduction } = claim;
  return acceptTelling(account, at, {
    type: 'AdvanceRecovered',
    data: { ...deduction, recoveredAt: at },
  });
}

const claimOf = (
  { deduction }: Account,
  settlementId: DeductionClaim['settlementId'],
): DeductionClaim | undefined => (deduction?.settlementId === settlementId ? deduction : undefined);
