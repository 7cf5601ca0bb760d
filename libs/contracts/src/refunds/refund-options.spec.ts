import { eur, NOTHING } from '@libs/kernel';
import { DIRECT, GUARANTEE } from '@libs/testing';
import type { BuyerIbanAsked } from '../agreement/terms.js';
import { refundOptions, type RefundablePosition } from './refund-options.js';

const unsettled: RefundablePosition = {
  methodGroup: 'card',
  terms: DIRECT,
  refundable: eur(573_10),
  claimed: NOTHING,
  settled: NOTHING,
  fundedFree: NOTHING,
};
const claimed = { ...unsettled, claimed: eur(573_10) };
const settled = { ...unsettled, settled: eur(573_10) };

const [before, after] = ['before-settlement', 'after-settlement'] as const;

describe('what can be refunded before settlement', () => {
  it('is all that is left of what is held', () =>
    expect(refundOptions(unsettled)[0]).toEqual({
      timing: before,
      available: true,
      max: eur(573_10),
      needsTransfer: false,
      isAdvanced: false,
      withoutTransferUpTo: NOTHING,
      buyerIban: 'not-taken',
      needsApproval: false,
    }));

  it.each([
    ['claimed', claimed],
    ['settled', settled],
  ])('is nothing once the money is %s: the other way is named', (_what, position) =>
    expect(refundOptions(position)[0]).toEqual({
      timing: before,
      available: false,
      reason: 'already-settled',
      nextStep: after,
    }),
  );
});

describe('what can be refunded after settlement', () => {
  it.each([
    ['claimed', claimed],
    ['settled', settled],
  ])('is all that is left of what was captured, once it is %s', (_what, position) =>
    expect(refundOptions(position)[1]).toEqual({
      timing: after,
      available: true,
      max: eur(573_10),
      needsTransfer: true,
      isAdvanced: false,
      withoutTransferUpTo: NOTHING,
      buyerIban: 'not-taken',
      needsApproval: false,
    }),
  );

  it('needs no transfer in the balance model: it is advanced', () =>
    expect(
      refundOptions({ ...settled, terms: { ...GUARANTEE, settlementModel: 'balance' } })[1],
    ).toMatchObject({
      ...{ timing: after, available: true, max: eur(573_10) },
      ...{ needsTransfer: false, isAdvanced: true },
    }));

  it('is nothing while the money is held: the other way is named', () =>
    expect(refundOptions(unsettled)[1]).toEqual({
      timing: after,
      available: false,
      reason: 'not-settled',
      nextStep: before,
    }));

  it('may use the money of an earlier transfer', () =>
    expect(refundOptions({ ...settled, fundedFree: eur(20_00) })[1]).toMatchObject({
      available: true,
      withoutTransferUpTo: eur(20_00),
    }));
});

describe("the buyer's IBAN", () => {
  const bank = (buyerIban?: BuyerIbanAsked) => ({
    ...settled,
    methodGroup: 'bank' as const,
    terms: { ...GUARANTEE, ...(buyerIban && { buyerIban }) },
  });

  it.each([
    [undefined, 'optional'],
    ['never', 'optional'],
    ['after-settlement', 'required'],
    ['always', 'required'],
  ] as const)('of a settled bank payment is, where %s was agreed, %s', (asked, buyerIban) =>
    expect(refundOptions(bank(asked))[1]).toMatchObject({ buyerIban }),
  );

  it('before settlement is required only where it always is', () => {
    const held = { settled: NOTHING };
    expect(refundOptions({ ...bank('after-settlement'), ...held })[0]).toMatchObject({
      buyerIban: 'optional',
    });
    expect(refundOptions({ ...bank('always'), ...held })[0]).toMatchObject({
      buyerIban: 'required',
    });
  });
});

describe('what can be refunded of an order', () => {
  it.each([
    ['held', unsettled],
    ['settled', settled],
  ])('is nothing in either way once all is promised or back, of %s money', (_what, position) =>
    expect(refundOptions({ ...position, refundable: NOTHING })).toEqual(
      [before, after].map((timing) => ({
        ...{ timing, available: false, reason: 'nothing-left-to-refund', nextStep: 'none' },
      })),
    ),
  );

  it.each([
    ['held', unsettled],
    ['claimed', claimed],
    ['settled', settled],
  ])('is open in exactly one way while its money is %s', (_what, position) =>
    expect(refundOptions(position).filter(({ available }) => available)).toHaveLength(1),
  );

  it('is nothing when nothing is left, though the action stays and says so', () =>
    expect(refundOptions({ ...unsettled, refundable: NOTHING })[0]).toEqual({
      timing: before,
      available: false,
      reason: 'nothing-left-to-refund',
      nextStep: 'none',
    }));

  it.each(['bank', 'svea-invoice'] as const)(
    'is nothing for %s in the direct service, settled or not',
    (methodGroup) => {
      for (const position of [unsettled, settled])
        for (const option of refundOptions({ ...position, methodGroup }))
          expect(option).toMatchObject({
            available: false,
            reason: 'direct-service-refunds-cards-and-collector-only',
            nextStep: 'refund-outside-extranet',
          });
    },
  );

  it('is nothing for a method that takes no online refund, and the answer says whom to ask', () => {
    const terms = { ...unsettled.terms, servicePackage: 'satisfaction-guarantee' } as const;
    for (const option of refundOptions({ ...unsettled, terms, methodGroup: 'closed' }))
      expect(option).toMatchObject({
        available: false,
        reason: 'method-takes-no-online-refund',
        nextStep: 'contact-support',
      });
  });
});
