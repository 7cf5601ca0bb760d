import { equal, isNothing, minus, NOTHING, plus, type Money } from '@libs/kernel';
import { free } from './account-money.js';
import type { Account, Line } from './account.state.js';

/**
 * What a line for this order would have to say now: gross less refunded is what is free. Its
 * refunded counts what was paid back from the buyer's payment before the first settlement, and
 * nothing that the merchant funded (domain: The order's money).
 */
export function lineOf({ money }: Account): Line {
  const refunded = isNothing(money.settled) ? money.refundedFromHeld : NOTHING;
  return { gross: plus(free(money), refunded), refunded };
}

/** What a line settles, before commission. */
export const sumOf = ({ gross, refunded }: Line): Money => minus(gross, refunded);

/** Nothing keeps the free money from its settlement; an open refund before it does. */
export const isReady = (account: Account): boolean =>
  account.claim === undefined && !isOnHold(account) && !isNothing(free(account.money));

/** In the balance model the hold of a case stands and stops no settlement (domain: Cases). */
export const isOnHold = ({ holds, money, opened }: Account): boolean =>
  holds.some((hold) => hold !== 'case' || opened.terms.settlementModel !== 'balance') ||
  !isNothing(money.promisedFromHeld);

export const sameLine = (a: Line, b: Line): boolean =>
  equal(a.gross, b.gross) && equal(a.refunded, b.refunded);
