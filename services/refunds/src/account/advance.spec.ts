import type { AccountCommand } from '@libs/contracts';
import { eur, NOTHING } from '@libs/kernel';
import { specFor } from '@libs/testing';
import { accountDecider } from './account.decider.js';
import {
  A,
  accountAfter,
  after,
  approve,
  AT,
  claim,
  confirmPayout,
  failPayout,
  LIISA,
  open,
  PAID,
  payoutOrdered,
  releaseClaim,
  request,
  requested,
  S1,
  S2,
  splitAtOneRate,
} from './account.fixtures.js';
import {
  advanced,
  advancedOf,
  BALANCE,
  claimedFor,
  deduct,
  owing,
  recover,
  recoveredBy,
  refusedFor,
  releaseDeduction,
  releasedFor,
  requestInAdvance,
  SETTLED_IN_BALANCE,
} from './advance.fixtures.js';

const given = specFor(accountDecider);
const settled = () => given(...after(...SETTLED_IN_BALANCE));
const owed = (...more: readonly AccountCommand[]) =>
  given(...after(...advancedOf(eur(50_00)), ...more));

describe('a refund after settlement in the balance model', () => {
  it('needs no transfer: its payout is ordered at once', () =>
    settled()
      .when(requestInAdvance(eur(50_00)))
      .then(
        requested(A, eur(50_00), { timing: 'after-settlement', source: 'advanced' }),
        payoutOrdered(A, eur(50_00), 'advanced'),
      ));

  it('is one from the claim on', () =>
    given(...after(open({ terms: BALANCE }), claim(S1, PAID)))
      .when(requestInAdvance(eur(50_00)))
      .then(
        requested(A, eur(50_00), { timing: 'after-settlement', source: 'advanced' }),
        payoutOrdered(A, eur(50_00), 'advanced'),
      ));

  it('may be of all that the buyer paid, and not of a cent more', () => {
    settled()
      .when(requestInAdvance(PAID))
      .then(
        requested(A, PAID, { timing: 'after-settlement', source: 'advanced' }),
        payoutOrdered(A, PAID, 'advanced'),
      );
    settled()
      .when(requestInAdvance(eur(573_11)))
      .thenRejected('amount-exceeds-refundable');
  });

  it('is owed once the buyer has it', () =>
    given(...after(...SETTLED_IN_BALANCE, requestInAdvance(eur(50_00))))
      .when(confirmPayout(A))
      .then(
        {
          type: 'RefundPaidOut',
          data: { ...splitAtOneRate(A, eur(50_00)), source: 'advanced', paidOutAt: AT },
        },
        advanced(eur(50_00)),
        owing(eur(50_00)),
      ));

  it('owes nothing when its payout fails, and holds nothing', () => {
    const { money, holds } = accountAfter(
      ...SETTLED_IN_BALANCE,
      requestInAdvance(eur(50_00)),
      failPayout(A),
    );
    expect([money.advanced, money.promisedFromAdvance, holds]).toEqual([NOTHING, NOTHING, []]);
  });

  it('is advanced once a second person has approved it, where two are needed', () => {
    const { money } = accountAfter(
      open({ terms: { ...BALANCE, refundApproval: 'two-person' } }),
      claim(S1, PAID),
      request(A, eur(50_00), { timing: 'after-settlement', requestedBy: LIISA }),
      approve(A),
      confirmPayout(A),
    );
    expect(money.advanced).toEqual(eur(50_00));
  });

  it('leaves the claim as it is, and settles in full what is claimed again', () => {
    const { money, told } = accountAfter(
      open({ terms: BALANCE }),
      claim(S1, PAID),
      requestInAdvance(eur(50_00)),
      confirmPayout(A),
      releaseClaim(S1),
    );
    expect(told).toEqual({ gross: PAID, refunded: NOTHING });
    expect(money.advanced).toEqual(eur(50_00));
  });

  it('is taken from held money before it, as in the other models', () =>
    given(...after(open({ terms: BALANCE })))
      .when(request(A, eur(50_00)))
      .then(requested(A, eur(50_00)), payoutOrdered(A, eur(50_00), 'held')));
});

describe('a deduction', () => {
  it('takes all that is owed, or a part, and not a cent more', () => {
    owed()
      .when(deduct(S2, eur(50_00)))
      .then(claimedFor(S2, eur(50_00)));
    owed()
      .when(deduct(S2, eur(1)))
      .then(claimedFor(S2, eur(1)));
    owed()
      .when(deduct(S2, eur(50_01)))
      .then(refusedFor(S2, 'exceeds-owed', eur(50_00)));
  });

  it('is of one settlement at a time', () =>
    owed(deduct(S1, eur(20_00)))
      .when(deduct(S2, eur(30_00)))
      .then(refusedFor(S2, 'claim-open', NOTHING)));

  it('is taken once its settlement is paid, and tells the rest', () => {
    owed(deduct(S2, eur(20_00)))
      .when(recover(S2))
      .then(recoveredBy(S2, eur(20_00)), owing(eur(30_00)));
    owed(deduct(S2, eur(50_00)))
      .when(recover(S2))
      .then(recoveredBy(S2, eur(50_00)));
  });

  it('is owed again when its settlement is called off', () =>
    owed(deduct(S2, eur(20_00)))
      .when(releaseDeduction(S2))
      .then(releasedFor(S2, eur(20_00)), owing(eur(50_00))));

  it('changes nothing the second time', () => {
    owed(deduct(S2, eur(20_00)))
      .when(deduct(S2, eur(20_00)))
      .thenNothing();
    owed(deduct(S2, eur(20_00)), recover(S2))
      .when(recover(S2))
      .thenNothing();
    owed(deduct(S2, eur(20_00)), releaseDeduction(S2))
      .when(releaseDeduction(S2))
      .thenNothing();
    owed(deduct(S2, eur(20_00)), releaseDeduction(S2))
      .when(deduct(S2, eur(20_00)))
      .thenNothing();
  });

  it('that was taken is not given back, and one that nobody claimed is an alarm', () => {
    owed(deduct(S2, eur(20_00)), recover(S2))
      .when(releaseDeduction(S2))
      .thenRejected('deduction-already-taken');
    owed().when(recover(S2)).thenRejected('deduction-not-claimed');
    owed(deduct(S2, eur(20_00)), releaseDeduction(S2))
      .when(recover(S2))
      .thenRejected('deduction-not-claimed');
  });

  it('finds nothing where nothing was advanced', () =>
    settled()
      .when(deduct(S2, eur(1)))
      .then(refusedFor(S2, 'exceeds-owed', NOTHING)));
});
