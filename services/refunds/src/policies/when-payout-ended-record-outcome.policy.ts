import type { AccountCommand, PayoutsMessage } from '@libs/contracts';
import type { Policy } from '@libs/kernel';

/**
 * The payout system says how a payout ended. An outcome that cannot be (the other one after the
 * first, or of no refund) has no answer here: its message is parked, with an alarm.
 */
export const whenPayoutEndedRecordOutcome: Policy<PayoutsMessage, AccountCommand> = {
  name: 'when-payout-ended-record-outcome',
  topic: 'payouts.events',
  on: {
    PayoutPaid: ({ data: { orderId, refundId, paidAt } }) => [
      { type: 'ConfirmPayout', data: { orderId, refundId, at: paidAt } },
    ],
    PayoutFailed: ({ data: { orderId, refundId, reason, failedAt } }) => [
      { type: 'FailPayout', data: { orderId, refundId, reason, at: failedAt } },
    ],
  },
};
