import type { AccountCommand, SettlementEvent } from '@libs/contracts';
import type { Policy } from '@libs/kernel';

/** The money of every line that stood has left for the merchant. */
export const whenSettlementPaidSettleClaims: Policy<SettlementEvent, AccountCommand> = {
  name: 'when-settlement-paid-settle-claims',
  topic: 'refunds.events',
  on: {
    SettlementPaid: ({ data: { settlementId, lines, paidAt } }) =>
      lines.map(({ orderId }) => ({
        type: 'SettleClaim',
        data: { orderId, settlementId, at: paidAt },
      })),
  },
};
