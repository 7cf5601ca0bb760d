import type { OrderCommand, PayoutsMessage } from '@libs/contracts';
import type { Policy } from '@libs/kernel';

/**
 * The payout system says how a payment went back. An outcome that cannot be (the other one after
 * the first, or of no return) has no answer here: its message is parked, with an alarm.
 */
export const whenReturnEndedRecordOutcome: Policy<PayoutsMessage, OrderCommand> = {
  name: 'when-return-ended-record-outcome',
  topic: 'payouts.events',
  on: {
    ReturnPaid: ({ data: { paidAt, ...payment } }) => [
      { type: 'ConfirmReturn', data: { ...payment, at: paidAt } },
    ],
    ReturnFailed: ({ data: { failedAt, ...payment } }) => [
      { type: 'FailReturn', data: { ...payment, at: failedAt } },
    ],
  },
};
