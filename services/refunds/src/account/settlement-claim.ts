import type { AccountCommand, AccountEvent } from '@libs/contracts';
import {
  accept,
  entryOf,
  isNothing,
  reject,
  type Decision,
  type Named,
  type Refusal,
} from '@libs/kernel';
import { free } from './account-money.js';
import type { Account, Claim, Line } from './account.state.js';
import { acceptTelling } from './readiness.js';
import { isOnHold, lineOf, sameLine } from './settlement-line.js';

/**
 * Answers a line by an event, yes or no (ADR 17): a no says what a line would
 * have to say. Each settlement is answered once; asked again, its answer is in the stream.
 */
export function claimForSettlement(
  { at, ...line }: Named<AccountCommand, 'ClaimForSettlement'>['data'],
  account: Account,
): Decision<AccountEvent, never> {
  const { settlementId } = line;
  if (entryOf(account.settlements, settlementId) !== undefined) return accept();
  const { orderId, merchantId } = account.opened;
  const reason = reasonAgainst(account, line);
  return reason === undefined
    ? accept({ type: 'ClaimedForSettlement', data: { ...line, merchantId, claimedAt: at } })
    : accept({
        type: 'SettlementClaimRefused',
        data: {
          ...{ orderId, merchantId, settlementId, reason },
          ...lineOf(account),
          refusedAt: at,
        },
      });
}

/** In the gross model fees are invoiced: a line takes none (domain: Settlement). */
function reasonAgainst(account: Account, line: Line & Pick<Claim, 'commission'>) {
  if (account.claim !== undefined) return 'claim-open';
  if (isOnHold(account)) return 'on-hold';
  if (isNothing(free(account.money))) return 'nothing-free';
  if (!sameLine(line, lineOf(account))) return 'amount-differs';
  const takesNone = account.opened.terms.settlementModel === 'gross';
  return takesNone && !isNothing(line.commission) ? 'commission-not-agreed' : undefined;
}

/** Gives a claim back; a settlement that has none has nothing to give back. */
export function releaseClaim(
  { settlementId, at }: Named<AccountCommand, 'ReleaseClaim'>['data'],
  account: Account,
): Decision<AccountEvent, Refusal<'claim-already-settled'>> {
  if (entryOf(account.settlements, settlementId) === 'settled')
    return reject('claim-already-settled');
  const claim = claimOf(account, settlementId);
  if (claim === undefined) return accept();
  const { claimedAt: _claimedAt, ...line } = claim;
  return acceptTelling(account, at, {
    type: 'SettlementClaimReleased',
    data: { ...line, releasedAt: at },
  });
}

/** The claimed money has left for the merchant; a payment of an unclaimed line is an alarm. */
export function settleClaim(
  { settlementId, at }: Named<AccountCommand, 'SettleClaim'>['data'],
  account: Account,
): Decision<AccountEvent, Refusal<'line-not-claimed'>> {
  if (entryOf(account.settlements, settlementId) === 'settled') return accept();
  const claim = claimOf(account, settlementId);
  if (claim === undefined) return reject('line-not-claimed');
  const { claimedAt: _claimedAt, ...line } = claim;
  return acceptTelling(account, at, { type: 'OrderSettled', data: { ...line, settledAt: at } });
}

const claimOf = ({ claim }: Account, settlementId: Claim['settlementId']): Claim | undefined =>
  claim?.settlementId === settlementId ? claim : undefined;
