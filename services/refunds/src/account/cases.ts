import {
  permitted,
  type AccountCommand,
  type AccountEvent,
  type RefundTiming,
} from '@libs/contracts';
import {
  accept,
  entriesOf,
  entryOf,
  isNothing,
  type Decision,
  type Named,
  type Refusal,
} from '@libs/kernel';
import { refundable } from './account-money.js';
import type { Account } from './account.state.js';
import { acceptTelling } from './readiness.js';
import { requestRefund } from './request-refund.js';

/** At most this many cases of an order hold its money at once. */
const CASES_MAX = 10;

type Data<Type extends AccountCommand['type']> = Named<AccountCommand, Type>['data'];

/** Answers a case by an event, yes or no (ADR 17); once, however often it asks. */
export function placeCaseHold(
  { caseId, at }: Data<'PlaceCaseHold'>,
  account: Account,
): Decision<AccountEvent, never> {
  if (entryOf(account.cases, caseId) !== undefined) return accept();
  const { orderId, merchantId } = account.opened;
  const reason = reasonAgainst(account);
  return reason === undefined
    ? accept({
        type: 'HoldPlaced',
        data: { orderId, merchantId, hold: 'case', caseId, placedAt: at },
      })
    : accept({
        type: 'CaseHoldRefused',
        data: { orderId, merchantId, caseId, reason, refusedAt: at },
      });
}

function reasonAgainst({ opened, money, cases }: Account) {
  const { servicePackage } = opened.terms;
  if (!permitted({ action: 'buyer-case', servicePackage }).allowed)
    return 'no-contact-with-the-buyer';
  if (isNothing(refundable(money))) return 'nothing-left-to-refund';
  const held = entriesOf(cases).filter(([, answer]) => answer === 'held');
  return held.length < CASES_MAX ? undefined : 'too-many-cases';
}

/** A case that has ended holds nothing; one that held nothing gives nothing back. */
export function releaseCaseHold(
  { caseId, at }: Data<'ReleaseCaseHold'>,
  account: Account,
): Decision<AccountEvent, never> {
  if (entryOf(account.cases, caseId) !== 'held') return accept();
  const { orderId, merchantId } = account.opened;
  return acceptTelling(account, at, {
    type: 'HoldReleased',
    data: { orderId, merchantId, hold: 'case', caseId, releasedAt: at },
  });
}

/**
 * The refund of an accepted case, by the way that is open now: a case names no timing, so none is
 * switched. Whatever a merchant's own request would be refused with is answered as an event
 * (ADR 17); only a missing reference for the merchant's transfer is asked for first.
 */
export function refundCase(
  data: Data<'RefundCase'>,
  account: Account,
): Decision<AccountEvent, Refusal<'funding-instructions-missing' | 'refund-id-reused'>> {
  const { caseId, refundId, at } = data;
  if (entryOf(account.refusedCaseRefunds, refundId) !== undefined) return accept();
  if (entryOf(account.refunds, refundId)?.asked.caseId === caseId) return accept();
  const decision = requestRefund({ ...data, timing: timingOf(account) }, account);
  if (decision.outcome === 'accepted') return decision;
  const { code } = decision.rejection;
  if (code === 'funding-instructions-missing' || code === 'refund-id-reused')
    return { outcome: 'rejected', rejection: { code } };
  const { orderId, merchantId } = account.opened;
  return accept({
    type: 'CaseRefundRefused',
    data: { orderId, merchantId, caseId, refundId, reason: code, refusedAt: at },
  });
}

const timingOf = ({ money }: Account): RefundTiming =>
  isNothing(money.claimed) && isNothing(money.settled) ? 'before-settlement' : 'after-settlement';
