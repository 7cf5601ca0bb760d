import { ERASED } from '@libs/contracts';
import { eur, plus } from '@libs/kernel';
import { BANK, CARD, DIRECT, GUARANTEE, specFor } from '@libs/testing';
import { accountDecider } from './account.decider.js';
import {
  A,
  accountAfter,
  after,
  B,
  C,
  claim,
  confirmPayout,
  failPayout,
  FEE,
  FOREIGN,
  fund,
  FUNDING,
  holdReleased,
  open,
  PAID,
  payoutOrdered,
  ready,
  releaseClaim,
  releaseHold,
  request,
  requestAfter,
  requested,
  S1,
  SETTLED,
  vat,
} from './account.fixtures.js';

const given = specFor(accountDecider);
const paid = () => given(...after(open()));

describe('asking for a refund before settlement', () => {
  it('promises the money and orders its payout in one append', () =>
    paid()
      .when(request(A, eur(15_00)))
      .then(requested(A, eur(15_00)), payoutOrdered(A, eur(15_00), 'held')));

  it('may take the last cent', () =>
    given(...after(open(), request(A, eur(15_00))))
      .when(request(B, eur(558_10)))
      .then(requested(B, eur(558_10)), payoutOrdered(B, eur(558_10), 'held')));

  it('never takes one cent more', () =>
    given(...after(open(), request(A, eur(15_00))))
      .when(request(B, eur(558_11)))
      .thenRejected('amount-exceeds-refundable', { refundable: eur(558_10) }));

  it('takes all that is left when it is full', () =>
    given(...after(open(), request(A, eur(15_00)), confirmPayout(A)))
      .when(request(B, 'full'))
      .then(requested(B, eur(558_10), { kind: 'full' }), payoutOrdered(B, eur(558_10), 'held')));

  it('may say what all that is left comes to', () =>
    paid()
      .when(request(A, 'full', { amount: PAID }))
      .then(requested(A, PAID, { kind: 'full' }), payoutOrdered(A, PAID, 'held')));

  it('is refused when full and yet less than all', () =>
    paid()
      .when(request(A, 'full', { amount: eur(573_09) }))
      .thenRejected('amount-is-not-all-that-is-left', { refundable: PAID }));

  it('is refused when full and more than all', () =>
    paid()
      .when(request(A, 'full', { amount: eur(573_11) }))
      .thenRejected('amount-exceeds-refundable', { refundable: PAID }));

  it('needs a sum for a price reduction', () =>
    paid()
      .when(request(A, 'full', { kind: 'price-reduction' }))
      .thenRejected('amount-missing'));

  it('is refused when nothing is left', () =>
    given(...after(open(), request(A, 'full')))
      .when(request(B, eur(1)))
      .thenRejected('nothing-left-to-refund'));

  it('counts money of a failed payout as left again', () =>
    given(...after(open(), request(A, 'full'), failPayout(A)))
      .when(request(B, PAID))
      .then(requested(B, PAID), payoutOrdered(B, PAID, 'held')));

  it('works while a hold stands', () =>
    given(...after(open({ terms: GUARANTEE })))
      .when(request(A, eur(15_00)))
      .then(requested(A, eur(15_00)), payoutOrdered(A, eur(15_00), 'held')));

  it('keeps what is written to the buyer and for the house', () => {
    const texts = { description: 'Naarmu', internalNote: 'soitettu' };
    paid()
      .when(request(A, eur(15_00), texts))
      .then(requested(A, eur(15_00), texts), payoutOrdered(A, eur(15_00), 'held'));
  });
});

describe('who may ask', () => {
  it.each([
    ['a card payment in the direct service', CARD, DIRECT],
    ['a bank payment under the guarantee', BANK, GUARANTEE],
  ])('%s is refunded', (_which, method, terms) =>
    expect(
      accountDecider.decide(request(A, eur(1)), accountAfter(open({ method, terms }))).outcome,
    ).toBe('accepted'),
  );

  it('a bank payment in the direct service is refunded outside the extranet', () =>
    given(...after(open({ method: BANK })))
      .when(request(A, eur(15_00)))
      .thenRejected('direct-service-refunds-cards-and-collector-only', {
        nextStep: 'refund-outside-extranet',
      }));

  it('a method that takes no online refund says so under any service', () =>
    given(...after(open({ method: FOREIGN, terms: GUARANTEE })))
      .when(request(A, eur(15_00)))
      .thenRejected('method-takes-no-online-refund', { nextStep: 'contact-support' }));
});

describe('the timing of a refund', () => {
  it('is not after settlement before the claim', () =>
    paid()
      .when(requestAfter(A, eur(20_00)))
      .thenRejected('not-settled', { nextStep: 'before-settlement' }));

  it('is not before settlement from the claim on', () =>
    given(...after(open(), claim(S1, PAID)))
      .when(request(A, eur(20_00)))
      .thenRejected('already-settled', { nextStep: 'after-settlement' }));

  it('is not before settlement once the money has left', () =>
    given(...after(...SETTLED))
      .when(request(A, eur(20_00)))
      .thenRejected('already-settled', { nextStep: 'after-settlement' }));

  it('may be before settlement again when the claim was released', () =>
    given(...after(open(), claim(S1, PAID), releaseClaim(S1)))
      .when(request(A, eur(20_00)))
      .then(requested(A, eur(20_00)), payoutOrdered(A, eur(20_00), 'held')));
});

describe('asking for a refund after settlement', () => {
  const terms = { ...DIRECT, fundingFee: FEE };
  const waiting = (amount = eur(20_00)) =>
    requested(A, amount, {
      timing: 'after-settlement',
      funding: { ...FUNDING, amount: plus(amount, FEE) },
    });

  it('says what to transfer, fee included, and waits', () =>
    given(...after(open({ terms }), claim(S1, PAID)))
      .when(requestAfter(A, eur(20_00)))
      .then(waiting()));

  it('may take the last cent', () =>
    given(...after(open({ terms }), claim(S1, PAID)))
      .when(requestAfter(A, PAID))
      .then(waiting(PAID)));

  it('never takes one cent more, open requests counted', () =>
    given(...after(...SETTLED, requestAfter(A, eur(20_00))))
      .when(requestAfter(B, eur(553_11)))
      .thenRejected('amount-exceeds-refundable', { refundable: eur(553_10) }));

  it('is refused where nobody says where a transfer would have to go', () =>
    given(...after(...SETTLED))
      .when(request(A, eur(20_00), { timing: 'after-settlement' }))
      .thenRejected('funding-instructions-missing'));
});

describe('money of a transfer whose payout failed', () => {
  const failed = [...SETTLED, requestAfter(A, eur(20_00)), fund(A, eur(20_00)), failPayout(A)];
  const again = (amount = eur(20_00)) => requested(B, amount, { timing: 'after-settlement' });

  it('pays a refund of as much without a new transfer, and its hold is over', () =>
    given(...after(...failed))
      .when(requestAfter(B, eur(20_00)))
      .then(again(), payoutOrdered(B, eur(20_00), 'funded'), holdReleased('funded-money')));

  it('pays a smaller refund and stays on hold with the rest', () =>
    given(...after(...failed))
      .when(requestAfter(B, eur(19_99)))
      .then(again(eur(19_99)), payoutOrdered(B, eur(19_99), 'funded')));

  it('does not help a larger one by part', () =>
    given(...after(...failed))
      .when(requestAfter(B, eur(20_01)))
      .then(
        requested(B, eur(20_01), {
          timing: 'after-settlement',
          funding: { ...FUNDING, amount: eur(20_01) },
        }),
      ));

  it('may still be used when its hold is released and no line claimed it', () =>
    given(...after(...failed, releaseHold('funded-money')))
      .when(requestAfter(B, eur(5_00)))
      .then(again(eur(5_00)), payoutOrdered(B, eur(5_00), 'funded'), ready(eur(15_00))));

  it('is used once', () =>
    given(...after(...failed, requestAfter(B, eur(20_00))))
      .when(requestAfter(C, eur(1)))
      .then(
        requested(C, eur(1), {
          timing: 'after-settlement',
          funding: { ...FUNDING, amount: eur(1) },
        }),
      ));
});

describe('asking again under the same id', () => {
  const first = after(open(), request(A, eur(15_00), { description: 'Naarmu' }));

  it('changes nothing when it is the same wish, later', () =>
    given(...first)
      .when(request(A, eur(15_00), { description: 'Naarmu', at: '2026-01-06T00:00:00Z' }))
      .thenNothing());

  it('changes nothing when all that was left was taken', () =>
    given(...after(open(), request(A, 'full')))
      .when(request(A, 'full'))
      .thenNothing());

  it('changes nothing when the payout failed since', () =>
    given(...after(open(), request(A, eur(15_00)), failPayout(A)))
      .when(request(A, eur(15_00)))
      .thenNothing());

  it('changes nothing when the money was claimed since', () =>
    given(...after(open(), request(A, eur(15_00)), confirmPayout(A), claim(S1, PAID, eur(15_00))))
      .when(request(A, eur(15_00)))
      .thenNothing());

  it('does not hold an erased text against the caller', () => {
    const erased = first.map((event) =>
      event.type === 'RefundRequested'
        ? { ...event, data: { ...event.data, description: ERASED } }
        : event,
    );
    given(...erased)
      .when(request(A, eur(15_00), { description: 'Naarmu' }))
      .thenNothing();
  });

  it.each([
    ['another sum', request(A, eur(15_01), { description: 'Naarmu' })],
    ['another text', request(A, eur(15_00), { description: 'Lommo' })],
    ['another reason', request(A, eur(15_00), { description: 'Naarmu', reason: 'other' })],
    ['another timing', requestAfter(A, eur(15_00))],
    ['all that is left', request(A, 'full', { description: 'Naarmu' })],
  ])('is refused with %s', (_what, command) =>
    given(...first)
      .when(command)
      .thenRejected('refund-id-reused'),
  );
});

describe('a refund and the VAT rates', () => {
  const twoRates = open({
    captured: eur(33_03),
    vat: [vat(1400, eur(10_01)), vat(2550, eur(20_02))],
    excess: eur(3_00),
  });
  const splits = (...amounts: (number | 'full')[]) =>
    after(
      twoRates,
      ...amounts.map((amount, at) =>
        request([A, B, C][at] ?? A, amount === 'full' ? amount : eur(amount)),
      ),
    ).flatMap((event) =>
      event.type === 'RefundRequested' ? [[event.data.vat, event.data.excess.minorUnits]] : [],
    );

  it('is spread by what is left at each', () =>
    expect(splits(3_00)).toEqual([[[vat(1400, eur(1_00)), vat(2550, eur(2_00))], 0]]));

  it('takes the excess last', () =>
    expect(splits(30_03, 1_00)).toEqual([
      [[vat(1400, eur(10_01)), vat(2550, eur(20_02))], 0],
      [[], 1_00],
    ]));

  it('gives back every cent of each in the end', () =>
    expect(splits(1_00, 'full')).toEqual([
      [[vat(1400, eur(33)), vat(2550, eur(67))], 0],
      [[vat(1400, eur(9_68)), vat(2550, eur(19_35))], 3_00],
    ]));
});
