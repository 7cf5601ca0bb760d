import type { AccountCommand, AccountEvent } from '@libs/contracts';
import {
  accept,
  entryOf,
  equal,
  plus,
  reject,
  type Decision,
  type Named,
  type Refusal,
  type Timestamp,
} from '@libs/kernel';
import type { Account, AccountRefund, Asked } from './account.state.js';
import { acceptTelling } from './readiness.js';
import { caseIn, heldAgain, payoutOrdered, splitIn } from './refund-payout.js';

type FundRefund = Named<AccountCommand, 'FundRefund'>['data'];

/**
 * Answers a transfer by an event, yes or no (ADR 17). Yes orders the payout in
 * the same append, so that no moment is left in which a funded refund could be withdrawn.
 */
export function fundRefund(data: FundRefund, account: Account): Decision<AccountEvent, never> {
  const { refundId, transferId, transferred, allocation, at } = data;
  if (isAnswered(data, account)) return accept();
  const refund = entryOf(account.refunds, refundId);
  const { orderId, merchantId, terms } = account.opened;
  const reason = reasonAgainst(refund, transferred, terms.fundingFee);
  if (refund === undefined || reason !== undefined)
    return accept({
      type: 'RefundFundingRefused',
      data: {
        ...{ orderId, merchantId, refundId, transferId },
        reason: reason ?? 'refund-unknown',
        ...(allocation !== undefined && { allocation }),
        refusedAt: at,
      },
    });
  const { amount } = refund.asked;
  return acceptTelling(
    account,
    at,
    {
      type: 'RefundFunded',
      data: {
        ...{ orderId, merchantId, refundId, transferId, amount },
        fee: terms.fundingFee,
        ...(allocation !== undefined && { allocation }),
        fundedAt: at,
      },
    },
    payoutOrdered(account, refund.asked, 'funded', at),
  );
}

/** A transfer that was counted is used up; one that was refused may be allocated anew. */
function isAnswered({ transferId, allocation = 0 }: FundRefund, { transfers }: Account): boolean {
  const known = entryOf(transfers, transferId);
  return known !== undefined && (known.answer === 'funded' || allocation <= known.allocation);
}

function reasonAgainst(
  refund: AccountRefund | undefined,
  transferred: FundRefund['transferred'],
  fee: Account['opened']['terms']['fundingFee'],
) {
  switch (refund?.status) {
    case undefined:
      return 'refund-unknown';
    case 'withdrawn':
      return 'refund-withdrawn';
    case 'declined':
      return 'refund-declined';
    case 'awaiting-approval':
      return 'awaiting-approval';
    case 'promised':
    case 'payout-ordered':
    case 'paid-out':
    case 'payout-failed':
      return 'already-funded';
    case 'waiting-for-transfer':
      return equal(transferred, plus(refund.asked.amount, fee)) ? undefined : 'sum-differs';
  }
}

/** A refund can be withdrawn until its payout is ordered, never after. */
export function withdrawRefund(
  { refundId, at }: Named<AccountCommand, 'WithdrawRefund'>['data'],
  account: Account,
): Decision<
  AccountEvent,
  Refusal<'refund-unknown' | 'payout-already-ordered' | 'refund-was-declined'>
> {
  const refund = entryOf(account.refunds, refundId);
  switch (refund?.status) {
    case undefined:
      return reject('refund-unknown');
    case 'withdrawn':
      return accept();
    case 'promised':
    case 'payout-ordered':
    case 'paid-out':
    case 'payout-failed':
      return reject('payout-already-ordered');
    case 'declined':
      return reject('refund-was-declined');
    case 'awaiting-approval':
      return acceptTelling(
        account,
        at,
        withdrawnAt(refund.asked, at),
        ...heldAgain(account, refund, at),
      );
    case 'waiting-for-transfer':
      return acceptTelling(account, at, withdrawnAt(refund.asked, at));
  }
}

function withdrawnAt(asked: Asked, at: Timestamp): AccountEvent {
  const { funding } = asked;
  return {
    type: 'RefundWithdrawn',
    data: {
      ...{ ...splitIn(asked), ...caseIn(asked) },
      ...(funding === undefined ? {} : { funding }),
      withdrawnAt: at,
    },
  };
}
