import type { AccountCommand, SettlementEvent } from '@libs/contracts';
import type { Policy } from '@libs/kernel';

/** Lines fell out, and those that stand do not cover these deductions any more (ADR 34). */
export const whenSettlementConfirmedReleaseWhatIsLeftOut: Policy<SettlementEvent, AccountCommand> =
  {
    name: 'when-settlement-confirmed-release-what-is-left-out',
    topic: 'refunds.events',
    on: {
      SettlementConfirmed: ({ data: { settlementId, leftOut = [], confirmedAt } }) =>
        leftOut.map(({ orderId }) => ({
          type: 'ReleaseDeduction',
          data: { orderId, settlementId, at: confirmedAt },
        })),
    },
  };
