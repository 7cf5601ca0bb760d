import { AccountCommand, AccountEvent } from '@libs/contracts';
import {
  accept,
  assert,
  isBefore,
  type Aggregate,
  type Decider,
  type Decision,
  type Named,
  type Refusal,
} from '@libs/kernel';
import { evolve } from './account.evolve.js';
import type { Account, AccountState } from './account.state.js';
import { approveRefund, declineRefund, type ApprovalRejection } from './approve-refund.js';
import { placeCaseHold, refundCase, releaseCaseHold } from './cases.js';
import { claimForDeduction, recoverAdvance, releaseDeduction } from './deduction-claim.js';
import { fundRefund, withdrawRefund } from './fund-refund.js';
import { openAccount } from './open-account.js';
import { acceptTelling } from './readiness.js';
import { confirmPayout, failPayout, type PayoutRejection } from './refund-payout.js';
import { requestRefund, type RequestRejection } from './request-refund.js';
import { claimForSettlement, releaseClaim, settleClaim } from './settlement-claim.js';

export const accountDecider: Decider<AccountCommand, AccountState, AccountEvent, AccountRejection> =
  {
    initialState: { status: 'awaited' },
    decide,
    evolve,
  };

/** The order's money: one stream, so that it is never given twice, under any concurrency. */
export const account: Aggregate<AccountCommand, AccountState, AccountEvent, AccountRejection> = {
  category: 'account',
  command: AccountCommand,
  event: AccountEvent,
  decider: accountDecider,
  streamId: ({ data }) => data.orderId,
  begins: ['OpenAccount'],
};

export type AccountRejection =
  | RequestRejection
  | PayoutRejection
  | ApprovalRejection
  | Refusal<
      | 'account-opened-otherwise'
      | 'capture-does-not-add-up'
      | 'payout-already-ordered'
      | 'refund-was-declined'
      | 'claim-already-settled'
      | 'line-not-claimed'
      | 'deduction-already-taken'
      | 'deduction-not-claimed'
    >;

type AccountDecision = Decision<AccountEvent, AccountRejection>;

function decide(command: AccountCommand, state: AccountState): AccountDecision {
  if (command.type === 'OpenAccount') return openAccount(command.data, state);
  assert(state.status === 'captured', 'only OpenAccount begins an account');
  switch (command.type) {
    case 'ReleaseHold':
      return releaseHold(command.data, state);
    case 'EndHold':
      return endHold(command.data, state);
    case 'RequestRefund':
      return requestRefund(command.data, state);
    case 'WithdrawRefund':
      return withdrawRefund(command.data, state);
    case 'ApproveRefund':
      return approveRefund(command.data, state);
    case 'DeclineRefund':
      return declineRefund(command.data, state);
    case 'FundRefund':
      return fundRefund(command.data, state);
    case 'ConfirmPayout':
      return confirmPayout(command.data, state);
    case 'FailPayout':
      return failPayout(command.data, state);
    case 'ClaimForSettlement':
      return claimForSettlement(command.data, state);
    case 'ReleaseClaim':
      return releaseClaim(command.data, state);
    case 'SettleClaim':
      return settleClaim(command.data, state);
    case 'ClaimForDeduction':
      return claimForDeduction(command.data, state);
    case 'ReleaseDeduction':
      return releaseDeduction(command.data, state);
    case 'RecoverAdvance':
      return recoverAdvance(command.data, state);
    case 'PlaceCaseHold':
      return placeCaseHold(command.data, state);
    case 'ReleaseCaseHold':
      return releaseCaseHold(command.data, state);
    case 'RefundCase':
      return refundCase(command.data, state);
  }
}

/** Its time is over; a hold that was placed anew meanwhile has another end. */
function endHold(data: Named<AccountCommand, 'EndHold'>['data'], state: Account): AccountDecision {
  const { fundedUntil } = state;
  const isOver = fundedUntil !== undefined && !isBefore(data.at, fundedUntil);
  return isOver ? releaseHold(data, state) : accept();
}

function releaseHold(
  { hold, at }: Named<AccountCommand, 'ReleaseHold'>['data'],
  state: Account,
): AccountDecision {
  if (!state.holds.includes(hold)) return accept();
  const { orderId, merchantId } = state.opened;
  return acceptTelling(state, at, {
    type: 'HoldReleased',
    data: { orderId, merchantId, hold, releasedAt: at },
  });
}
