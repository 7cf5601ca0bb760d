import type { AccountCommand, SettlementCommand, SettlementEvent } from '@libs/contracts';
import type { Policy } from '@libs/kernel';

/** A batch adds up: each line and deduction asks its account, which answers by event, yes or no. */
export const whenSettlementAcceptedClaimLines: Policy<
  SettlementEvent,
  AccountCommand | SettlementCommand
> = {
  name: 'when-settlement-accepted-claim-lines',
  topic: 'refunds.events',
  on: {
    SettlementAccepted: ({ data: { settlementId, lines, deductions = [], acceptedAt } }) => [
      ...lines.map((line): AccountCommand => ({
        type: 'ClaimForSettlement',
        data: { ...line, settlementId, at: acceptedAt },
      })),
      ...deductions.map((deduction): AccountCommand => ({
        type: 'ClaimForDeduction',
        data: { ...deduction, settlementId, at: acceptedAt },
      })),
    ],
  },
  refused: {
    // An order that never was cannot answer, and another merchant's reads as if it never was.
    SettlementAccepted: ({ data: { settlementId, acceptedAt: at } }, { code }, { type, data }) => {
      if (code !== 'unknown' || !('orderId' in data)) return undefined;
      const refusal = { settlementId, orderId: data.orderId, reason: 'order-unknown', at } as const;
      return type === 'ClaimForDeduction'
        ? [{ type: 'RefuseDeduction', data: refusal }]
        : [{ type: 'RefuseLine', data: refusal }];
    },
  },
};
