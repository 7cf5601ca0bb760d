import {
  ERASED,
  option,
  type AccountCommand,
  type AccountEvent,
  type RefundBarrier,
  type RefundSource,
} from '@libs/contracts';
import {
  accept,
  entryOf,
  equal,
  exceeds,
  isNothing,
  minus,
  plus,
  reject,
  type Decision,
  type Money,
  type Named,
  type Refusal,
} from '@libs/kernel';
import { refundable } from './account-money.js';
import { positionOf, type Account, type Asked } from './account.state.js';
import { acceptTelling } from './readiness.js';
import { payoutOrdered } from './refund-payout.js';
import { splitOf } from './refund-split.js';

export type RequestRejection = Refusal<
  | RefundBarrier
  | 'refund-id-reused'
  | 'amount-missing'
  | 'amount-exceeds-refundable'
  | 'amount-is-not-all-that-is-left'
  | 'funding-instructions-missing'
>;

type RequestRefund = Named<AccountCommand, 'RequestRefund'>['data'];

/**
 * A refund before settlement is paid from the buyer's payment, one after it from money that the
 * merchant transfers for it, or transferred before for one whose payout failed. The wrong timing
 * is refused with the other as next step, never switched silently.
 */
export function requestRefund(
  data: RequestRefund,
  account: Account,
): Decision<AccountEvent, RequestRejection> {
  const earlier = entryOf(account.refunds, data.refundId);
  if (earlier !== undefined)
    return isAsAsked(data, earlier.asked) ? accept() : reject('refund-id-reused');
  const barrier = barrierTo(data, account);
  if (barrier !== undefined) return barrier;
  const amount = data.kind === 'full' ? refundable(account.money) : data.amount;
  if (amount === undefined) return reject('amount-missing');
  return data.timing === 'before-settlement'
    ? payNow(account, asked(data, account, amount), 'held')
    : payWhenFunded(data, account, amount);
}

/** What stands in the way: permission, timing, or the sum; each with the step that works. */
function barrierTo(
  { kind, timing, amount }: RequestRefund,
  account: Account,
): Decision<never, RequestRejection> | undefined {
  const way = option(timing, positionOf(account));
  if (!way.available)
    return reject(way.reason, way.nextStep === 'none' ? undefined : { nextStep: way.nextStep });
  if (amount === undefined) return undefined;
  if (exceeds(amount, way.max)) return reject('amount-exceeds-refundable', { refundable: way.max });
  return kind === 'full' && !equal(amount, way.max)
    ? reject('amount-is-not-all-that-is-left', { refundable: way.max })
    : undefined;
}

/** Money of an earlier transfer pays it when there is enough; else a new transfer has to come. */
function payWhenFunded(
  data: RequestRefund,
  account: Account,
  amount: Money,
): Decision<AccountEvent, RequestRejection> {
  if (!exceeds(amount, account.money.fundedFree))
    return payNow(account, asked(data, account, amount), 'funded');
  if (data.funding === undefined) return reject('funding-instructions-missing');
  const { fundingFee } = account.opened.terms;
  const funding = { ...data.funding, amount: plus(amount, fundingFee) };
  return acceptTelling(account, data.at, {
    type: 'RefundRequested',
    data: { ...asked(data, account, amount), funding },
  });
}

/** The money is here, so the payout is ordered in the same append. */
function payNow(
  account: Account,
  request: Asked,
  source: RefundSource,
): Decision<AccountEvent, never> {
  const at = request.requestedAt;
  return acceptTelling(
    account,
    at,
    { type: 'RefundRequested', data: request },
    payoutOrdered(account, request, source, at),
    ...holdsOverWhen(account, request, source),
  );
}

/** A hold on funded money has nothing left to hold once a refund uses all of it. */
function holdsOverWhen(
  { holds, money }: Account,
  { orderId, merchantId, amount, requestedAt }: Asked,
  source: RefundSource,
): readonly AccountEvent[] {
  const isOver =
    source === 'funded' &&
    holds.includes('funded-money') &&
    isNothing(minus(money.fundedFree, amount));
  return isOver
    ? [
        {
          type: 'HoldReleased',
          data: { orderId, merchantId, hold: 'funded-money', releasedAt: requestedAt },
        },
      ]
    : [];
}

function asked(data: RequestRefund, { opened, left }: Account, amount: Money): Asked {
  const { orderId, refundId, kind, timing, reason, description, internalNote, at } = data;
  return {
    ...{ orderId, merchantId: opened.merchantId, refundId },
    ...{ amount, ...splitOf(amount, left), kind, timing, reason },
    ...(description === undefined ? {} : { description }),
    ...(internalNote === undefined ? {} : { internalNote }),
    requestedAt: at,
  };
}

/**
 * Is it the wish that was accepted under this id? A full refund named no sum, and took what was
 * left then; texts that were erased since cannot be compared; where a transfer has to go is the
 * institution's word, not the merchant's.
 */
function isAsAsked(data: RequestRefund, earlier: Asked): boolean {
  return (
    data.kind === earlier.kind &&
    data.timing === earlier.timing &&
    data.reason === earlier.reason &&
    (data.amount === undefined ? data.kind === 'full' : equal(data.amount, earlier.amount)) &&
    isSameText(data.description, earlier.description) &&
    isSameText(data.internalNote, earlier.internalNote)
  );
}

const isSameText = (text: string | undefined, earlier: string | undefined): boolean =>
  earlier === ERASED || text === earlier;
