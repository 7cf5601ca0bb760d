import type { AccountEvent, TransferCommand } from '@libs/contracts';
import { INSTITUTION, type Policy } from '@libs/kernel';

/** The account has counted a transfer, or has not: then it is free again, with the reason. */
export const whenFundingAnsweredCloseTransfer: Policy<AccountEvent, TransferCommand> = {
  name: 'when-funding-answered-close-transfer',
  topic: 'refunds.events',
  actsFor: INSTITUTION,
  on: {
    RefundFunded: ({ data: { transferId, orderId, refundId, amount, fee, fundedAt, ...data } }) => [
      {
        type: 'MatchTransfer',
        data: { transferId, orderId, refundId, amount, fee, ...allocationIn(data), at: fundedAt },
      },
    ],
    RefundFundingRefused: ({ data: { transferId, reason, refusedAt, ...data } }) => [
      {
        type: 'LeaveUnmatched',
        data: { transferId, reason, ...allocationIn(data), at: refusedAt },
      },
    ],
  },
};

const allocationIn = ({ allocation }: { readonly allocation?: number | undefined }) =>
  allocation === undefined ? {} : { allocation };
