import type { AccountCommand, AccountEvent, SoldRow } from '@libs/contracts';
import {
  entriesOf,
  eur,
  fold,
  isNothing,
  NOTHING,
  plus,
  RefundId,
  SettlementId,
  TransferId,
  type Money,
} from '@libs/kernel';
import { DIRECT, GUARANTEE } from '@libs/testing';
import fc from 'fast-check';
import { owed } from './account-money.js';
import { accountDecider } from './account.decider.js';
import {
  A,
  B,
  C,
  CASE,
  claim,
  confirmPayout,
  decline,
  AFTER,
  approve,
  failPayout,
  fund,
  open,
  OTHER_CASE,
  PAID,
  placeCaseHold,
  refundCase,
  releaseCaseHold,
  releaseClaim,
  releaseHold,
  request,
  requestAfter,
  settle,
  TWO_PERSON,
  vat,
  withdraw,
} from './account.fixtures.js';
import { BALANCE, deduct, recover, releaseDeduction } from './advance.fixtures.js';
import type { Account, AccountRefund, AccountState, Asked } from './account.state.js';
import { lineOf } from './settlement-line.js';

/** A wish that may look at the account first, as people and systems do. */
export type Move = (account: Account) => AccountCommand;

const D = RefundId.parse('00000000-0000-4000-8000-0000000000d1');
const E = RefundId.parse('00000000-0000-4000-8000-0000000000e1');
const REFUNDS = [A, B, C, D, E];
const refundId = fc.constantFrom(...REFUNDS);
const settlementId = fc.constantFrom('S-1', 'S-2', 'S-3').map((id) => SettlementId.parse(id));
const transferId = fc
  .constantFrom('bank-1', 'bank-2', 'bank-3', 'bank-4')
  .map((id) => TransferId.parse(id));
const amount = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 9_00 }).map(eur) },
  { weight: 1, arbitrary: fc.constant('full' as const) },
);
const returned = fc.record({
  rows: fc.uniqueArray(
    fc.record({
      rowNumber: fc.constantFrom(1, 2, 2, 3),
      quantity: fc.constantFrom('1', '2', '0.5', '2.5', '3'),
    }),
    { minLength: 1, maxLength: 2, selector: ({ rowNumber }) => rowNumber },
  ),
  extra: fc.constantFrom(undefined, eur(-1_00), eur(50), eur(1_00)),
  vatRate: fc.constantFrom(1400, 2550),
});
type Returned = ReturnType<typeof returned.generate>['value'];
const outcome = fc.constantFrom(confirmPayout, failPayout);
const word = fc.constantFrom(approve, approve, decline);
const hold = fc.constantFrom('shipping' as const, 'inspection' as const, 'funded-money' as const);
const owedPart = fc.integer({ min: 1, max: 9_00 });
const caseId = fc.constantFrom(CASE, OTHER_CASE);

/** What anybody may send at any time, whether it makes sense or not. */
const blind: fc.Arbitrary<Move> = fc
  .oneof(
    fc.tuple(refundId, amount).map(([id, money]) => request(id, money)),
    fc.tuple(refundId, amount).map(([id, money]) => requestAfter(id, money)),
    fc.tuple(refundId, returned).map(([id, what]) => request(id, 'full', partOf(what))),
    fc.tuple(refundId, transferId).map(([id, transfer]) => fund(id, eur(2), transfer)),
    fc.tuple(refundId, outcome).map(([id, how]) => how(id)),
    fc.tuple(settlementId, amount).map(([id, gross]) => claim(id, gross === 'full' ? PAID : gross)),
    refundId.map(withdraw),
    fc.tuple(refundId, word).map(([id, how]) => how(id)),
    settlementId.map(releaseClaim),
    settlementId.map(settle),
    hold.map(releaseHold),
    fc.tuple(settlementId, owedPart).map(([id, part]) => deduct(id, eur(part))),
    settlementId.map(releaseDeduction),
    settlementId.map(recover),
    caseId.map(placeCaseHold),
    caseId.map(releaseCaseHold),
    fc.tuple(caseId, refundId, amount).map(([id, refund, money]) => refundCase(id, refund, money)),
  )
  .map((command) => () => command);

/** What makes sense where the account stands, so that histories get far. */
const sensible: fc.Arbitrary<Move> = fc.oneof(
  fc.tuple(refundId, amount).map(
    ([id, money]): Move =>
      ({ money: { claimed, settled } }) =>
        (isNothing(plus(claimed, settled)) ? request : requestAfter)(id, money),
  ),
  fc.tuple(refundId, returned).map(
    ([id, what]): Move =>
      ({ money: { claimed, settled } }) =>
        isNothing(plus(claimed, settled))
          ? request(id, 'full', partOf(what))
          : request(id, 'full', { ...partOf(what), ...AFTER }),
  ),
  fc.tuple(refundId, transferId).map(([id, transfer]): Move => (account) => {
    const waiting = firstIn(account, 'waiting-for-transfer');
    return fund(waiting?.refundId ?? id, waiting?.funding?.amount ?? eur(2), transfer);
  }),
  fc.tuple(refundId, word).map(
    ([id, how]): Move =>
      (account) =>
        how(firstIn(account, 'awaiting-approval')?.refundId ?? id),
  ),
  fc.tuple(refundId, outcome).map(
    ([id, how]): Move =>
      (account) =>
        how(firstIn(account, 'payout-ordered')?.refundId ?? id),
  ),
  settlementId.map((id): Move => (account) => {
    const { gross, refunded } = lineOf(account);
    return claim(id, gross, refunded);
  }),
  fc.tuple(settlementId, fc.constantFrom(settle, settle, releaseClaim)).map(
    ([id, how]): Move =>
      ({ claim: open }) =>
        how(open?.settlementId ?? id),
  ),
  fc.tuple(settlementId, owedPart).map(
    ([id, part]): Move =>
      ({ money }) =>
        deduct(id, eur(Math.min(part, Math.max(owed(money).minorUnits, 1)))),
  ),
  fc.tuple(settlementId, fc.constantFrom(recover, recover, releaseDeduction)).map(
    ([id, how]): Move =>
      ({ deduction }) =>
        how(deduction?.settlementId ?? id),
  ),
  hold.map(
    (id): Move =>
      ({ holds }) =>
        releaseHold(holds.find((each) => each !== 'case') ?? id),
  ),
);

function partOf({ rows, extra, vatRate }: Returned): Parameters<typeof request>[2] {
  const extraRows = extra && [{ name: 'Muu', quantity: '1', unitPrice: extra, vatRate }];
  return { kind: 'partial-return', rows, ...(extraRows && { extraRows }) };
}

export const moves = fc.array(
  fc.oneof({ weight: 1, arbitrary: blind }, { weight: 3, arbitrary: sensible }),
  { maxLength: 60, size: 'max' },
);

function firstIn({ refunds }: Account, status: AccountRefund['status']): Asked | undefined {
  return entriesOf(refunds).find(([, refund]) => refund.status === status)?.[1].asked;
}

/** Payments over two rates, with and without an excess, with and without holds and a fee. */
export const opening: fc.Arbitrary<AccountCommand> = fc
  .record({
    reduced: fc.integer({ min: 0, max: 30_00 }).map(eur),
    general: fc.integer({ min: 1, max: 60_00 }).map(eur),
    excess: fc.constantFrom(NOTHING, eur(3_00)),
    terms: fc.constantFrom(DIRECT, DIRECT, BALANCE, BALANCE, GUARANTEE, TWO_PERSON),
    fee: fc.constantFrom(NOTHING, eur(1_25)),
  })
  .map(({ reduced, general, excess, terms, fee }) =>
    open({
      rows: rowsOf(reduced, general),
      captured: plus(plus(reduced, general), excess),
      vat: [vat(1400, reduced), vat(2550, general)],
      excess,
      terms: { ...terms, fundingFee: fee },
    }),
  );

/** Rows that come to the sums, with a discount among them. */
function rowsOf(reduced: Money, general: Money): readonly SoldRow[] {
  const row = { type: 1, quantity: '3' } as const;
  return [
    { ...row, rowNumber: 1, vatRate: 1400, gross: reduced },
    { ...row, rowNumber: 2, vatRate: 2550, quantity: '2.5', gross: plus(general, eur(1_00)) },
    { ...row, rowNumber: 3, type: 6, vatRate: 2550, quantity: '1', gross: eur(-1_00) },
  ];
}

/** Runs wishes the way the service does; `times` of each. */
export function play(
  first: AccountCommand,
  wishes: readonly Move[],
  times = 1,
): readonly AccountEvent[] {
  const opened = accepted(first, accountDecider.initialState);
  const repeats = Array.from({ length: times });
  let [history, state] = [opened, fold(accountDecider, opened)];
  for (const wish of wishes) {
    if (state.status !== 'captured') throw new Error('an account stays open');
    const command = wish(state);
    for (const _ of repeats) {
      const events = accepted(command, state);
      history = [...history, ...events];
      state = events.reduce(accountDecider.evolve, state);
    }
  }
  return history;
}

/** Every state that a history goes through at the end of an append or within one. */
export function statesOf(history: readonly AccountEvent[]): readonly Account[] {
  const states: AccountState[] = [];
  history.reduce<AccountState>((state, event) => {
    const next = accountDecider.evolve(state, event);
    states.push(next);
    return next;
  }, accountDecider.initialState);
  return states.flatMap((state) => (state.status === 'captured' ? [state] : []));
}

function accepted(command: AccountCommand, state: AccountState): readonly AccountEvent[] {
  const decision = accountDecider.decide(command, state);
  return decision.outcome === 'accepted' ? decision.events : [];
}
