import { OrderRefunds, refundOptions, type AccountEvent } from '@libs/contracts';
import { assert, entriesOf, project } from '@libs/kernel';
import { recorded } from '@libs/testing';
import fc from 'fast-check';
import { promised, refundable } from '../../account/account-money.js';
import { moves, opening, play } from '../../account/account-histories.fixtures.js';
import { accountDecider } from '../../account/account.decider.js';
import { positionOf, type Account } from '../../account/account.state.js';
import { refundsOfOrder } from './refunds-of-order.projection.js';

/** Walks a history event by event, with the account and its document side by side. */
function sideBySide(
  history: readonly AccountEvent[],
  check: (account: Account, document: OrderRefunds, revision: number) => void,
): void {
  let state = accountDecider.initialState;
  let document: OrderRefunds | undefined;
  history.forEach((event, revision) => {
    state = accountDecider.evolve(state, event);
    document = project(refundsOfOrder, document, recorded(event, { revision }));
    assert(document !== undefined, 'an account is shown from its first event on');
    if (state.status === 'captured') check(state, document, revision);
  });
}

const inAnyHistory = (check: Parameters<typeof sideBySide>[1]) =>
  fc.assert(
    fc.property(opening, moves, (first, wishes) => {
      sideBySide(play(first, wishes), check);
    }),
    { numRuns: 50 },
  );

describe('whatever happens to the money of an order, its page', () => {
  it("says the account's own figures", () =>
    inAnyHistory(({ money, left, rows, holds, claim }, document) => {
      const { captured, held, funded, settled, refunded, claimed, fundedFree } = money;
      const { advanced, recovered } = money;
      expect(document).toMatchObject({
        ...{ captured, held, funded, settled, refunded, claimed, fundedFree, advanced, recovered },
        promised: promised(money),
        refundable: refundable(money),
        refundableVat: left.vat,
        refundableExcess: left.excess,
        rows,
        holds,
      });
      expect(document.claimedBy).toBe(claim?.settlementId);
    }));

  it('offers what the account would accept, and gives its reasons', () =>
    inAnyHistory((account, document) => {
      expect(refundOptions(document)).toEqual(refundOptions(positionOf(account)));
    }));

  it('shows every refund where it stands', () =>
    inAnyHistory((account, document, revision) => {
      const refunds = new Map(entriesOf(account.refunds));
      expect(document.refunds.length).toBe(refunds.size);
      for (const { refundId, status, source, amount } of document.refunds) {
        const refund = refunds.get(refundId);
        assert(refund !== undefined, 'a shown refund was asked for');
        // Its payout is ordered in the same append, and nobody sees the moment between.
        expect(status).toBe(refund.status === 'promised' ? 'payout-ordered' : refund.status);
        expect(source).toBe('source' in refund ? refund.source : undefined);
        expect(amount).toEqual(refund.asked.amount);
      }
      expect(document.accountRevision).toBe(revision);
    }));

  it('is what its contract says', () =>
    inAnyHistory((_account, document) => {
      expect(OrderRefunds.parse(JSON.parse(JSON.stringify(document)))).toEqual(document);
    }));
});
