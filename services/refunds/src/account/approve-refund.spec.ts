import { eur } from '@libs/kernel';
import { GUARANTEE, specFor } from '@libs/testing';
import { accountDecider } from './account.decider.js';
import {
  A,
  accountAfter,
  after,
  AFTER,
  approve,
  AT,
  B,
  CASE,
  claim,
  decline,
  failPayout,
  fund,
  FUNDING,
  LIISA,
  open,
  PAID,
  payoutOrdered,
  PEKKA,
  refundCase,
  request,
  S1,
  settle,
  splitAtOneRate,
  T1,
  TWO_PERSON,
  user,
  withdraw,
} from './account.fixtures.js';

const given = specFor(accountDecider);
const sum = eur(20_00);
const opened = open({ terms: TWO_PERSON });
const twoInGuarantee = { ...GUARANTEE, refundApproval: 'two-person' as const };
const asked = request(A, sum, { requestedBy: LIISA });
const askedLater = request(A, sum, { ...AFTER, requestedBy: LIISA });
const settled = [opened, claim(S1, PAID), settle(S1)];
const waiting = after(opened, asked);

describe('a refund that needs a second person', () => {
  it('is promised at once, and its payout waits', () => {
    expect(waiting.at(-1)).toMatchObject({
      type: 'RefundRequested',
      data: { approval: 'needed', requestedBy: LIISA },
    });
    expect(accountAfter(opened, asked).money.promisedFromHeld).toEqual(sum);
  });

  it('is approved by another person, and goes on in the same append', () =>
    given(...waiting)
      .when(approve(A, PEKKA))
      .then(
        {
          type: 'RefundApproved',
          data: { ...splitAtOneRate(A, sum), approvedBy: PEKKA, approvedAt: AT },
        },
        payoutOrdered(A, sum, 'held'),
      ));

  it('of a case tells its case what becomes of it, by whatever word', () => {
    const ofCase = after(open({ terms: twoInGuarantee }), refundCase(CASE, A, sum));
    const told = { caseId: CASE, refundId: A, amount: sum };
    const last = (command: ReturnType<typeof approve>) =>
      after(open({ terms: twoInGuarantee }), refundCase(CASE, A, sum), command)[ofCase.length];
    expect(last(approve(A, PEKKA))).toMatchObject({
      type: 'RefundApproved',
      data: { ...told, timing: 'before-settlement' },
    });
    expect(last(decline(A, PEKKA))).toMatchObject({ type: 'RefundDeclined', data: told });
    expect(last(withdraw(A))).toMatchObject({ type: 'RefundWithdrawn', data: told });
  });

  it('is never approved nor declined by the one who asked', () => {
    given(...waiting)
      .when(approve(A, LIISA))
      .thenRejected('approver-is-requester');
    given(...waiting)
      .when(decline(A, LIISA))
      .thenRejected('approver-is-requester');
  });

  it.each([
    { kind: 'webstore', id: 'kahvikauppa' },
    { kind: 'system', id: 'policy' },
    { kind: 'operator', id: 'olli' },
  ] as const)('is approved by a person, not by a $kind', (actor) =>
    given(...waiting)
      .when(approve(A, actor))
      .thenRejected('approver-is-no-person'),
  );

  it('may be approved by anybody where no person asked', () => {
    const webstore = { kind: 'webstore', id: 'kahvikauppa' } as const;
    for (const requestedBy of [{}, { requestedBy: webstore }])
      expect(after(opened, request(A, sum, requestedBy), approve(A, user('anna')))).toHaveLength(6);
  });

  it('is declined with a reason, and its money is promised no more', () => {
    given(...waiting)
      .when(decline(A, PEKKA, 'ei sovittu'))
      .then(
        {
          type: 'RefundDeclined',
          data: {
            ...splitAtOneRate(A, sum),
            ...{ declinedBy: PEKKA, reason: 'ei sovittu', declinedAt: AT },
          },
        },
        ...after(opened, asked, decline(A, PEKKA, 'ei sovittu')).slice(waiting.length + 1),
      );
    const { money, left } = accountAfter(opened, asked, decline(A));
    expect([money.promisedFromHeld, left.vat[0]?.gross]).toEqual([eur(0), PAID]);
  });

  it('may be withdrawn while it waits', () => {
    expect(accountAfter(opened, asked, withdraw(A)).money.promisedFromHeld).toEqual(eur(0));
    given(...after(opened, asked, decline(A)))
      .when(withdraw(A))
      .thenRejected('refund-was-declined');
  });

  it('holds the settlement back while it waits', () =>
    given(...waiting)
      .when(claim(S1, PAID))
      .then({
        type: 'SettlementClaimRefused',
        data: {
          ...{ orderId: opened.data.orderId, settlementId: S1, reason: 'on-hold' },
          merchantId: accountAfter(opened).opened.merchantId,
          ...{ gross: eur(553_10), refunded: eur(0), refusedAt: AT },
        },
      }));

  it('is decided once: the same word changes nothing, the other one is too late', () => {
    const approved = after(opened, asked, approve(A));
    given(...approved)
      .when(approve(A))
      .thenNothing();
    given(...approved)
      .when(decline(A))
      .thenRejected('refund-not-awaiting-approval', { status: 'payout-ordered' });
    const declined = after(opened, asked, decline(A));
    given(...declined)
      .when(decline(A))
      .thenNothing();
    given(...declined)
      .when(approve(A))
      .thenRejected('refund-not-awaiting-approval', { status: 'declined' });
    given(...after(opened, asked, withdraw(A)))
      .when(approve(A))
      .thenRejected('refund-not-awaiting-approval');
  });

  it('is not there to be approved when nobody asked, or needed no second person', () => {
    given(...after(opened))
      .when(approve(A))
      .thenRejected('refund-unknown');
    given(...after(open(), asked))
      .when(approve(A))
      .thenRejected('refund-not-awaiting-approval');
  });
});

describe('a refund after settlement that needs a second person', () => {
  it('waits for its transfer only once it is approved', () => {
    expect(after(...settled, askedLater, approve(A)).at(-1)).toMatchObject({
      type: 'RefundApproved',
      data: { funding: { ...FUNDING, amount: sum } },
    });
    given(...after(...settled, askedLater))
      .when(fund(A, sum))
      .then({
        type: 'RefundFundingRefused',
        data: {
          ...{
            orderId: opened.data.orderId,
            refundId: A,
            transferId: T1,
          },
          merchantId: accountAfter(opened).opened.merchantId,
          ...{ reason: 'awaiting-approval', refusedAt: AT },
        },
      });
  });

  it('declined, gives funded money back under its hold', () => {
    const free = [...settled, askedLater, approve(A), fund(A, sum), failPayout(A)];
    const again = request(B, sum, { timing: 'after-settlement', requestedBy: LIISA });
    expect(accountAfter(...free, again).holds).toEqual([]);
    const { money, holds } = accountAfter(...free, again, decline(B));
    expect([money.fundedFree, holds]).toEqual([sum, ['funded-money']]);
    expect(accountAfter(...free, again, withdraw(B)).holds).toEqual(['funded-money']);
    expect(accountAfter(...free, again, approve(B)).refunds.size).toBe(2);
  });
});
