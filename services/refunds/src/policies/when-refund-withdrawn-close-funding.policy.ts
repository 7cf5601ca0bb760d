import type { AccountEvent, FundingCommand } from '@libs/contracts';
import type { Policy } from '@libs/kernel';

/** A refund was withdrawn while it waited: a transfer under its reference funds nobody now. */
export const whenRefundWithdrawnCloseFunding: Policy<AccountEvent, FundingCommand> = {
  name: 'when-refund-withdrawn-close-funding',
  topic: 'refunds.events',
  on: {
    RefundWithdrawn: ({ data: { refundId, funding, withdrawnAt } }) =>
      funding === undefined
        ? []
        : [
            {
              type: 'CloseFunding',
              data: { reference: funding.reference, refundId, at: withdrawnAt },
            },
          ],
  },
};
