import type { SettlementCommand, SettlementMessage } from '@libs/contracts';
import type { Policy } from '@libs/kernel';

/**
 * The settlement system proposes, pays and calls off. One policy for all three: what it says of
 * one settlement is decided in the order in which it was said. A payment of a line that nobody
 * claimed has no answer here: its message is parked, with an alarm.
 */
export const whenSettlementToldDecideIt: Policy<SettlementMessage, SettlementCommand> = {
  name: 'when-settlement-told-decide-it',
  topic: 'settlement.events',
  on: {
    SettlementProposed: ({ data: { proposedAt, ...proposal } }) => [
      { type: 'ProposeSettlement', data: { ...proposal, at: proposedAt } },
    ],
    SettlementPaymentMade: ({ data: { settlementId, orderIds, net, paidAt } }) => [
      { type: 'PaySettlement', data: { settlementId, orderIds, net, at: paidAt } },
    ],
    SettlementCalledOff: ({ data: { settlementId, calledOffAt } }) => [
      { type: 'CancelSettlement', data: { settlementId, at: calledOffAt } },
    ],
  },
};
