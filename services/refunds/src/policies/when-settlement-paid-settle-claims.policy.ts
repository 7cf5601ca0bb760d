import type { AccountCommand, SettlementEvent } from '@libs/contracts';
import type { Policy } from '@libs/kernel';

/** The money of every line that stood has left for the merchant, less what was deducted. */
export const whenSettlementPaidSettleClaims: Policy<SettlementEvent, AccountCommand> = {
  name: 'when-settlement-paid-settle-claims',
  topic: 'refunds.events',
  on: {
    SettlementPaid: ({ data: { settlementId, lines, deductions = [], paidAt: at } }) => [
      ...lines.map(({ orderId }): AccountCommand => ({
        type: 'SettleClaim',
        data: { orderId, settlementId, at },
      })),
      ...deductions.map(({ orderId }): AccountCommand => ({
        type: 'RecoverAdvance',
        data: { orderId, settlementId, at },
      })),
    ],
  },
};
