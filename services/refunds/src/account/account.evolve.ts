import { lessRows, plusRows, wholeRows, type AccountEvent } from '@libs/contracts';
import {
  assert,
  EMPTY_MAP,
  entryOf,
  equal,
  withEntry,
  type Money,
  type Named,
  type RefundId,
} from '@libs/kernel';
import { assertAddsUp, capturedOnly, free, moved, type AccountMoney } from './account-money.js';
import type {
  Account,
  AccountRefund,
  AccountState,
  Captured,
  Claim,
  Opened,
} from './account.state.js';
import { holdPlaced, holdReleased } from './case-holds.js';
import { assertPartOf, lessParts, plusParts, totalOf } from './refund-split.js';
import { isReady, lineOf, sameLine, sumOf } from './settlement-line.js';

/** What an event does to the order's money. Every step is asserted to add up. */
export function evolve(state: AccountState, event: AccountEvent): AccountState {
  const { type, data } = event;
  if (type === 'AccountOpened') {
    assert(state.status === 'awaited', 'an account is opened once');
    return { status: 'opened', opened: data };
  }
  if (type === 'PaymentCaptured') {
    assert(state.status === 'opened', 'a payment is captured once, by an opened account');
    return standing(captured(state.opened, data));
  }
  assert(state.status === 'captured', `${type} follows PaymentCaptured`);
  return standing(next(state, event));
}

type Later = Exclude<AccountEvent, { readonly type: 'AccountOpened' | 'PaymentCaptured' }>;

function next(account: Account, { type, data }: Later): Account {
  switch (type) {
    case 'HoldPlaced':
      return holdPlaced(account, data);
    case 'HoldReleased':
      return holdReleased(account, data);
    case 'CaseHoldRefused':
      return { ...account, cases: withEntry(account.cases, data.caseId, 'refused') };
    case 'OrderReadyForSettlement':
      return told(account, data);
    case 'RefundRequested':
      return requested(account, data);
    case 'CaseRefundRefused':
      return {
        ...account,
        refusedCaseRefunds: withEntry(account.refusedCaseRefunds, data.refundId, true),
      };
    case 'RefundFunded':
      return funded(account, data);
    case 'RefundFundingRefused':
      return { ...account, transfers: withEntry(account.transfers, data.transferId, 'refused') };
    case 'RefundPayoutOrdered':
      return withRefund(account, {
        ...promisedIn(account, data.refundId),
        status: 'payout-ordered',
      });
    case 'RefundPaidOut':
      return paidOut(account, data);
    case 'RefundPayoutFailed':
      return payoutFailed(account, data);
    case 'RefundWithdrawn':
      return withdrawn(account, data);
    case 'ClaimedForSettlement':
      return claimed(account, data);
    case 'SettlementClaimRefused':
      return withAnswer(account, data, 'refused');
    case 'SettlementClaimReleased':
      return released(account, data);
    case 'OrderSettled':
      return settled(account, data);
  }
}

function captured(opened: Opened, capture: Captured): Account {
  assert(equal(totalOf(capture), capture.captured), 'the parts of a payment sum to it');
  return {
    status: 'captured',
    opened,
    capture,
    money: capturedOnly(capture.captured),
    left: { vat: capture.vat, excess: capture.excess },
    rows: wholeRows(opened.rows),
    holds: [],
    claim: undefined,
    told: undefined,
    refunds: EMPTY_MAP,
    cancelIds: new Map(),
    transfers: EMPTY_MAP,
    settlements: EMPTY_MAP,
    cases: EMPTY_MAP,
    refusedCaseRefunds: EMPTY_MAP,
  };
}

/** The money adds up, by VAT rate too; what was told as ready stands only while it is so. */
function standing(account: Account): Account {
  assertAddsUp(account.money);
  assertPartOf(account.left, account.capture);
  const { told: line } = account;
  if (line === undefined || (isReady(account) && sameLine(line, lineOf(account)))) return account;
  return { ...account, told: undefined };
}

function told(account: Account, { gross, refunded }: Data<'OrderReadyForSettlement'>): Account {
  assert(isReady(account), 'only what is ready is told');
  assert(sameLine(lineOf(account), { gross, refunded }), 'it is told as it is');
  return { ...account, told: { gross, refunded } };
}

function requested(account: Account, asked: Data<'RefundRequested'>): Account {
  assert(entryOf(account.refunds, asked.refundId) === undefined, 'a refund is requested once');
  const { money, refund } = promise(account.money, asked);
  return withRefund(
    {
      ...account,
      money,
      left: lessParts(account.left, asked),
      rows: lessRows(account.rows, asked.rows),
      cancelIds: withCancelId(account.cancelIds, asked),
    },
    refund,
  );
}

const withCancelId = (
  known: Account['cancelIds'],
  { cancelId, refundId }: Data<'RefundRequested'>,
): Account['cancelIds'] =>
  cancelId === undefined ? known : new Map(known).set(cancelId, refundId);

/** Where the promised money is: in the buyer's payment, in an earlier transfer, or on its way. */
function promise(
  money: AccountMoney,
  asked: Data<'RefundRequested'>,
): { readonly money: AccountMoney; readonly refund: AccountRefund } {
  const { amount, timing, funding } = asked;
  if (timing === 'before-settlement')
    return {
      money: moved(money, amount, { into: ['promisedFromHeld'] }),
      refund: { asked, status: 'promised', source: 'held' },
    };
  if (funding === undefined)
    return {
      money: moved(money, amount, { into: ['promisedFromFunded'], outOf: ['fundedFree'] }),
      refund: { asked, status: 'promised', source: 'funded' },
    };
  return {
    money: moved(money, amount, { into: ['promisedUnfunded'] }),
    refund: { asked, status: 'waiting-for-transfer' },
  };
}

function funded(account: Account, { refundId, transferId, amount }: Data<'RefundFunded'>): Account {
  const { asked, status } = refundIn(account, refundId);
  assert(status === 'waiting-for-transfer', 'a refund that waits is funded');
  assert(equal(amount, asked.amount), 'a refund is funded in full');
  const money = moved(account.money, amount, {
    into: ['funded', 'held', 'promisedFromFunded'],
    outOf: ['promisedUnfunded'],
  });
  const transfers = withEntry(account.transfers, transferId, 'funded');
  return withRefund(
    { ...account, money, transfers },
    { asked, status: 'promised', source: 'funded' },
  );
}

function paidOut(account: Account, { refundId, amount }: Data<'RefundPaidOut'>): Account {
  const refund = orderedIn(account, refundId, amount);
  const money =
    refund.source === 'held'
      ? moved(account.money, amount, {
          into: ['refunded', 'refundedFromHeld'],
          outOf: ['held', 'promisedFromHeld'],
        })
      : moved(account.money, amount, {
          into: ['refunded'],
          outOf: ['held', 'promisedFromFunded'],
        });
  return withRefund({ ...account, money }, { ...refund, status: 'paid-out' });
}

function payoutFailed(account: Account, { refundId, amount }: Data<'RefundPayoutFailed'>): Account {
  const refund = orderedIn(account, refundId, amount);
  const money =
    refund.source === 'held'
      ? moved(account.money, amount, { outOf: ['promisedFromHeld'] })
      : moved(account.money, amount, { into: ['fundedFree'], outOf: ['promisedFromFunded'] });
  return withRefund(givenBack({ ...account, money }, refund.asked), {
    ...refund,
    status: 'payout-failed',
  });
}

function withdrawn(account: Account, { refundId, amount }: Data<'RefundWithdrawn'>): Account {
  const { asked, status } = refundIn(account, refundId);
  assert(status === 'waiting-for-transfer', 'a refund is withdrawn while it waits');
  const money = moved(account.money, amount, { outOf: ['promisedUnfunded'] });
  return withRefund(givenBack({ ...account, money }, asked), { asked, status: 'withdrawn' });
}

/** What a refund that came to nothing had taken may be refunded again. */
const givenBack = (account: Account, asked: Data<'RefundRequested'>): Account => ({
  ...account,
  left: plusParts(account.left, asked),
  rows: plusRows(account.rows, asked.rows),
});

/** A claim takes all that is free; what of it was funded is no longer there for refunds. */
function claimed(account: Account, claim: Claim): Account {
  assert(isReady(account), 'only what is ready is claimed');
  assert(equal(sumOf(claim), free(account.money)), 'a claim takes all that is free');
  const { fundedFree } = account.money;
  const rest = moved(account.money, fundedFree, {
    into: ['claimedFromFunded'],
    outOf: ['fundedFree'],
  });
  const money = moved(rest, sumOf(claim), { into: ['claimed'] });
  return withAnswer({ ...account, money, claim }, claim, 'claimed');
}

function released(account: Account, data: Data<'SettlementClaimReleased'>): Account {
  const claim = claimIn(account, data);
  const rest = moved(account.money, sumOf(claim), { outOf: ['claimed'] });
  const money = moved(rest, rest.claimedFromFunded, {
    into: ['fundedFree'],
    outOf: ['claimedFromFunded'],
  });
  return withAnswer({ ...account, money, claim: undefined }, data, 'released');
}

function settled(account: Account, data: Data<'OrderSettled'>): Account {
  const claim = claimIn(account, data);
  const rest = moved(account.money, sumOf(claim), {
    into: ['settled'],
    outOf: ['held', 'claimed'],
  });
  const money = moved(rest, rest.claimedFromFunded, { outOf: ['claimedFromFunded'] });
  return withAnswer({ ...account, money, claim: undefined }, data, 'settled');
}

type Data<Type extends AccountEvent['type']> = Named<AccountEvent, Type>['data'];

function refundIn({ refunds }: Account, refundId: RefundId): AccountRefund {
  const refund = entryOf(refunds, refundId);
  assert(refund !== undefined, 'a refund is requested before anything happens to it');
  return refund;
}

function promisedIn(account: Account, refundId: RefundId) {
  const refund = refundIn(account, refundId);
  assert(refund.status === 'promised', 'a payout is ordered once, when its money is there');
  return refund;
}

function orderedIn(account: Account, refundId: RefundId, amount: Money) {
  const refund = refundIn(account, refundId);
  assert(refund.status === 'payout-ordered', 'a payout is ordered before it has an outcome');
  assert(equal(refund.asked.amount, amount), 'a payout is of the whole refund');
  return refund;
}

function claimIn({ claim }: Account, { settlementId }: Pick<Claim, 'settlementId'>): Claim {
  assert(claim?.settlementId === settlementId, 'a claim ends for the settlement that has it');
  return claim;
}

const withRefund = (account: Account, refund: AccountRefund): Account => ({
  ...account,
  refunds: withEntry(account.refunds, refund.asked.refundId, refund),
});

const withAnswer = (
  account: Account,
  { settlementId }: Pick<Claim, 'settlementId'>,
  answer: 'claimed' | 'refused' | 'released' | 'settled',
): Account => ({ ...account, settlements: withEntry(account.settlements, settlementId, answer) });
