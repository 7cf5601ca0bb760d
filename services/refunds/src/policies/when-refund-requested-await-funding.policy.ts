import type { AccountEvent, FundingCommand } from '@libs/contracts';
import type { Policy } from '@libs/kernel';

/** A refund waits for a transfer: its reference, reserved before, is now awaited. */
export const whenRefundRequestedAwaitFunding: Policy<AccountEvent, FundingCommand> = {
  name: 'when-refund-requested-await-funding',
  topic: 'refunds.events',
  on: {
    RefundRequested: ({ data: { refundId, funding, requestedAt } }) =>
      funding === undefined
        ? []
        : [
            {
              type: 'AwaitFunding',
              data: {
                reference: funding.reference,
                refundId,
                iban: funding.iban,
                amount: funding.amount,
                at: requestedAt,
              },
            },
          ],
  },
};
