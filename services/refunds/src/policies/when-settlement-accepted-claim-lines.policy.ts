import type { AccountCommand, SettlementCommand, SettlementEvent } from '@libs/contracts';
import type { Policy } from '@libs/kernel';

/** A batch adds up: each line asks its account, which answers by event, yes or no. */
export const whenSettlementAcceptedClaimLines: Policy<
  SettlementEvent,
  AccountCommand | SettlementCommand
> = {
  name: 'when-settlement-accepted-claim-lines',
  topic: 'refunds.events',
  on: {
    SettlementAccepted: ({ data: { settlementId, lines, acceptedAt } }) =>
      lines.map((line) => ({
        type: 'ClaimForSettlement',
        data: { ...line, settlementId, at: acceptedAt },
      })),
  },
  refused: {
    // An order that never was cannot answer, and another merchant's reads as if it never was.
    SettlementAccepted: ({ data: { settlementId, acceptedAt } }, { code }, { data }) =>
      code === 'unknown' && 'orderId' in data
        ? [
            {
              type: 'RefuseLine',
              data: {
                settlementId,
                orderId: data.orderId,
                reason: 'order-unknown',
                at: acceptedAt,
              },
            },
          ]
        : undefined,
  },
};
