import type { AccountEvent, FundingCommand, FundingInstructions } from '@libs/contracts';
import type { Policy, RefundId, Timestamp } from '@libs/kernel';

/** A refund was withdrawn while it waited, or declined: a transfer under its reference funds nobody now. */
export const whenRefundWithdrawnCloseFunding: Policy<AccountEvent, FundingCommand> = {
  name: 'when-refund-withdrawn-close-funding',
  topic: 'refunds.events',
  on: {
    RefundWithdrawn: ({ data: { refundId, funding, withdrawnAt } }) =>
      closed(refundId, funding, withdrawnAt),
    RefundDeclined: ({ data: { refundId, funding, declinedAt } }) =>
      closed(refundId, funding, declinedAt),
  },
};

const closed = (
  refundId: RefundId,
  funding: FundingInstructions | undefined,
  at: Timestamp,
): readonly FundingCommand[] =>
  funding === undefined
    ? []
    : [{ type: 'CloseFunding', data: { reference: funding.reference, refundId, at } }];
