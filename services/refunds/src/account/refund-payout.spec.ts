import { eur } from '@libs/kernel';
import { specFor } from '@libs/testing';
import { accountDecider } from './account.decider.js';
import {
  A,
  accountAfter,
  after,
  AT,
  B,
  confirmPayout,
  failPayout,
  fund,
  holdPlaced,
  open,
  PAID,
  ready,
  releaseHold,
  request,
  requestAfter,
  SETTLED,
  splitAtOneRate,
  T2,
  withdraw,
} from './account.fixtures.js';

const given = specFor(accountDecider);
const sum = eur(15_00);
const ordered = () => given(...after(open(), request(A, sum)));
const funded = [...SETTLED, requestAfter(A, sum), fund(A, sum)];

describe('the outcome of a payout', () => {
  it('is a refund when it is paid, and the rest may be settled', () =>
    ordered()
      .when(confirmPayout(A))
      .then(
        {
          type: 'RefundPaidOut',
          data: { ...splitAtOneRate(A, sum), source: 'held', paidOutAt: AT },
        },
        ready(PAID, sum),
      ));

  it('is nothing more than free money when it failed, and readiness is told again', () =>
    ordered()
      .when(failPayout(A))
      .then(
        {
          type: 'RefundPayoutFailed',
          data: { ...splitAtOneRate(A, sum), source: 'held', reason: 'card closed', failedAt: AT },
        },
        ready(PAID),
      ));

  it('leaves nothing to settle when all was paid back', () =>
    given(...after(open(), request(A, 'full')))
      .when(confirmPayout(A))
      .then({
        type: 'RefundPaidOut',
        data: { ...splitAtOneRate(A, PAID), source: 'held', paidOutAt: AT },
      }));

  it('says nothing of readiness while another refund is open', () =>
    given(...after(open(), request(A, sum), request(B, sum)))
      .when(confirmPayout(A))
      .then({
        type: 'RefundPaidOut',
        data: { ...splitAtOneRate(A, sum), source: 'held', paidOutAt: AT },
      }));

  it('pays funded money', () =>
    given(...after(...funded))
      .when(confirmPayout(A))
      .then({
        type: 'RefundPaidOut',
        data: { ...splitAtOneRate(A, sum), source: 'funded', paidOutAt: AT },
      }));

  it('puts funded money that failed under a hold of its own', () =>
    given(...after(...funded))
      .when(failPayout(A))
      .then(
        {
          type: 'RefundPayoutFailed',
          data: {
            ...splitAtOneRate(A, sum),
            source: 'funded',
            reason: 'card closed',
            failedAt: AT,
          },
        },
        holdPlaced('funded-money'),
      ));

  it('begins that hold anew when a second payout fails', () => {
    const twice = [...funded, failPayout(A), requestAfter(B, eur(20_00))];
    expect(after(...twice, fund(B, eur(20_00), T2), failPayout(B)).at(-1)).toEqual(
      holdPlaced('funded-money'),
    );
  });

  it('lets a further line have what nobody used', () =>
    expect(after(...funded, failPayout(A), releaseHold('funded-money')).at(-1)).toEqual(
      ready(sum),
    ));
});

describe('a second outcome', () => {
  it('changes nothing when it is the same', () => {
    given(...after(open(), request(A, sum), confirmPayout(A)))
      .when(confirmPayout(A))
      .thenNothing();
    given(...after(open(), request(A, sum), failPayout(A)))
      .when(failPayout(A, 'another reason'))
      .thenNothing();
  });

  it('never turns a paid refund into a failed one', () =>
    given(...after(open(), request(A, sum), confirmPayout(A)))
      .when(failPayout(A))
      .thenRejected('payout-outcome-differs'));

  it('never turns a failed refund into a paid one', () =>
    given(...after(open(), request(A, sum), failPayout(A)))
      .when(confirmPayout(A))
      .thenRejected('payout-outcome-differs'));
});

describe('an outcome that nobody can have', () => {
  it.each([confirmPayout(B), failPayout(B)])('is refused for an unknown refund', (command) =>
    ordered().when(command).thenRejected('refund-unknown'),
  );

  it.each([confirmPayout(A), failPayout(A)])('is refused while a transfer is awaited', (command) =>
    given(...after(...SETTLED, requestAfter(A, sum)))
      .when(command)
      .thenRejected('payout-not-ordered'),
  );

  it.each([confirmPayout(A), failPayout(A)])('is refused for a withdrawn refund', (command) =>
    given(...after(...SETTLED, requestAfter(A, sum), withdraw(A)))
      .when(command)
      .thenRejected('payout-not-ordered'),
  );
});

describe('the money of a payout', () => {
  it('is held until the payout is confirmed', () => {
    const { money } = accountAfter(open(), request(A, sum));
    expect(money).toMatchObject({ held: PAID, refunded: eur(0), promisedFromHeld: sum });
  });

  it('is refunded when it is', () => {
    const { money } = accountAfter(open(), request(A, sum), confirmPayout(A));
    expect(money).toMatchObject({ held: eur(558_10), refunded: sum, promisedFromHeld: eur(0) });
  });
});
