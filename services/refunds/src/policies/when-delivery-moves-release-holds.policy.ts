import type { AccountCommand, DeliveryEvent } from '@libs/contracts';
import type { Policy } from '@libs/kernel';

/**
 * What the order's terms made its money wait for has happened (domain: The order's money). An
 * account without such a hold records nothing.
 */
export const whenDeliveryMovesReleaseHolds: Policy<DeliveryEvent, AccountCommand> = {
  name: 'when-delivery-moves-release-holds',
  topic: 'shipping.events',
  on: {
    AllSent: ({ data: { orderId, allSentAt } }) => [
      { type: 'ReleaseHold', data: { orderId, hold: 'shipping', at: allSentAt } },
    ],
    InspectionEnded: ({ data: { orderId, endedAt } }) => [
      { type: 'ReleaseHold', data: { orderId, hold: 'inspection', at: endedAt } },
    ],
  },
};
