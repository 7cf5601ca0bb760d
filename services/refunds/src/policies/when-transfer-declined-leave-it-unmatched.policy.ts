import type { FundingEvent, TransferCommand } from '@libs/contracts';
import { INSTITUTION, type Policy } from '@libs/kernel';

/** A transfer does not fit what was awaited under its reference: operators see it. */
export const whenTransferDeclinedLeaveItUnmatched: Policy<FundingEvent, TransferCommand> = {
  name: 'when-transfer-declined-leave-it-unmatched',
  topic: 'refunds.events',
  actsFor: INSTITUTION,
  on: {
    TransferDeclined: ({ data: { transferId, reason, declinedAt } }) => [
      { type: 'LeaveUnmatched', data: { transferId, reason, at: declinedAt } },
    ],
  },
};
