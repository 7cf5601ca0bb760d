import type { AccountCommand, AccountEvent, SettlementCommand } from '@libs/contracts';
import type { Policy } from '@libs/kernel';

/** The settlement does not want the claim: it was called off, or the line answered otherwise. */
const UNWANTED = ['settlement-cancelled', 'line-answered-otherwise', 'line-unknown'];

/** The account has answered a claim: its settlement hears it, and an unwanted claim is released. */
export const whenClaimAnsweredAnswerLine: Policy<AccountEvent, AccountCommand | SettlementCommand> =
  {
    name: 'when-claim-answered-answer-line',
    topic: 'refunds.events',
    on: {
      ClaimedForSettlement: ({ data: { settlementId, orderId, claimedAt } }) => [
        { type: 'AcceptLine', data: { settlementId, orderId, at: claimedAt } },
      ],
      SettlementClaimRefused: ({ data: { settlementId, orderId, reason, refusedAt } }) => [
        { type: 'RefuseLine', data: { settlementId, orderId, reason, at: refusedAt } },
      ],
      ClaimedForDeduction: ({ data: { settlementId, orderId, claimedAt } }) => [
        { type: 'AcceptDeduction', data: { settlementId, orderId, at: claimedAt } },
      ],
      DeductionClaimRefused: ({ data: { settlementId, orderId, reason, refusedAt } }) => [
        { type: 'RefuseDeduction', data: { settlementId, orderId, reason, at: refusedAt } },
      ],
    },
    refused: {
      ClaimedForSettlement: ({ data: { settlementId, orderId, claimedAt } }, { code }) =>
        UNWANTED.includes(code)
          ? [{ type: 'ReleaseClaim', data: { orderId, settlementId, at: claimedAt } }]
          : undefined,
      ClaimedForDeduction: ({ data: { settlementId, orderId, claimedAt } }, { code }) =>
        UNWANTED.includes(code)
          ? [{ type: 'ReleaseDeduction', data: { orderId, settlementId, at: claimedAt } }]
          : undefined,
    },
  };
