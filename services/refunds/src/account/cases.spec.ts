import type { AccountEvent } from '@libs/contracts';
import { CaseId, eur } from '@libs/kernel';
import { DIRECT, GUARANTEE, historyOf, MERCHANT, specFor } from '@libs/testing';
import { accountDecider } from './account.decider.js';
import {
  A,
  AT,
  CASE,
  claim,
  open,
  ORDER,
  OTHER_CASE,
  PAID,
  placeCaseHold,
  refundCase,
  releaseCaseHold,
  releaseHold,
  request,
  S1,
  settle,
} from './account.fixtures.js';

const given = specFor(accountDecider);
const after = historyOf(accountDecider);
const inGuarantee = open({ terms: GUARANTEE });
const inBalance = open({ terms: { ...GUARANTEE, settlementModel: 'balance' } });
const ids = { orderId: ORDER, merchantId: MERCHANT };
const types = (history: readonly AccountEvent[]) => history.map(({ type }) => type);
const refusedHold = (caseId: CaseId, reason: 'nothing-left-to-refund' | 'too-many-cases') =>
  ({ type: 'CaseHoldRefused', data: { ...ids, caseId, reason, refusedAt: AT } }) as const;

describe("a case's hold", () => {
  it('is answered once, however often it is asked for', () => {
    given(...after(inGuarantee))
      .when(placeCaseHold(CASE))
      .then({ type: 'HoldPlaced', data: { ...ids, hold: 'case', caseId: CASE, placedAt: AT } });
    given(...after(inGuarantee, placeCaseHold(CASE)))
      .when(placeCaseHold(CASE))
      .thenNothing();
    given(...after(inGuarantee, placeCaseHold(CASE), releaseCaseHold(CASE)))
      .when(placeCaseHold(CASE))
      .thenNothing();
  });

  it('keeps the order from its settlement until the last case has ended', () => {
    const held = after(
      ...[inGuarantee, placeCaseHold(CASE), placeCaseHold(OTHER_CASE)],
      ...[releaseHold('shipping'), releaseHold('inspection')],
    );
    expect(types(held)).not.toContain('OrderReadyForSettlement');
    given(...held)
      .when(releaseCaseHold(CASE))
      .then({ type: 'HoldReleased', data: { ...ids, hold: 'case', caseId: CASE, releasedAt: AT } });
    const all = after(
      ...[inGuarantee, placeCaseHold(CASE), placeCaseHold(OTHER_CASE)],
      ...[releaseHold('shipping'), releaseHold('inspection')],
      ...[releaseCaseHold(CASE), releaseCaseHold(OTHER_CASE)],
    );
    expect(types(all).at(-1)).toBe('OrderReadyForSettlement');
  });

  it('stands and stops no settlement in the balance model, nor once the money is claimed', () => {
    given(...after(inBalance, placeCaseHold(CASE)))
      .when(claim(S1, PAID))
      .then({
        type: 'ClaimedForSettlement',
        data: expect.objectContaining({ settlementId: S1 }) as never,
      });
    const claimed = after(inBalance, claim(S1, PAID), placeCaseHold(CASE), settle(S1));
    expect(types(claimed)).toContain('OrderSettled');
  });

  it('is refused where there is no buyer service, nothing left, or no end of cases', () => {
    expect(after(open(), placeCaseHold(CASE)).at(-1)).toMatchObject({
      type: 'CaseHoldRefused',
      data: { reason: 'no-contact-with-the-buyer' },
    });
    given(...after(inGuarantee, request(A, 'full')))
      .when(placeCaseHold(CASE))
      .then(refusedHold(CASE, 'nothing-left-to-refund'));
    const many = Array.from({ length: 10 }, (_, at) =>
      placeCaseHold(CaseId.parse(`00000000-0000-4000-8000-00000000000${at}`)),
    );
    given(...after(inGuarantee, ...many))
      .when(placeCaseHold(CASE))
      .then(refusedHold(CASE, 'too-many-cases'));
  });

  it('that never stood is not given back', () =>
    given(...after(inGuarantee))
      .when(releaseCaseHold(CASE))
      .thenNothing());
});

describe("a case's refund", () => {
  it('is promised like any other, and names its case', () => {
    const history = after(inGuarantee, refundCase(CASE, A, eur(10_00)));
    expect(history.find(({ type }) => type === 'RefundRequested')).toMatchObject({
      data: { caseId: CASE, refundId: A, amount: eur(10_00), timing: 'before-settlement' },
    });
    given(...history)
      .when(refundCase(CASE, A, eur(10_00)))
      .thenNothing();
  });

  it.each([
    ['is advanced in the balance model', 'balance', undefined],
    ['is funded by the merchant else', 'gross', { amount: PAID }],
  ] as const)(
    'goes by the way that is open: after the claim it %s',
    (_how, settlementModel, funding) => {
      const history = after(
        open({ terms: { ...DIRECT, settlementModel } }),
        claim(S1, PAID),
        refundCase(CASE, A, 'full'),
      );
      const asked = history.find(({ type }) => type === 'RefundRequested');
      expect(asked).toMatchObject({
        data: { timing: 'after-settlement', caseId: CASE, ...(funding && { funding }) },
      });
      expect(history.at(-1)?.type).toBe(funding ? 'RefundRequested' : 'RefundPayoutOrdered');
    },
  );

  it('is refused by an event, once, with the reason a merchant would hear', () => {
    const more = refundCase(CASE, A, eur(573_11));
    given(...after(inGuarantee))
      .when(more)
      .then({
        type: 'CaseRefundRefused',
        data: {
          ...{ ...ids, caseId: CASE, refundId: A },
          ...{ reason: 'amount-exceeds-refundable', refusedAt: AT },
        },
      });
    given(...after(inGuarantee, more))
      .when(more)
      .thenNothing();
  });
});
