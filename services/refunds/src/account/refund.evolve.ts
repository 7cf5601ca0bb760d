import { lessRows, plusRows, type AccountEvent, type RefundSource } from '@libs/contracts';
import { assert, entryOf, equal, withEntry, type Named, type RefundId } from '@libs/kernel';
import { moved, type AccountMoney, type MoneyPart } from './account-money.js';
import type { Account, AccountRefund, TransferAnswer } from './account.state.js';
import { lessParts, plusParts } from './refund-split.js';

type Data<Type extends AccountEvent['type']> = Named<AccountEvent, Type>['data'];
type Asked = Data<'RefundRequested'>;

/** A refund is asked for: its money is promised, wherever it is, and waits for what it needs. */
export function requested(account: Account, asked: Asked): Account {
  assert(entryOf(account.refunds, asked.refundId) === undefined, 'a refund is requested once');
  const source = sourceOf(asked);
  const promised = {
    ...account,
    money: promise(account.money, asked, source),
    left: lessParts(account.left, asked),
    rows: lessRows(account.rows, asked.rows),
    cancelIds: withCancelId(account.cancelIds, asked),
  };
  if (asked.approval === 'needed')
    return withRefund(promised, { asked, status: 'awaiting-approval', source });
  return withRefund(promised, waiting(asked, source));
}

/** Somebody else said yes: the refund goes on as if it had needed no approval. */
export function approved(account: Account, { refundId }: Data<'RefundApproved'>): Account {
  const { asked, source } = awaitingApproval(account, refundId);
  return withRefund(account, waiting(asked, source));
}

/** Somebody else said no: its money is promised no more. */
export function declined(account: Account, { refundId }: Data<'RefundDeclined'>): Account {
  const { asked, source } = awaitingApproval(account, refundId);
  return withRefund(givenBack(account, asked, source), { asked, status: 'declined' });
}

export function funded(account: Account, data: Data<'RefundFunded'>): Account {
  const { refundId, amount } = data;
  const { asked, status } = refundIn(account, refundId);
  assert(status === 'waiting-for-transfer', 'a refund that waits is funded');
  assert(equal(amount, asked.amount), 'a refund is funded in full');
  const money = moved(account.money, amount, {
    into: ['funded', 'held', 'promisedFromFunded'],
    outOf: ['promisedUnfunded'],
  });
  return withRefund(
    { ...withTransfer(account, data, 'funded'), money },
    { asked, status: 'promised', source: 'funded' },
  );
}

/** A transfer's last allocation is answered. */
export const withTransfer = (
  account: Account,
  { transferId, allocation = 0 }: Data<'RefundFunded' | 'RefundFundingRefused'>,
  answer: TransferAnswer['answer'],
): Account => ({
  ...account,
  transfers: withEntry(account.transfers, transferId, { answer, allocation }),
});

export function payoutOrdered(
  account: Account,
  { refundId }: Data<'RefundPayoutOrdered'>,
): Account {
  const refund = refundIn(account, refundId);
  assert(refund.status === 'promised', 'a payout is ordered once, when its money is there');
  return withRefund(account, { ...refund, status: 'payout-ordered' });
}

export function paidOut(account: Account, { refundId, amount }: Data<'RefundPaidOut'>): Account {
  const refund = orderedIn(account, refundId, amount);
  const money = moved(account.money, amount, PAID_FROM[refund.source]);
  return withRefund({ ...account, money }, { ...refund, status: 'paid-out' });
}

/** Failed money is promised no more. */
export function payoutFailed(
  account: Account,
  { refundId, amount }: Data<'RefundPayoutFailed'>,
): Account {
  const refund = orderedIn(account, refundId, amount);
  const back = givenBack(account, refund.asked, refund.source);
  return withRefund(back, { ...refund, status: 'payout-failed' });
}

export function withdrawn(account: Account, { refundId }: Data<'RefundWithdrawn'>): Account {
  const refund = refundIn(account, refundId);
  const { asked, status } = refund;
  assert(
    status === 'waiting-for-transfer' || status === 'awaiting-approval',
    'a refund is withdrawn while it waits',
  );
  const source = status === 'awaiting-approval' ? refund.source : undefined;
  return withRefund(givenBack(account, asked, source), { asked, status: 'withdrawn' });
}

/** Which money is promised; none where the merchant's transfer has yet to come. */
export function sourceOf({
  timing,
  funding,
  source,
}: Pick<Asked, 'timing' | 'funding' | 'source'>) {
  if (source !== undefined) return source;
  if (timing === 'before-settlement') return 'held';
  return funding === undefined ? 'funded' : undefined;
}

/** Where promised money is counted, by its source. */
const PROMISED_IN: Readonly<Record<RefundSource, MoneyPart>> = {
  held: 'promisedFromHeld',
  funded: 'promisedFromFunded',
  advanced: 'promisedFromAdvance',
};

/** How a payout moves money, by its source: what is advanced was never held. */
const PAID_FROM = {
  held: { into: ['refunded', 'refundedFromHeld'], outOf: ['held', PROMISED_IN.held] },
  funded: { into: ['refunded'], outOf: ['held', PROMISED_IN.funded] },
  advanced: { into: ['refunded', 'advanced'], outOf: [PROMISED_IN.advanced] },
} as const satisfies Readonly<Record<RefundSource, Parameters<typeof moved>[2]>>;

const promisedIn = (source: RefundSource | undefined): MoneyPart =>
  source === undefined ? 'promisedUnfunded' : PROMISED_IN[source];

function promise(
  money: AccountMoney,
  { amount }: Asked,
  source: RefundSource | undefined,
): AccountMoney {
  return moved(money, amount, {
    into: [promisedIn(source)],
    outOf: source === 'funded' ? ['fundedFree'] : [],
  });
}

/** What a refund that came to nothing had taken may be refunded again. */
function givenBack(account: Account, asked: Asked, source: RefundSource | undefined): Account {
  return {
    ...account,
    money: moved(account.money, asked.amount, {
      into: source === 'funded' ? ['fundedFree'] : [],
      outOf: [promisedIn(source)],
    }),
    left: plusParts(account.left, asked),
    rows: plusRows(account.rows, asked.rows),
  };
}

/** With its money here its payout is ordered in the same append; else its transfer has to come. */
const waiting = (asked: Asked, source: RefundSource | undefined): AccountRefund =>
  source === undefined
    ? { asked, status: 'waiting-for-transfer' }
    : { asked, status: 'promised', source };

const withCancelId = (
  known: Account['cancelIds'],
  { cancelId, refundId }: Asked,
): Account['cancelIds'] =>
  cancelId === undefined ? known : new Map(known).set(cancelId, refundId);

function refundIn({ refunds }: Account, refundId: RefundId): AccountRefund {
  const refund = entryOf(refunds, refundId);
  assert(refund !== undefined, 'a refund is requested before anything happens to it');
  return refund;
}

function awaitingApproval(account: Account, refundId: RefundId) {
  const refund = refundIn(account, refundId);
  assert(refund.status === 'awaiting-approval', 'a refund is approved or declined once');
  return refund;
}

function orderedIn(account: Account, refundId: RefundId, amount: Asked['amount']) {
  const refund = refundIn(account, refundId);
  assert(refund.status === 'payout-ordered', 'a payout is ordered before it has an outcome');
  assert(equal(refund.asked.amount, amount), 'a payout is of the whole refund');
  return refund;
}

const withRefund = (account: Account, refund: AccountRefund): Account => ({
  ...account,
  refunds: withEntry(account.refunds, refund.asked.refundId, refund),
});
