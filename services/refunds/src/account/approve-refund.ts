import type { AccountCommand, AccountEvent } from '@libs/contracts';
import {
  accept,
  entryOf,
  reject,
  type Actor,
  type Decision,
  type Named,
  type Refusal,
} from '@libs/kernel';
import type { Account, AccountRefund, Asked } from './account.state.js';
import { acceptTelling } from './readiness.js';
import { caseIn, heldAgain, payoutOrdered, splitIn } from './refund-payout.js';

export type ApprovalRejection = Refusal<
  | 'refund-unknown'
  | 'refund-not-awaiting-approval'
  | 'approver-is-requester'
  | 'approver-is-no-person'
>;

type Approve = Named<AccountCommand, 'ApproveRefund'>['data'];
type Decline = Named<AccountCommand, 'DeclineRefund'>['data'];

/**
 * Two people (domain: Two-person approval): the one who asked for a refund is never the one who
 * approves it. Approved, it goes on in the same append as if it had needed no approval.
 */
export function approveRefund(
  { refundId, approvedBy, at }: Approve,
  account: Account,
): Decision<AccountEvent, ApprovalRejection> {
  const refund = entryOf(account.refunds, refundId);
  if (refund?.status !== 'awaiting-approval') return decidedBefore(refund, 'approved');
  const refusal = refusalOfPerson(approvedBy, refund.asked);
  if (refusal !== undefined) return refusal;
  const { asked, source } = refund;
  const { funding } = asked;
  const approved: AccountEvent = {
    type: 'RefundApproved',
    data: {
      ...{ ...splitIn(asked), ...caseIn(asked) },
      ...(asked.caseId === undefined ? {} : { timing: asked.timing }),
      approvedBy,
      ...(funding === undefined ? {} : { funding }),
      approvedAt: at,
    },
  };
  return source === undefined
    ? acceptTelling(account, at, approved)
    : acceptTelling(account, at, approved, payoutOrdered(account, asked, source, at));
}

/** Declined by somebody else; the one who asked withdraws. Its money is promised no more. */
export function declineRefund(
  { refundId, declinedBy, reason, at }: Decline,
  account: Account,
): Decision<AccountEvent, ApprovalRejection> {
  const refund = entryOf(account.refunds, refundId);
  if (refund?.status !== 'awaiting-approval') return decidedBefore(refund, 'declined');
  const refusal = refusalOfPerson(declinedBy, refund.asked);
  if (refusal !== undefined) return refusal;
  const { funding } = refund.asked;
  return acceptTelling(
    account,
    at,
    {
      type: 'RefundDeclined',
      data: {
        ...{ ...splitIn(refund.asked), ...caseIn(refund.asked) },
        declinedBy,
        ...(reason === undefined ? {} : { reason }),
        ...(funding === undefined ? {} : { funding }),
        declinedAt: at,
      },
    },
    ...heldAgain(account, refund, at),
  );
}

/** The same word again changes nothing; the other one comes too late. */
function decidedBefore(
  refund: AccountRefund | undefined,
  word: 'approved' | 'declined',
): Decision<never, ApprovalRejection> {
  if (refund === undefined) return reject('refund-unknown');
  const { status, asked } = refund;
  const said = status === 'declined' ? 'declined' : 'approved';
  const isRepeat = asked.approval === 'needed' && status !== 'withdrawn' && said === word;
  return isRepeat ? accept() : reject('refund-not-awaiting-approval', { status });
}

/** A person, and another one than the one who asked, by whatever kind of sign-in. */
function refusalOfPerson(
  actor: Actor,
  { requestedBy }: Asked,
): Decision<never, ApprovalRejection> | undefined {
  if (actor.kind !== 'user') return reject('approver-is-no-person');
  return requestedBy?.id === actor.id ? reject('approver-is-requester') : undefined;
}
