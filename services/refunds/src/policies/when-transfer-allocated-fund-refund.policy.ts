import type { AccountCommand, FundingEvent } from '@libs/contracts';
import type { Policy } from '@libs/kernel';

/** A transfer fits what was awaited: the account has the last word, by event, yes or no. */
export const whenTransferAllocatedFundRefund: Policy<FundingEvent, AccountCommand> = {
  name: 'when-transfer-allocated-fund-refund',
  topic: 'refunds.events',
  on: {
    TransferAllocated: ({ data: { orderId, refundId, transferId, amount, allocatedAt } }) => [
      {
        type: 'FundRefund',
        data: { orderId, refundId, transferId, transferred: amount, at: allocatedAt },
      },
    ],
  },
};
