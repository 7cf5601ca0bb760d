import { wholeRows, type AccountEvent } from '@libs/contracts';
import { assert, EMPTY_MAP, equal, withEntry, type Named } from '@libs/kernel';
import {
  advanced,
  claimedForDeduction,
  deductionRefused,
  deductionReleased,
  owedStillTold,
  recovered,
  toldOwed,
} from './advance.evolve.js';
import { assertAddsUp, capturedOnly, free, moved } from './account-money.js';
import type { Account, AccountState, Captured, Claim, Opened } from './account.state.js';
import { holdPlaced, holdReleased } from './case-holds.js';
import { assertPartOf, totalOf } from './refund-split.js';
import {
  approved,
  declined,
  funded,
  paidOut,
  payoutFailed,
  payoutOrdered,
  requested,
  withdrawn,
  withTransfer,
} from './refund.evolve.js';
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
      return withTransfer(account, data, 'refused');
    case 'RefundApproved':
      return approved(account, data);
    case 'RefundDeclined':
      return declined(account, data);
    case 'RefundPayoutOrdered':
      return payoutOrdered(account, data);
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
    case 'RefundAdvanced':
      return advanced(account, data);
    case 'AdvanceReadyForDeduction':
      return toldOwed(account, data);
    case 'ClaimedForDeduction':
      return claimedForDeduction(account, data);
    case 'DeductionClaimRefused':
      return deductionRefused(account, data);
    case 'DeductionClaimReleased':
      return deductionReleased(account, data);
    case 'AdvanceRecovered':
      return recovered(account, data);
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
    fundedUntil: undefined,
    claim: undefined,
    told: undefined,
    deduction: undefined,
    toldOwed: undefined,
    refunds: EMPTY_MAP,
    cancelIds: new Map(),
    transfers: EMPTY_MAP,
    settlements: EMPTY_MAP,
    deductions: EMPTY_MAP,
    cases: EMPTY_MAP,
    refusedCaseRefunds: EMPTY_MAP,
  };
}

/** The money adds up, by VAT rate too; what was told as ready stands only while it is so. */
function standing(account: Account): Account {
  assertAddsUp(account.money);
  assertPartOf(account.left, account.capture);
  return { ...account, told: stillTold(account), toldOwed: owedStillTold(account) };
}

const stillTold = (account: Account): Account['told'] =>
  account.told !== undefined && isReady(account) && sameLine(account.told, lineOf(account))
    ? account.told
    : undefined;

function told(account: Account, { gross, refunded }: Data<'OrderReadyForSettlement'>): Account {
  assert(isReady(account), 'only what is ready is told');
  assert(sameLine(lineOf(account), { gross, refunded }), 'it is told as it is');
  return { ...account, told: { gross, refunded } };
}

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

function claimIn({ claim }: Account, { settlementId }: Pick<Claim, 'settlementId'>): Claim {
  assert(claim?.settlementId === settlementId, 'a claim ends for the settlement that has it');
  return claim;
}

const withAnswer = (
  account: Account,
  { settlementId }: Pick<Claim, 'settlementId'>,
  answer: 'claimed' | 'refused' | 'released' | 'settled',
): Account => ({ ...account, settlements: withEntry(account.settlements, settlementId, answer) });
