import type { AccountEvent } from '@libs/contracts';
import { accept, assert, isNothing, type Decision, type Timestamp } from '@libs/kernel';
import { deductible } from './account-money.js';
import { evolve } from './account.evolve.js';
import type { Account, AccountState } from './account.state.js';
import { isReady, lineOf } from './settlement-line.js';

/**
 * Accepts the events, and in the same append tells that the order is ready for settlement when
 * they made it so: nothing holds it, nothing claims it, something is free, and that line was not
 * told already. What was told is void as soon as the order is not ready, or the line differs. What
 * may be deducted for an advance is told alike (ADR 34).
 */
export function acceptTelling(
  state: AccountState,
  at: Timestamp,
  ...events: AccountEvent[]
): Decision<AccountEvent, never> {
  const after = events.reduce(evolve, state);
  assert(after.status === 'captured', 'events are recorded of a captured payment');
  return accept(...events, ...toldReady(after, at), ...toldOwed(after, at));
}

function toldReady(account: Account, at: Timestamp): readonly AccountEvent[] {
  if (account.told !== undefined || !isReady(account)) return [];
  const { terms } = account.opened;
  return [
    {
      type: 'OrderReadyForSettlement',
      data: {
        ...namesOf(account),
        settlementModel: terms.settlementModel,
        settlementBundling: terms.settlementBundling,
        ...lineOf(account),
        readyAt: at,
      },
    },
  ];
}

function toldOwed(account: Account, at: Timestamp): readonly AccountEvent[] {
  const owed = deductible(account.money);
  return account.toldOwed !== undefined || isNothing(owed)
    ? []
    : [{ type: 'AdvanceReadyForDeduction', data: { ...namesOf(account), owed, readyAt: at } }];
}

function namesOf({ opened }: Account) {
  const { orderId, merchantId, sellerId, paymentId, orderNumber, reference } = opened;
  return { orderId, merchantId, sellerId, paymentId, orderNumber, reference };
}
