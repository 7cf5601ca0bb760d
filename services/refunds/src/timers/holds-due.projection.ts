import { holdsDueView, type AccountCommand, type AccountEvent, type Due } from '@libs/contracts';
import type { Projection } from '@libs/kernel';

/** A hold that ends by itself falls due at its end; placed anew, at its new one. */
export const holdsDue: Projection<Due<AccountCommand>, AccountEvent> = {
  name: holdsDueView.name,
  version: holdsDueView.version,
  documentId: ({ data }) => data.orderId,
  on: {
    HoldPlaced: (before, { data: { orderId, hold, endsAt } }) =>
      hold === 'funded-money' && endsAt !== undefined
        ? { dueAt: endsAt, command: { type: 'EndHold', data: { orderId, hold, at: endsAt } } }
        : before,
    HoldReleased: (before, { data: { hold } }) => (hold === 'funded-money' ? undefined : before),
  },
};
