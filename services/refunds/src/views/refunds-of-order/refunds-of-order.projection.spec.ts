import type { AccountCommand } from '@libs/contracts';
import { eur, NOTHING, plus } from '@libs/kernel';
import { recorded, viewOf } from '@libs/testing';
import {
  A,
  after,
  approve,
  AT,
  claim,
  confirmPayout,
  decline,
  failPayout,
  fund,
  FUNDING,
  LIISA,
  open,
  PAID,
  PEKKA,
  releaseClaim,
  releaseHold,
  request,
  requestAfter,
  S1,
  S2,
  SETTLED,
  TWO_PERSON,
  withdraw,
} from '../../account/account.fixtures.js';
import { refundsOfOrder } from './refunds-of-order.projection.js';

const sum = eur(20_00);
const shownAfter = (...commands: readonly AccountCommand[]) =>
  viewOf(refundsOfOrder)(
    ...after(...commands).map((event, revision) => recorded(event, { revision })),
  );
const refundAfter = (...commands: readonly AccountCommand[]) =>
  shownAfter(...commands).document?.refunds[0];

describe('the refunds of an order', () => {
  it('begin with what was paid, all of it refundable', () =>
    shownAfter(open()).thenShows({
      captured: PAID,
      held: PAID,
      refundable: PAID,
      promised: NOTHING,
      refunds: [],
      accountRevision: 2,
    }));

  it('show who asked for what, and the money as promised', () => {
    const texts = { description: 'Naarmu', internalNote: 'soitettu' };
    shownAfter(open(), request(A, sum, texts)).thenShows({
      promised: sum,
      refundable: eur(553_10),
      refunds: [
        {
          refundId: A,
          kind: 'price-reduction',
          timing: 'before-settlement',
          status: 'payout-ordered',
          source: 'held',
          amount: sum,
          vat: [{ vatRate: 2550, gross: sum }],
          excess: NOTHING,
          reason: 'defective',
          ...texts,
          requestedBy: { kind: 'user', id: 'liisa' },
          requestedAt: AT,
          changedAt: AT,
        },
      ],
    });
  });

  it('show a refund as done when its payout is confirmed', () => {
    shownAfter(open(), request(A, sum), confirmPayout(A)).thenShows({
      held: eur(553_10),
      refunded: sum,
      promised: NOTHING,
    });
    expect(refundAfter(open(), request(A, sum), confirmPayout(A))?.status).toBe('paid-out');
  });

  it('show why a payout failed, and its money as refundable again', () => {
    const history = [open(), request(A, sum), failPayout(A)];
    shownAfter(...history).thenShows({ refundable: PAID, promised: NOTHING, held: PAID });
    expect(refundAfter(...history)).toMatchObject({
      status: 'payout-failed',
      failure: 'card closed',
    });
  });

  it('show a claim, and that it is gone', () => {
    shownAfter(open(), claim(S1, PAID)).thenShows({ claimed: PAID, claimedBy: S1, held: PAID });
    expect(shownAfter(open(), claim(S1, PAID), releaseClaim(S1)).document).not.toHaveProperty(
      'claimedBy',
    );
  });

  it('show that the money was settled, and when', () =>
    shownAfter(...SETTLED).thenShows({
      settled: PAID,
      held: NOTHING,
      claimed: NOTHING,
      settledAt: AT,
    }));

  it('show what to transfer for a refund after settlement', () =>
    expect(refundAfter(...SETTLED, requestAfter(A, sum))).toMatchObject({
      status: 'waiting-for-transfer',
      funding: { ...FUNDING, amount: sum },
    }));

  it('show the payout as ordered when the transfer has come', () => {
    const history = [...SETTLED, requestAfter(A, sum), fund(A, sum)];
    shownAfter(...history).thenShows({ funded: sum, held: sum, promised: sum });
    expect(refundAfter(...history)).toMatchObject({ status: 'payout-ordered', source: 'funded' });
  });

  it('show what may be refunded without a new transfer', () =>
    shownAfter(...SETTLED, requestAfter(A, sum), fund(A, sum), failPayout(A)).thenShows({
      fundedFree: sum,
      holds: ['funded-money'],
    }));

  it('show no money as free for refunds that a line claims', () => {
    const failed = [requestAfter(A, sum), fund(A, sum), failPayout(A)];
    const released = [releaseClaim(S1), releaseHold('funded-money')];
    shownAfter(
      ...[open(), claim(S1, PAID), ...failed, ...released],
      claim(S2, plus(PAID, sum)),
    ).thenShows({ fundedFree: NOTHING, claimed: plus(PAID, sum) });
  });

  it('show that a refund waits for a second person, and what that one said', () => {
    const asked = [open({ terms: TWO_PERSON }), request(A, sum, { requestedBy: LIISA })];
    expect(refundAfter(...asked)).toMatchObject({
      status: 'awaiting-approval',
      source: 'held',
      requestedBy: LIISA,
    });
    expect(refundAfter(...asked, approve(A))).toMatchObject({
      status: 'payout-ordered',
      decision: { by: PEKKA, at: AT },
    });
    const declined = refundAfter(...asked, decline(A, PEKKA, 'ei sovittu'));
    expect(declined).toMatchObject({
      status: 'declined',
      decision: { by: PEKKA, at: AT, reason: 'ei sovittu' },
    });
    expect(declined).not.toHaveProperty('source');
    shownAfter(...asked, decline(A)).thenShows({ refundable: PAID, promised: NOTHING });
  });

  it('show that a refund was withdrawn', () =>
    expect(refundAfter(...SETTLED, requestAfter(A, sum), withdraw(A))?.status).toBe('withdrawn'));
});
