import { Advance, MerchantBalance, type AccountEvent } from '@libs/contracts';
import { NOTHING, project } from '@libs/kernel';
import { recorded } from '@libs/testing';
import fc from 'fast-check';
import { moves, opening, play, statesOf } from '../../account/account-histories.fixtures.js';
import { owed } from '../../account/account-money.js';
import { advances } from '../advances/advances.projection.js';
import { merchantBalances } from './merchant-balances.projection.js';

const foldOf = <Document>(
  projection: Parameters<typeof project<Document, AccountEvent>>[0],
  history: readonly AccountEvent[],
) =>
  history.reduce<Document | undefined>(
    (document, event) => project(projection, document, recorded(event)),
    undefined,
  );

const NONE = { advanced: NOTHING, recovered: NOTHING, beingDeducted: NOTHING, owed: NOTHING };

describe('whatever happens to what was advanced', () => {
  it("the merchant's balance and the order's advance say the account's own figures", () =>
    fc.assert(
      fc.property(opening, moves, (first, wishes) => {
        const history = play(first, wishes);
        const money = statesOf(history).at(-1)?.money;
        const sums = money && {
          ...{ advanced: money.advanced, recovered: money.recovered },
          ...{ beingDeducted: money.deducting, owed: owed(money) },
        };
        const balance = foldOf(merchantBalances, history);
        const advance = foldOf(advances, history);
        expect(balance ?? NONE).toMatchObject(sums ?? NONE);
        expect(advance ?? NONE).toMatchObject(sums ?? NONE);
        if (balance !== undefined) expect(MerchantBalance.parse(balance)).toEqual(balance);
        if (advance !== undefined) expect(Advance.parse(advance)).toEqual(advance);
      }),
      { numRuns: 80 },
    ));
});
