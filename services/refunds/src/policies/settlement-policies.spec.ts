import { ask, eur } from '@libs/kernel';
import {
  after,
  AT,
  claim,
  open,
  PAID,
  releaseClaim,
  S1,
  settle,
} from '../account/account.fixtures.js';
import * as settlements from '../settlement/settlement.fixtures.js';
import { whenClaimAnsweredAnswerLine } from './when-claim-answered-answer-line.policy.js';
import { whenSettlementAcceptedClaimLines } from './when-settlement-accepted-claim-lines.policy.js';
import { whenSettlementCancelledReleaseClaims } from './when-settlement-cancelled-release-claims.policy.js';
import { whenSettlementPaidSettleClaims } from './when-settlement-paid-settle-claims.policy.js';
import { whenSettlementToldDecideIt } from './when-settlement-told-decide-it.policy.js';
import { fromOutside, refusedWith, told } from './news.fixtures.js';

describe('when the settlement system speaks', () => {
  const { settlementId, merchantId, lines, sums } = settlements.propose().data;
  const names = { settlementId, merchantId };
  const paid = fromOutside({
    type: 'SettlementPaymentMade',
    data: { ...names, orderIds: [settlements.ONE], net: eur(1), paidAt: AT },
  } as const);

  it('decides what it proposes, pays and calls off', () => {
    const proposed = fromOutside({
      type: 'SettlementProposed',
      data: { ...names, lines, sums, proposedAt: AT },
    } as const);
    const calledOff = fromOutside({
      type: 'SettlementCalledOff',
      data: { ...names, calledOffAt: AT },
    } as const);
    expect(ask(whenSettlementToldDecideIt, proposed)).toEqual([settlements.propose()]);
    expect(ask(whenSettlementToldDecideIt, paid)).toEqual([
      settlements.pay([settlements.ONE], eur(1)),
    ]);
    expect(ask(whenSettlementToldDecideIt, calledOff)).toEqual([settlements.cancel()]);
  });

  it.each(['line-not-claimed', 'sums-differ', 'unknown'])(
    'has no answer to a payment that is refused as %s, so that it is parked',
    (code) => expect(refusedWith(whenSettlementToldDecideIt, paid, code)).toBeUndefined(),
  );
});

describe('when a settlement is accepted', () => {
  const accepted = told(settlements.after(settlements.propose()));

  it('claims each line at its account', () =>
    expect(ask(whenSettlementAcceptedClaimLines, accepted)).toEqual(
      settlements.LINES.map((line) => ({
        type: 'ClaimForSettlement',
        data: { ...line, settlementId: settlements.SETTLEMENT, at: AT },
      })),
    ));

  it('refuses the line of an order that nobody knows', () =>
    expect(refusedWith(whenSettlementAcceptedClaimLines, accepted, 'unknown')).toEqual([
      settlements.refuseLine(settlements.ONE, 'order-unknown'),
    ]));
});

describe('when an account has answered a claim', () => {
  const line = { settlementId: S1, orderId: open().data.orderId, at: AT };
  const claimed = told(after(open(), claim(S1, PAID)));

  it('answers the line', () => {
    expect(ask(whenClaimAnsweredAnswerLine, claimed)).toEqual([{ type: 'AcceptLine', data: line }]);
    expect(ask(whenClaimAnsweredAnswerLine, told(after(open(), claim(S1, eur(1)))))).toEqual([
      { type: 'RefuseLine', data: { ...line, reason: 'amount-differs' } },
    ]);
  });

  it.each(['settlement-cancelled', 'line-answered-otherwise', 'line-unknown'])(
    'releases a claim that the settlement does not want: %s',
    (code) =>
      expect(refusedWith(whenClaimAnsweredAnswerLine, claimed, code)).toEqual([releaseClaim(S1)]),
  );

  it('has no other answer to a refusal', () =>
    expect(refusedWith(whenClaimAnsweredAnswerLine, claimed, 'unknown')).toBeUndefined());
});

describe('when a settlement ends', () => {
  const { propose, acceptLine, pay, cancel, ONE, TWO } = settlements;
  const confirmed = [propose(), acceptLine(ONE), acceptLine(TWO)];
  const cancelled = told(settlements.after(...confirmed, cancel()));
  const claims = [ONE, TWO].map((orderId) => ({ orderId, settlementId: settlements.SETTLEMENT }));

  it('settles the claims when it is paid', () =>
    expect(
      ask(
        whenSettlementPaidSettleClaims,
        told(settlements.after(...confirmed, pay([ONE, TWO], eur(598_10)))),
      ),
    ).toEqual(claims.map((each) => ({ ...settle(S1), data: { ...each, at: AT } }))));

  it('releases the claims when it is called off', () =>
    expect(ask(whenSettlementCancelledReleaseClaims, cancelled)).toEqual(
      claims.map((each) => ({ ...releaseClaim(S1), data: { ...each, at: AT } })),
    ));

  it('has nothing to release where there is no order', () =>
    expect(refusedWith(whenSettlementCancelledReleaseClaims, cancelled, 'unknown')).toEqual([]));
});
