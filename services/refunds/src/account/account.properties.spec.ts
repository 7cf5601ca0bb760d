import { AccountEvent, type RefundSource } from '@libs/contracts';
import {
  entriesOf,
  eur,
  exceeds,
  fold,
  isNothing,
  minus,
  NOTHING,
  plus,
  RefundId,
  sum,
  thousandthsOf,
  type Money,
} from '@libs/kernel';
import fc from 'fast-check';
import { moves, opening, play, statesOf } from './account-histories.fixtures.js';
import { free, promised, refundable } from './account-money.js';
import { accountDecider } from './account.decider.js';
import { request, requestAfter } from './account.fixtures.js';
import type { Account, AccountRefund } from './account.state.js';
import { isReady, lineOf } from './settlement-line.js';

const D = RefundId.parse('00000000-0000-4000-8000-00000000000d');

const inAnyHistory = (check: (history: readonly AccountEvent[]) => void) =>
  fc.assert(
    fc.property(opening, moves, (first, wishes) => {
      check(play(first, wishes));
    }),
    { numRuns: 80 },
  );

const inAnyState = (check: (account: Account) => void) =>
  inAnyHistory((history) => statesOf(history).forEach(check));

const sumOver = ({ refunds }: Account, suits: (refund: AccountRefund) => boolean): Money =>
  sum(entriesOf(refunds).flatMap(([, each]) => (suits(each) ? [each.asked.amount] : [])));

const isHere = (source: RefundSource | undefined) => source === 'held' || source === 'funded';

const isPromised = ({ status }: AccountRefund) =>
  status === 'awaiting-approval' ||
  status === 'waiting-for-transfer' ||
  status === 'promised' ||
  status === 'payout-ordered';

describe("whatever happens to an order's money", () => {
  it('what came in is held, settled or refunded', () =>
    inAnyState(({ money }) => {
      const { captured, funded, advanced, held, settled, refunded } = money;
      expect(sum([captured, funded, advanced])).toEqual(sum([held, settled, refunded]));
      expect(Object.values(money).every(({ minorUnits }) => minorUnits >= 0)).toBe(true);
    }));

  it('its terms are what the events say', () =>
    inAnyHistory((history) => {
      const of = (type: AccountEvent['type']) => history.filter((event) => event.type === type);
      const { money } = stateAfter(history);
      expect(money.funded).toEqual(sum(of('RefundFunded').flatMap(amountIn)));
      expect(money.refunded).toEqual(sum(of('RefundPaidOut').flatMap(amountIn)));
      expect(money.settled).toEqual(sum(of('OrderSettled').flatMap(lineSumIn)));
      expect(money.advanced).toEqual(sum(of('RefundAdvanced').flatMap(amountIn)));
      expect(money.recovered).toEqual(sum(of('AdvanceRecovered').flatMap(amountIn)));
    }));

  it('no more is refunded and promised than was captured', () =>
    inAnyState((account) => {
      const { captured, refunded } = account.money;
      expect(promised(account.money)).toEqual(sumOver(account, isPromised));
      expect(exceeds(plus(refunded, promised(account.money)), captured)).toBe(false);
    }));

  it('nor at any VAT rate, nor of the excess', () =>
    inAnyState((account) => {
      const taken = entriesOf(account.refunds)
        .map(([, each]) => each)
        .filter((each) => isPromised(each) || each.status === 'paid-out');
      for (const { vatRate, gross } of account.capture.vat) {
        const atRate = taken.flatMap(({ asked }) =>
          asked.vat.filter((part) => part.vatRate === vatRate).map((part) => part.gross),
        );
        expect(exceeds(sum(atRate), gross)).toBe(false);
      }
      const excess = sum(taken.map(({ asked }) => asked.excess));
      expect(exceeds(excess, account.capture.excess)).toBe(false);
    }));

  it('no part of a row comes back twice', () =>
    inAnyState((account) => {
      const taken = entriesOf(account.refunds)
        .filter(([, each]) => isPromised(each) || each.status === 'paid-out')
        .flatMap(([, { asked }]) => asked.rows ?? []);
      for (const { rowNumber, quantity, gross, quantityLeft, grossLeft } of account.rows) {
        const ofRow = taken.filter((row) => row.rowNumber === rowNumber);
        const back = ofRow.reduce((left, row) => left + thousandthsOf(row.quantity), 0);
        expect(back + thousandthsOf(quantityLeft)).toBe(thousandthsOf(quantity));
        expect(plus(sum(ofRow.map((row) => row.gross)), grossLeft)).toEqual(gross);
      }
    }));

  it('what is claimed and promised of the money that is here is here', () =>
    inAnyState((account) => {
      const { money } = account;
      const ordered = sumOver(
        account,
        (each) => isPromised(each) && 'source' in each && isHere(each.source),
      );
      expect(minus(minus(money.held, money.claimed), ordered)).toEqual(free(money));
      expect(free(money).minorUnits).toBeGreaterThanOrEqual(0);
    }));

  it('no money is both settled and refunded', () =>
    inAnyState(({ money }) => {
      const buyers = plus(money.settled, money.refundedFromHeld);
      expect(exceeds(buyers, plus(money.captured, money.funded))).toBe(false);
      const came = sum([money.captured, money.funded, money.advanced]);
      expect(exceeds(plus(money.settled, money.refunded), came)).toBe(false);
    }));

  it('no more is taken back, or claimed to be, than was advanced', () =>
    inAnyState(({ money }) => {
      expect(exceeds(plus(money.recovered, money.deducting), money.advanced)).toBe(false);
    }));

  it('funded money that may be used again came in and neither left nor was promised', () =>
    inAnyState((account) => {
      const { money } = account;
      const used = sumOver(
        account,
        (each) => 'source' in each && each.source === 'funded' && each.status !== 'payout-failed',
      );
      const kept = sum([money.fundedFree, money.claimedFromFunded, used]);
      expect(exceeds(kept, money.funded)).toBe(false);
    }));
});

describe('whatever is asked of an account', () => {
  it('gives the same history when every command arrives twice', () =>
    fc.assert(
      fc.property(opening, moves, (first, wishes) => {
        expect(play(first, wishes, 2)).toEqual(play(first, wishes));
      }),
    ));

  it('records only events that survive the store', () =>
    inAnyHistory((history) => {
      for (const event of history)
        expect(AccountEvent.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
    }));

  it('tells of every order that is ready, with the line that would be claimed', () =>
    inAnyHistory((history) => {
      const account = stateAfter(history);
      expect(account.told).toEqual(isReady(account) ? lineOf(account) : undefined);
    }));

  it('tells of all that is owed and that no settlement deducts', () =>
    inAnyHistory((history) => {
      const { money, toldOwed } = stateAfter(history);
      const free = isNothing(money.deducting) ? minus(money.advanced, money.recovered) : NOTHING;
      expect(toldOwed ?? NOTHING).toEqual(free);
    }));

  it('leaves no payout unordered when its money is here', () =>
    inAnyHistory((history) => {
      const account = stateAfter(history);
      expect(sumOver(account, ({ status }) => status === 'promised')).toEqual(NOTHING);
    }));

  it('can still give back the rest, to the last cent of each part', () =>
    inAnyHistory((history) => {
      const account = stateAfter(history);
      fc.pre(!isNothing(refundable(account.money)));
      const isSettled = plus(account.money.claimed, account.money.settled).minorUnits > 0;
      const decision = accountDecider.decide(
        (isSettled ? requestAfter : request)(D, 'full'),
        account,
      );
      const events = decision.outcome === 'accepted' ? decision.events : [];
      const after = events.reduce(accountDecider.evolve, account);
      if (after.status !== 'captured') throw new Error('an account stays open');
      expect(refundable(after.money)).toEqual(NOTHING);
      expect(after.left.excess).toEqual(NOTHING);
      for (const { gross } of after.left.vat) expect(gross).toEqual(NOTHING);
    }));
});

function stateAfter(history: readonly AccountEvent[]): Account {
  const state = fold(accountDecider, history);
  if (state.status !== 'captured') throw new Error('the history opens an account');
  return state;
}

function amountIn({ data }: AccountEvent): readonly Money[] {
  return 'amount' in data ? [data.amount] : [];
}

function lineSumIn({ data }: AccountEvent): readonly Money[] {
  return 'net' in data ? [eur(data.gross.minorUnits - data.refunded.minorUnits)] : [];
}
