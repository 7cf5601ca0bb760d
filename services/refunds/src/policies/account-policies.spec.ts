import { ask } from '@libs/kernel';
import type { DeliveryEvent, OrderEvent } from '@libs/contracts';
import { recorded } from '@libs/testing';
import { refundsService } from '../refunds.module.js';
import {
  A,
  accountAfter,
  AT,
  failPayout,
  confirmPayout,
  open,
  releaseHold,
} from '../account/account.fixtures.js';
import { whenDeliveryMovesReleaseHolds } from './when-delivery-moves-release-holds.policy.js';
import { whenPaymentConfirmedOpenAccount } from './when-payment-confirmed-open-account.policy.js';
import { whenPayoutEndedRecordOutcome } from './when-payout-ended-record-outcome.policy.js';
import { fromOutside, refusedWith } from './news.fixtures.js';

it('every policy has a name of its own', () => {
  const names = refundsService.follows.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

describe('when a payment is confirmed', () => {
  const { opened, capture } = accountAfter(open());
  const { openedAt: _openedAt, ...names } = opened;
  const { captured, capturedAt: _capturedAt, ...parts } = capture;
  const confirmed: OrderEvent = {
    type: 'PaymentConfirmed',
    data: { ...names, ...parts, asked: captured, paid: captured, confirmedAt: AT },
  };

  it('opens the account of the order', () =>
    expect(ask(whenPaymentConfirmedOpenAccount, recorded(confirmed))).toEqual([open()]));
});

describe('when a delivery has come so far', () => {
  const { orderId, merchantId } = accountAfter(open()).opened;
  const told = (event: DeliveryEvent) => ask(whenDeliveryMovesReleaseHolds, recorded(event));

  it('releases what waited for all to be sent', () =>
    expect(told({ type: 'AllSent', data: { orderId, merchantId, allSentAt: AT } })).toEqual([
      releaseHold('shipping'),
    ]));

  it('releases what waited for the end of the inspection', () =>
    expect(
      told({ type: 'InspectionEnded', data: { orderId, merchantId, by: 'buyer', endedAt: AT } }),
    ).toEqual([releaseHold('inspection')]));
});

describe('when a payout has ended', () => {
  const payout = { orderId: open().data.orderId, refundId: A };
  const paid = fromOutside({ type: 'PayoutPaid', data: { ...payout, paidAt: AT } } as const);

  it('records how', () => {
    expect(ask(whenPayoutEndedRecordOutcome, paid)).toEqual([confirmPayout(A)]);
    expect(
      ask(
        whenPayoutEndedRecordOutcome,
        fromOutside({
          type: 'PayoutFailed',
          data: { ...payout, reason: 'card closed', failedAt: AT },
        } as const),
      ),
    ).toEqual([failPayout(A)]);
  });

  it('has no answer to another outcome, so that the message is parked', () =>
    expect(
      refusedWith(whenPayoutEndedRecordOutcome, paid, 'payout-outcome-differs'),
    ).toBeUndefined());
});
