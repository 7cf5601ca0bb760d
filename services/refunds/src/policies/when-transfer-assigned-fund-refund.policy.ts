import type { AccountCommand, TransferEvent } from '@libs/contracts';
import type { Policy } from '@libs/kernel';

/** A transfer is to fund a refund: the account has the last word, by event, yes or no. */
export const whenTransferAssignedFundRefund: Policy<TransferEvent, AccountCommand> = {
  name: 'when-transfer-assigned-fund-refund',
  topic: 'refunds.events',
  on: {
    TransferAssigned: ({ data }) => {
      const { orderId, refundId, transferId, amount, allocation, assignedAt } = data;
      return [
        {
          type: 'FundRefund',
          data: {
            ...{ orderId, refundId, transferId },
            ...{ transferred: amount, allocation, at: assignedAt },
          },
        },
      ];
    },
  },
};
