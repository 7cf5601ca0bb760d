import type { AccountEvent, TransferCommand } from '@libs/contracts';
import { INSTITUTION, type Policy } from '@libs/kernel';

/** The account has counted a transfer, or has not: with that the transfer has its end. */
export const whenFundingAnsweredCloseTransfer: Policy<AccountEvent, TransferCommand> = {
  name: 'when-funding-answered-close-transfer',
  topic: 'refunds.events',
  actsFor: INSTITUTION,
  on: {
    RefundFunded: ({ data: { transferId, orderId, refundId, amount, fee, fundedAt } }) => [
      {
        type: 'MatchTransfer',
        data: { transferId, orderId, refundId, amount, fee, at: fundedAt },
      },
    ],
    RefundFundingRefused: ({ data: { transferId, reason, refusedAt } }) => [
      { type: 'LeaveUnmatched', data: { transferId, reason, at: refusedAt } },
    ],
  },
};
