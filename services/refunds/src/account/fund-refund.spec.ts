import type { AccountEvent } from '@libs/contracts';
import { eur, plus, type Money, type RefundId, type TransferId } from '@libs/kernel';
import { DIRECT, MERCHANT, specFor } from '@libs/testing';
import { accountDecider } from './account.decider.js';
import {
  A,
  accountAfter,
  after,
  AT,
  B,
  claim,
  confirmPayout,
  failPayout,
  FEE,
  fund,
  FUNDING,
  open,
  ORDER,
  PAID,
  payoutOrdered,
  request,
  requestAfter,
  S1,
  settle,
  SETTLED,
  splitAtOneRate,
  T1,
  T2,
  withdraw,
} from './account.fixtures.js';

const given = specFor(accountDecider);
const sum = eur(20_00);
const whole = plus(sum, FEE);
const settled = [open({ terms: { ...DIRECT, fundingFee: FEE } }), claim(S1, PAID), settle(S1)];
const waiting = [...settled, requestAfter(A, sum)];

const funded = (refundId: RefundId, amount: Money): AccountEvent => ({
  type: 'RefundFunded',
  data: {
    ...{ orderId: ORDER, merchantId: MERCHANT, refundId, transferId: T1 },
    ...{ amount, fee: FEE, fundedAt: AT },
  },
});
const counted = (allocation: number): AccountEvent => {
  const event = funded(A, sum);
  return { ...event, data: { ...event.data, allocation } } as AccountEvent;
};
const refused = (
  reason: 'refund-unknown' | 'refund-withdrawn' | 'already-funded' | 'sum-differs',
  refundId = A,
  transferId: TransferId = T1,
): AccountEvent => ({
  type: 'RefundFundingRefused',
  data: {
    ...{ orderId: ORDER, merchantId: MERCHANT, refundId, transferId },
    ...{ reason, refusedAt: AT },
  },
});

describe('a transfer for a refund', () => {
  it('funds it with what is left after the fee, and its payout is ordered in the same append', () =>
    given(...after(...waiting))
      .when(fund(A, whole))
      .then(funded(A, sum), payoutOrdered(A, sum, 'funded')));

  it.each([minusOne(whole), plus(whole, eur(1))])('is refused when it is a cent off', (sent) =>
    given(...after(...waiting))
      .when(fund(A, sent))
      .then(refused('sum-differs')),
  );

  it('is refused when the refund was withdrawn', () =>
    given(...after(...waiting, withdraw(A)))
      .when(fund(A, whole))
      .then(refused('refund-withdrawn')));

  it('is refused when nobody asked for the refund', () =>
    given(...after(...waiting))
      .when(fund(B, whole))
      .then(refused('refund-unknown', B)));

  it('is refused when another one funded it', () =>
    given(...after(...waiting, fund(A, whole)))
      .when(fund(A, whole, T2))
      .then(refused('already-funded', A, T2)));

  it('is refused when the refund was paid from held money', () =>
    given(...after(open(), request(A, sum)))
      .when(fund(A, sum))
      .then(refused('already-funded')));

  it('counts once when it is told again', () =>
    given(...after(...waiting, fund(A, whole)))
      .when(fund(A, whole))
      .thenNothing());

  it('is refused once when it is told again', () =>
    given(...after(...waiting, fund(A, sum)))
      .when(fund(A, sum))
      .thenNothing());

  it('is answered anew when it is allocated anew, and an old question is not', () => {
    const refusedFirst = after(...waiting, fund(A, sum, T1, { allocation: 1 }));
    given(...refusedFirst)
      .when(fund(A, whole, T1, { allocation: 1 }))
      .thenNothing();
    given(...refusedFirst)
      .when(fund(A, whole, T1, { allocation: 2 }))
      .then(counted(2), payoutOrdered(A, sum, 'funded'));
    given(...refusedFirst, counted(2))
      .when(fund(A, whole, T1, { allocation: 1 }))
      .thenNothing();
  });

  it('is used up once it was counted, however often it is allocated', () =>
    given(...after(...waiting, requestAfter(B, sum), fund(A, whole, T1, { allocation: 1 })))
      .when(fund(B, whole, T1, { allocation: 2 }))
      .thenNothing());

  it('may come right after one that did not fit', () =>
    given(...after(...waiting, fund(A, sum, T2)))
      .when(fund(A, whole))
      .then(funded(A, sum), payoutOrdered(A, sum, 'funded')));

  it('is held, and not free, until the payout is confirmed', () => {
    expect(accountAfter(...waiting, fund(A, whole)).money).toMatchObject({
      funded: sum,
      held: sum,
      settled: PAID,
      promisedFromFunded: sum,
    });
  });
});

describe('withdrawing a refund', () => {
  const withdrawn: AccountEvent = {
    type: 'RefundWithdrawn',
    data: { ...splitAtOneRate(A, sum), funding: { ...FUNDING, amount: whole }, withdrawnAt: AT },
  };

  it('frees its sum while it waits for the transfer', () => {
    given(...after(...waiting))
      .when(withdraw(A))
      .then(withdrawn);
    expect(accountAfter(...waiting, withdraw(A)).money.promisedUnfunded).toEqual(eur(0));
  });

  it('changes nothing the second time', () =>
    given(...after(...waiting, withdraw(A)))
      .when(withdraw(A))
      .thenNothing());

  it.each([
    ['ordered by funding', [...waiting, fund(A, whole)]],
    ['ordered before settlement', [open(), request(A, sum)]],
    ['paid', [open(), request(A, sum), confirmPayout(A)]],
    ['failed', [open(), request(A, sum), failPayout(A)]],
  ])('is refused once its payout was %s', (_when, history) =>
    given(...after(...history))
      .when(withdraw(A))
      .thenRejected('payout-already-ordered'),
  );

  it('knows only refunds that were requested', () =>
    given(...after(...SETTLED))
      .when(withdraw(A))
      .thenRejected('refund-unknown'));
});

function minusOne({ minorUnits }: Money): Money {
  return eur(minorUnits - 1);
}
