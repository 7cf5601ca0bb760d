import type { AccountCommand } from '@libs/contracts';
import { entriesOf, hoursAfter, isBefore, type Named } from '@libs/kernel';
import type { Account } from './account.state.js';

type RequestRefund = Named<AccountCommand, 'RequestRefund'>['data'];

/** Messages that say the same within this time are one (domain: Cancel messages). */
const AGAIN_HOURS = 60 / 3600;

/**
 * A webstore message that names no wish of its own, and says what another one just said: a shop
 * that lost the answer. Before and after alike, for clocks of two processes may differ.
 */
export function isToldAgain(
  { messageDigest, at }: Pick<RequestRefund, 'messageDigest' | 'at'>,
  { refunds }: Pick<Account, 'refunds'>,
): boolean {
  if (messageDigest === undefined) return false;
  return entriesOf(refunds).some(
    ([, { asked }]) =>
      asked.messageDigest === messageDigest &&
      isBefore(at, hoursAfter(asked.requestedAt, AGAIN_HOURS)) &&
      isBefore(hoursAfter(asked.requestedAt, -AGAIN_HOURS), at),
  );
}
