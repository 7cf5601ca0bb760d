import type { AccountEvent, FundingCommand, FundingInstructions } from '@libs/contracts';
import type { Policy, RefundId, Timestamp } from '@libs/kernel';

/** A refund waits for a transfer, approved where it has to be: its reference is now awaited. */
export const whenRefundRequestedAwaitFunding: Policy<AccountEvent, FundingCommand> = {
  name: 'when-refund-requested-await-funding',
  topic: 'refunds.events',
  on: {
    RefundRequested: ({ data: { refundId, funding, approval, requestedAt } }) =>
      approval === undefined ? awaited(refundId, funding, requestedAt) : [],
    RefundApproved: ({ data: { refundId, funding, approvedAt } }) =>
      awaited(refundId, funding, approvedAt),
  },
};

function awaited(
  refundId: RefundId,
  funding: FundingInstructions | undefined,
  at: Timestamp,
): readonly FundingCommand[] {
  if (funding === undefined) return [];
  const { reference, iban, amount } = funding;
  return [{ type: 'AwaitFunding', data: { reference, refundId, iban, amount, at } }];
}
