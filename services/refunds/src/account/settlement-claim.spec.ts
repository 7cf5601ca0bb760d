import type { AccountEvent } from '@libs/contracts';
import { eur, minus, NOTHING, type Money, type SettlementId } from '@libs/kernel';
import { DIRECT, GUARANTEE, MERCHANT, specFor } from '@libs/testing';
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
  fund,
  lineOf,
  open,
  ORDER,
  PAID,
  ready,
  releaseClaim,
  releaseHold,
  request,
  requestAfter,
  S1,
  S2,
  settle,
  SETTLED,
  withdraw,
} from './account.fixtures.js';

const given = specFor(accountDecider);
const account = { orderId: ORDER, merchantId: MERCHANT };
const sum = eur(15_00);
const failedFunding = [...SETTLED, requestAfter(A, sum), fund(A, sum), failPayout(A)];

const claimed = (id: SettlementId, gross: Money, refunded = NOTHING): AccountEvent => ({
  type: 'ClaimedForSettlement',
  data: { ...account, ...lineOf(id, gross, refunded), claimedAt: AT },
});
const refused = (
  settlementId: SettlementId,
  reason: 'amount-differs' | 'commission-not-agreed' | 'on-hold' | 'claim-open' | 'nothing-free',
  gross: Money,
  refunded = NOTHING,
): AccountEvent => ({
  type: 'SettlementClaimRefused',
  data: { ...account, settlementId, reason, gross, refunded, refusedAt: AT },
});

describe('claiming an order for settlement', () => {
  it('takes all that is free', () =>
    given(...after(open()))
      .when(claim(S1, PAID))
      .then(claimed(S1, PAID)));

  it.each([
    ['nothing in the gross model, whose fees are invoiced', 'gross', false],
    ['its commission in the net model', 'net', true],
    ['its commission in the balance model', 'balance', true],
  ] as const)('takes %s', (_what, settlementModel, isTaken) => {
    const terms = { ...DIRECT, settlementModel };
    const asked = claim(S1, PAID);
    if (asked.type !== 'ClaimForSettlement') throw new Error('a claim is asked for');
    const fee = { commission: eur(1_90), commissionVat: eur(39), net: minus(PAID, eur(1_90)) };
    const { at: _at, ...line } = { ...asked.data, ...fee };
    given(...after(open({ terms })))
      .when({ ...asked, data: { ...line, at: AT } })
      .then(
        isTaken
          ? { type: 'ClaimedForSettlement', data: { ...account, ...line, claimedAt: AT } }
          : refused(S1, 'commission-not-agreed', PAID),
      );
  });

  it('says what was refunded before', () =>
    given(...after(open(), request(A, sum), confirmPayout(A)))
      .when(claim(S1, PAID, sum))
      .then(claimed(S1, PAID, sum)));

  it.each([eur(573_09), eur(573_11)])('is refused with what it would have to be', (gross) =>
    given(...after(open()))
      .when(claim(S1, gross))
      .then(refused(S1, 'amount-differs', PAID)),
  );

  it('is refused when only the difference is right', () =>
    given(...after(open(), request(A, sum), confirmPayout(A)))
      .when(claim(S1, eur(558_10)))
      .then(refused(S1, 'amount-differs', PAID, sum)));

  it('is refused while a hold stands', () =>
    given(...after(open({ terms: GUARANTEE }), releaseHold('shipping')))
      .when(claim(S1, PAID))
      .then(refused(S1, 'on-hold', PAID)));

  it('is refused while a refund before settlement is open', () =>
    given(...after(open(), request(A, sum)))
      .when(claim(S1, PAID))
      .then(refused(S1, 'on-hold', eur(558_10))));

  it('is refused while another settlement claims it', () =>
    given(...after(open(), claim(S1, PAID)))
      .when(claim(S2, PAID))
      .then(refused(S2, 'claim-open', NOTHING)));

  it('is refused when all was settled', () =>
    given(...after(...SETTLED))
      .when(claim(S2, PAID))
      .then(refused(S2, 'nothing-free', NOTHING)));

  it('is refused when all was refunded', () =>
    given(...after(open(), request(A, 'full'), confirmPayout(A)))
      .when(claim(S1, PAID, PAID))
      .then(refused(S1, 'nothing-free', PAID, PAID)));

  it.each([
    ['claimed', [open(), claim(S1, PAID)]],
    ['refused', [open(), claim(S1, sum)]],
    ['released', [open(), claim(S1, PAID), releaseClaim(S1)]],
    ['settled', SETTLED],
  ])('is answered once: %s', (_answer, history) =>
    given(...after(...history))
      .when(claim(S1, PAID))
      .thenNothing(),
  );

  it('may be tried by another settlement after a refusal', () =>
    given(...after(open(), claim(S1, sum)))
      .when(claim(S2, PAID))
      .then(claimed(S2, PAID)));
});

describe('releasing a claim', () => {
  it('makes the order ready again', () =>
    given(...after(open(), claim(S1, PAID)))
      .when(releaseClaim(S1))
      .then(
        {
          type: 'SettlementClaimReleased',
          data: { ...account, ...lineOf(S1, PAID), releasedAt: AT },
        },
        ready(PAID),
      ));

  it('changes nothing for a settlement that has no claim', () =>
    given(...after(open(), claim(S1, PAID)))
      .when(releaseClaim(S2))
      .thenNothing());

  it('changes nothing the second time', () =>
    given(...after(open(), claim(S1, PAID), releaseClaim(S1)))
      .when(releaseClaim(S1))
      .thenNothing());

  it('is refused once the money has left', () =>
    given(...after(...SETTLED))
      .when(releaseClaim(S1))
      .thenRejected('claim-already-settled'));

  it('gives funded money back to refunds', () => {
    const claimedAgain = [...failedFunding, releaseHold('funded-money'), claim(S2, sum)];
    expect(accountAfter(...claimedAgain).money.fundedFree).toEqual(NOTHING);
    expect(accountAfter(...claimedAgain, releaseClaim(S2)).money.fundedFree).toEqual(sum);
  });
});

describe('settling a claim', () => {
  it('lets the claimed money go', () => {
    given(...after(open(), claim(S1, PAID)))
      .when(settle(S1))
      .then({ type: 'OrderSettled', data: { ...account, ...lineOf(S1, PAID), settledAt: AT } });
    expect(accountAfter(...SETTLED).money).toMatchObject({
      held: NOTHING,
      settled: PAID,
      claimed: NOTHING,
    });
  });

  it('changes nothing the second time', () =>
    given(...after(...SETTLED))
      .when(settle(S1))
      .thenNothing());

  it.each([
    ['never claimed', [open()]],
    ['claimed by another settlement', [open(), claim(S2, PAID)]],
    ['refused', [open(), claim(S1, sum)]],
    ['released', [open(), claim(S1, PAID), releaseClaim(S1)]],
  ])('is refused for a line that was %s', (_how, history) =>
    given(...after(...history))
      .when(settle(S1))
      .thenRejected('line-not-claimed'),
  );
});

describe('a further line', () => {
  it('settles funded money that nobody used, with nothing refunded in it', () =>
    given(...after(...failedFunding, releaseHold('funded-money')))
      .when(claim(S2, sum))
      .then(claimed(S2, sum)));

  it('forgets what was refunded before the first one', () => {
    const first = [open(), request(A, sum), confirmPayout(A), claim(S1, PAID, sum), settle(S1)];
    const failed = [requestAfter(B, sum), fund(B, sum), failPayout(B)];
    given(...after(...first, ...failed, releaseHold('funded-money')))
      .when(claim(S2, sum))
      .then(claimed(S2, sum));
  });

  it('is told once for as long as it says the same', () =>
    expect(
      after(...failedFunding, releaseHold('funded-money'), requestAfter(B, PAID), withdraw(B))
        .map(({ type }) => type)
        .filter((type) => type === 'OrderReadyForSettlement'),
    ).toHaveLength(2));

  it('waits for the hold on funded money', () =>
    given(...after(...failedFunding))
      .when(claim(S2, sum))
      .then(refused(S2, 'on-hold', sum)));

  it('is told when the first one has left with the hold gone meanwhile', () => {
    const claimedFirst = [open(), claim(S1, PAID), requestAfter(A, sum), fund(A, sum)];
    expect(
      after(...claimedFirst, failPayout(A), releaseHold('funded-money'), settle(S1)).at(-1),
    ).toEqual(ready(sum));
  });

  it('is not stopped by a refund that waits for its transfer', () =>
    given(...after(open(), claim(S1, PAID), requestAfter(A, sum), releaseClaim(S1)))
      .when(claim(S2, PAID))
      .then(claimed(S2, PAID)));
});
