import {
  ERASED,
  option,
  type AccountCommand,
  type AccountEvent,
  type BuyerIbanNeed,
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
  NOTHING,
  plainReference,
  plus,
  reject,
  sameContents,
  type CaseId,
  type Decision,
  type Money,
  type Named,
  type Refusal,
} from '@libs/kernel';
import { positionOf, type Account, type Asked } from './account.state.js';
import { acceptTelling } from './readiness.js';
import { payoutOrdered } from './refund-payout.js';
import { hasRows, refundByRows, type RefundByRows, type RowRejection } from './refund-rows.js';
import { splitOf } from './refund-split.js';
import { isToldAgain } from './told-again.js';

export type RequestRejection =
  | RowRejection
  | Refusal<
      | RefundBarrier
      | 'refund-id-reused'
      | 'cancel-id-used'
      | 'buyer-iban-missing'
      | 'buyer-iban-not-taken'
      | 'chosen-reference-not-taken'
      | 'told-a-minute-ago'
      | 'amount-missing'
      | 'amount-exceeds-refundable'
      | 'amount-is-not-all-that-is-left'
      | 'funding-instructions-missing'
    >;

/** A merchant's own wish, or that of an accepted case. */
type RequestRefund = Named<AccountCommand, 'RequestRefund'>['data'] & { readonly caseId?: CaseId };

/**
 * A refund before settlement is paid from the buyer's payment, one after it from money that the
 * merchant transfers for it, or transferred before for one whose payout failed, or that the
 * institution advances. The wrong timing
 * is refused with the other as next step, never switched silently.
 */
export function requestRefund(
  data: RequestRefund,
  account: Account,
): Decision<AccountEvent, RequestRejection> {
  const earlier = entryOf(account.refunds, data.refundId);
  if (earlier !== undefined)
    return isAsAsked(data, earlier.asked) ? accept() : reject('refund-id-reused');
  const repeat = refusalOfRepeat(data, account);
  if (repeat !== undefined) return repeat;
  const way = option(data.timing, positionOf(account));
  if (!way.available)
    return reject(way.reason, way.nextStep === 'none' ? undefined : { nextStep: way.nextStep });
  const refusal = refusalOfIban(data, way.buyerIban) ?? refusalOfReference(data, account);
  if (refusal !== undefined) return refusal;
  const sum = sumAsked(data, account, way.max);
  if ('outcome' in sum) return sum;
  return data.timing === 'before-settlement'
    ? payNow(account, asked(data, account, sum), 'held')
    : payWhenFunded(data, account, sum);
}

/** A web store's wish is one by the id that it gives it, or by what it says within a minute. */
function refusalOfRepeat(
  data: RequestRefund,
  account: Account,
): Decision<never, RequestRejection> | undefined {
  const { cancelId } = data;
  const used = cancelId === undefined ? undefined : account.cancelIds.get(cancelId);
  if (used !== undefined) return reject('cancel-id-used', { cancelId, refundId: used });
  return isToldAgain(data, account) ? reject('told-a-minute-ago') : undefined;
}

/** Money goes back by the payment itself, but where the agreement asks for an account. */
function refusalOfIban(
  { buyerIban }: RequestRefund,
  need: BuyerIbanNeed,
): Decision<never, RequestRejection> | undefined {
  if (buyerIban === undefined)
    return need === 'required' ? reject('buyer-iban-missing') : undefined;
  return need === 'not-taken' ? reject('buyer-iban-not-taken') : undefined;
}

/** The merchant names a reference for its own transfer, by agreement, and only after settlement. */
const refusalOfReference = (
  { chosenReference, timing }: RequestRefund,
  { opened: { terms } }: Account,
): Decision<never, RequestRejection> | undefined =>
  chosenReference === undefined ||
  (timing === 'after-settlement' && terms.mayChooseReferences === true)
    ? undefined
    : reject('chosen-reference-not-taken');

/** A refund's total with its parts, and with its rows where it is made of rows. */
type Sum = Pick<Asked, 'amount' | 'vat' | 'excess' | 'rows' | 'extraRows'>;

/** What the refund comes to: all that is left, what its rows come to, or the sum it names. */
function sumAsked(
  data: RequestRefund,
  { left, rows }: Account,
  max: Money,
): Sum | Decision<never, RequestRejection> {
  if (hasRows(data)) {
    const made = refundByRows(data, rows, left);
    return 'outcome' in made ? made : sumByRows(made);
  }
  const { kind, amount = kind === 'full' ? max : undefined } = data;
  if (amount === undefined) return reject('amount-missing');
  if (exceeds(amount, max)) return reject('amount-exceeds-refundable', { refundable: max });
  if (kind === 'full' && !equal(amount, max))
    return reject('amount-is-not-all-that-is-left', { refundable: max });
  return { amount, ...splitOf(amount, left) };
}

/** Rows are of the price: what was paid over it is none of them. */
const sumByRows = ({ amount, vat, rows, extraRows }: RefundByRows): Sum => ({
  ...{ amount, vat, excess: NOTHING },
  ...(rows.length === 0 ? {} : { rows }),
  ...(extraRows.length === 0 ? {} : { extraRows }),
});

/**
 * Money of an earlier transfer pays it when there is enough. Else the institution advances it in
 * the balance model (ADR 34), and in the others a new transfer has to come.
 */
function payWhenFunded(
  data: RequestRefund,
  account: Account,
  sum: Sum,
): Decision<AccountEvent, RequestRejection> {
  if (!exceeds(sum.amount, account.money.fundedFree))
    return payNow(account, asked(data, account, sum), 'funded');
  if (account.opened.terms.settlementModel === 'balance')
    return payNow(account, { ...asked(data, account, sum), source: 'advanced' }, 'advanced');
  if (data.funding === undefined) return reject('funding-instructions-missing');
  const { fundingFee } = account.opened.terms;
  const funding = { ...data.funding, amount: plus(sum.amount, fundingFee) };
  return acceptTelling(account, data.at, {
    type: 'RefundRequested',
    data: { ...asked(data, account, sum), funding },
  });
}

/** The money is here: without a second person to ask, the payout is ordered in the same append. */
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
    ...(request.approval === 'needed' ? [] : [payoutOrdered(account, request, source, at)]),
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

function asked(data: RequestRefund, { opened }: Account, sum: Sum): Asked {
  const { orderId, refundId, kind, timing, reason, at } = data;
  const { description, internalNote, cancelId, buyerIban, caseId } = data;
  const { requestedBy, messageDigest } = data;
  return {
    ...{ orderId, merchantId: opened.merchantId, refundId },
    ...{ ...sum, kind, timing, reason },
    ...(description === undefined ? {} : { description }),
    ...(internalNote === undefined ? {} : { internalNote }),
    ...(cancelId === undefined ? {} : { cancelId }),
    ...(buyerIban === undefined ? {} : { buyerIban }),
    ...(caseId === undefined ? {} : { caseId }),
    ...(messageDigest === undefined ? {} : { messageDigest }),
    ...(requestedBy === undefined ? {} : { requestedBy }),
    ...(opened.terms.refundApproval === 'two-person' ? { approval: 'needed' } : {}),
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
    data.caseId === earlier.caseId &&
    isSameSum(data, earlier) &&
    isSameText(data.description, earlier.description) &&
    isSameText(data.internalNote, earlier.internalNote) &&
    data.cancelId === earlier.cancelId &&
    isSameReference(data, earlier) &&
    isSameText(data.buyerIban, earlier.buyerIban)
  );
}

/** One that was chosen; a refund that needed no transfer has none. */
const isSameReference = ({ chosenReference }: RequestRefund, { funding }: Asked): boolean =>
  chosenReference === undefined ||
  funding === undefined ||
  plainReference(chosenReference) === funding.reference;

/** A sum that was not named is one that the rows make, or all that was left. */
const isSameSum = (data: RequestRefund, earlier: Asked): boolean =>
  (data.amount === undefined
    ? data.kind === 'full' || hasRows(data)
    : equal(data.amount, earlier.amount)) &&
  sameContents(
    data.rows,
    earlier.rows?.map(({ rowNumber, quantity }) => ({ rowNumber, quantity })),
  ) &&
  sameContents(
    data.extraRows,
    earlier.extraRows?.map(({ gross: _gross, ...row }) => row),
  );

const isSameText = (text: string | undefined, earlier: string | undefined): boolean =>
  earlier === ERASED || text === earlier;
