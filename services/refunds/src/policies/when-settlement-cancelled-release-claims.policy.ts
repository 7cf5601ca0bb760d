import type { AccountCommand, SettlementEvent } from '@libs/contracts';
import type { Policy } from '@libs/kernel';

/**
 * No line of the settlement will be paid. A claim that comes only after this is released when the
 * settlement refuses its line.
 */
export const whenSettlementCancelledReleaseClaims: Policy<SettlementEvent, AccountCommand> = {
  name: 'when-settlement-cancelled-release-claims',
  topic: 'refunds.events',
  on: {
    SettlementCancelled: ({ data: { settlementId, lines, deductions = [], cancelledAt: at } }) => [
      ...lines.map(({ orderId }): AccountCommand => ({
        type: 'ReleaseClaim',
        data: { orderId, settlementId, at },
      })),
      ...deductions.map(({ orderId }): AccountCommand => ({
        type: 'ReleaseDeduction',
        data: { orderId, settlementId, at },
      })),
    ],
  },
  refused: {
    // A line that was not answered yet may name an order that never was: it has no claim.
    SettlementCancelled: (_cancelled, { code }) => (code === 'unknown' ? [] : undefined),
  },
};
