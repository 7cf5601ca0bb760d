import type { FundingEvent, TransferCommand } from '@libs/contracts';
import { INSTITUTION, type Policy } from '@libs/kernel';

/**
 * A transfer fits what was awaited: it is that refund's, unless an operator has spoken for it
 * meanwhile. Then the refund waits on, and stands in its merchant's pending work.
 */
export const whenTransferAllocatedAssignIt: Policy<FundingEvent, TransferCommand> = {
  name: 'when-transfer-allocated-assign-it',
  topic: 'refunds.events',
  actsFor: INSTITUTION,
  on: {
    TransferAllocated: ({ data: { transferId, orderId, refundId, allocatedAt } }) => [
      { type: 'AssignTransfer', data: { transferId, orderId, refundId, at: allocatedAt } },
    ],
  },
  refused: {
    TransferAllocated: (_allocated, { code }) => (code === 'spoken-for' ? [] : undefined),
  },
};
