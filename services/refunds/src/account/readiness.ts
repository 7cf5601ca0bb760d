import type { AccountEvent } from '@libs/contracts';
import { accept, assert, type Decision, type Timestamp } from '@libs/kernel';
import { evolve } from './account.evolve.js';
import type { Account, AccountState } from './account.state.js';
import { isReady, lineOf } from './settlement-line.js';

/**
 * Accepts the events, and in the same append tells that the order is ready for settlement when
 * they made it so: nothing holds it, nothing claims it, something is free, and that line was not
 * told already. What was told is void as soon as the order is not ready, or the line differs.
 */
export function acceptTelling(
  state: AccountState,
  at: Timestamp,
  ...events: AccountEvent[]
): Decision<AccountEvent, never> {
  const after = events.reduce(evolve, state);
  assert(after.status === 'captured', 'events are recorded of a captured payment');
  return accept(...events, ...tellings(after, at));
}

function tellings(account: Account, at: Timestamp): readonly AccountEvent[] {
  if (account.told !== undefined || !isReady(account)) return [];
  const { orderId, merchantId, sellerId, paymentId, orderNumber, reference, terms } =
    account.opened;
  return [
    {
      type: 'OrderReadyForSettlement',
      data: {
        ...{ orderId, merchantId, sellerId, paymentId, orderNumber, reference },
        settlementModel: terms.settlementModel,
        settlementBundling: terms.settlementBundling,
        ...lineOf(account),
        readyAt: at,
      },
    },
  ];
}
