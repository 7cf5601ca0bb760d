import type { AccountCommand } from '@libs/contracts';
import { ask, askAfterRefusal, eur } from '@libs/kernel';
import { after, AT, ORDER, S2 } from '../account/account.fixtures.js';
import { advancedOf, deduct } from '../account/advance.fixtures.js';
import * as settlements from '../settlement/settlement.fixtures.js';
import { told } from './news.fixtures.js';
import { whenClaimAnsweredAnswerLine } from './when-claim-answered-answer-line.policy.js';
import { whenSettlementAcceptedClaimLines } from './when-settlement-accepted-claim-lines.policy.js';
import { whenSettlementCancelledReleaseClaims } from './when-settlement-cancelled-release-claims.policy.js';
import { whenSettlementConfirmedReleaseWhatIsLeftOut } from './when-settlement-confirmed-release-what-is-left-out.policy.js';
import { whenSettlementPaidSettleClaims } from './when-settlement-paid-settle-claims.policy.js';

const { acceptDeduction, acceptLine, cancel, ONE, pay, refuseLine, THREE, TWO } = settlements;
const deductions = [{ orderId: THREE, amount: eur(500_00) }];
const proposed = settlements.propose(settlements.LINES, { deductions });
const answers = [proposed, acceptDeduction(THREE), acceptLine(TWO)];
const ids = { orderId: THREE, settlementId: settlements.SETTLEMENT, at: AT };
const claimed: AccountCommand = {
  type: 'ClaimForDeduction',
  data: { ...ids, amount: eur(500_00) },
};
const released: AccountCommand = { type: 'ReleaseDeduction', data: ids };

describe('when a settlement deducts', () => {
  const accepted = told(settlements.after(proposed));

  it('claims each deduction at its account, beside the lines', () =>
    expect(ask(whenSettlementAcceptedClaimLines, accepted).at(-1)).toEqual(claimed));

  it('refuses the deduction of an order that nobody knows', () => {
    const refusal = { code: 'unknown' };
    expect(askAfterRefusal(whenSettlementAcceptedClaimLines, accepted, refusal, claimed)).toEqual([
      { type: 'RefuseDeduction', data: { ...ids, reason: 'order-unknown' } },
    ]);
  });

  it('recovers the advance when it is paid', () =>
    expect(
      ask(
        whenSettlementPaidSettleClaims,
        told(settlements.after(...answers, acceptLine(ONE), pay([ONE, TWO], eur(98_10)))),
      ).at(-1),
    ).toEqual({ type: 'RecoverAdvance', data: ids }));

  it('gives the deduction back when it is called off', () =>
    expect(
      ask(whenSettlementCancelledReleaseClaims, told(settlements.after(...answers, cancel()))),
    ).toContainEqual(released));

  it('gives back what the lines that stand do not cover, and nothing else', () => {
    const leftOutAfter = (last: ReturnType<typeof acceptLine>) =>
      ask(whenSettlementConfirmedReleaseWhatIsLeftOut, told(settlements.after(...answers, last)));
    expect(leftOutAfter(refuseLine(ONE))).toEqual([released]);
    expect(leftOutAfter(acceptLine(ONE))).toEqual([]);
  });
});

describe('when an account has answered a deduction', () => {
  const answer = { orderId: ORDER, settlementId: S2, at: AT };
  const yes = told(after(...advancedOf(eur(50_00)), deduct(S2, eur(50_00))));

  it('answers the settlement', () => {
    const no = told(after(...advancedOf(eur(50_00)), deduct(S2, eur(50_01))));
    expect(ask(whenClaimAnsweredAnswerLine, yes)).toEqual([
      { type: 'AcceptDeduction', data: answer },
    ]);
    expect(ask(whenClaimAnsweredAnswerLine, no)).toEqual([
      { type: 'RefuseDeduction', data: { ...answer, reason: 'exceeds-owed' } },
    ]);
  });

  it.each(['settlement-cancelled', 'line-answered-otherwise', 'line-unknown'])(
    'gives it back when the settlement does not want it: %s',
    (code) =>
      expect(
        askAfterRefusal(
          whenClaimAnsweredAnswerLine,
          yes,
          { code },
          {
            type: 'AcceptDeduction',
            data: answer,
          },
        ),
      ).toEqual([{ type: 'ReleaseDeduction', data: answer }]),
  );
});
