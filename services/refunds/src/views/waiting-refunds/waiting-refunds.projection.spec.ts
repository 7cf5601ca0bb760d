import { WaitingRefund, type AccountCommand, type AccountEvent } from '@libs/contracts';
import { eur, type Named } from '@libs/kernel';
import { MERCHANT, recorded, viewOf } from '@libs/testing';
import {
  A,
  after,
  approve,
  AT,
  claim,
  fund,
  FUNDING,
  open,
  ORDER,
  PAID,
  request,
  requestAfter,
  S1,
  settle,
  SETTLED,
  TWO_PERSON,
  withdraw,
} from '../../account/account.fixtures.js';
import { waitingRefunds } from './waiting-refunds.projection.js';

type News = Named<
  AccountEvent,
  'RefundRequested' | 'RefundApproved' | 'RefundFunded' | 'RefundWithdrawn'
>;

const sum = eur(20_00);
const isNews = (event: AccountEvent): event is News => event.type in waitingRefunds.on;
const shown = (...commands: readonly AccountCommand[]) =>
  viewOf(waitingRefunds)(
    ...after(...commands)
      .filter(isNews)
      .map((event, revision) => recorded(event, { revision })),
  ).document;

describe('a refund that waits for a transfer', () => {
  const waiting = [...SETTLED, requestAfter(A, sum)];

  it('is shown with what the merchant was told to transfer, and since when', () => {
    const document = shown(...waiting);
    expect(document).toEqual({
      ...{ refundId: A, orderId: ORDER, merchantId: MERCHANT },
      ...{ funding: { ...FUNDING, amount: sum }, waitsSince: AT },
    });
    expect(WaitingRefund.parse(document)).toEqual(document);
  });

  it('leaves when it is funded, and when it is withdrawn', () => {
    expect(shown(...waiting, fund(A, sum))).toBeUndefined();
    expect(shown(...waiting, withdraw(A))).toBeUndefined();
  });

  it('stays when a transfer could not fund it', () =>
    expect(shown(...waiting, fund(A, eur(1)))).toMatchObject({ refundId: A }));

  it('is none while a second person has not approved it', () => {
    const asked = [
      ...[open({ terms: TWO_PERSON }), claim(S1, PAID), settle(S1)],
      requestAfter(A, sum),
    ];
    expect(shown(...asked)).toBeUndefined();
    expect(shown(...asked, approve(A))).toMatchObject({ refundId: A });
  });

  it('is none that is paid from held money', () =>
    expect(shown(open(), request(A, sum))).toBeUndefined());
});
