import type { PaymentsMessage, PayoutsMessage } from '@libs/contracts';
import { ask, askAfterRefusal, eur, type Named, type News } from '@libs/kernel';
import { BANK, ORDER, PAYMENT, SELLER } from '@libs/testing';
import {
  awaitFunds,
  choose,
  CHOSEN_AT,
  confirmReturn,
  failReturn,
  PAID_AT,
  pay,
  RETURN,
} from '../order/order.fixtures.js';
import { whenPaymentMethodPickedChooseMethod } from './when-payment-method-picked-choose-method.policy.js';
import { whenPaymentPendingAwaitFunds } from './when-payment-pending-await-funds.policy.js';
import { whenPaymentSucceededConfirmOrder } from './when-payment-succeeded-confirm-order.policy.js';
import { whenReturnEndedRecordOutcome } from './when-return-ended-record-outcome.policy.js';

const payment = { sellerId: SELLER, paymentId: PAYMENT };
const picked: News<Named<PaymentsMessage, 'PaymentMethodPicked'>> = {
  id: 'picked-1',
  type: 'PaymentMethodPicked',
  data: { ...payment, method: BANK, pickedAt: CHOSEN_AT },
};
const card = { brand: 'visa', lastFour: '4242', isAuthenticated: true } as const;
const succeeded = (facts: { readonly card?: typeof card }): News<PaymentsMessage> => ({
  id: 'succeeded-1',
  type: 'PaymentSucceeded',
  data: {
    ...payment,
    receiptId: 'receipt-1',
    method: BANK,
    paid: eur(573_10),
    ...facts,
    succeededAt: PAID_AT,
  },
});

describe('when a payment succeeded', () => {
  it('is recorded by the order that seller and payment id name', () =>
    expect(ask(whenPaymentSucceededConfirmOrder, succeeded({}))).toEqual([
      pay({ method: BANK, isTaken: false }),
    ]));

  it('hands on what is known of the card', () =>
    expect(ask(whenPaymentSucceededConfirmOrder, succeeded({ card }))).toEqual([
      pay({ method: BANK, card, isTaken: false }),
    ]));

  it('takes the receipt for the order that is there, and then records it', () =>
    expect(
      askAfterRefusal(
        whenPaymentSucceededConfirmOrder,
        succeeded({ card }),
        { code: 'receipt-not-taken' },
        pay(),
      ),
    ).toEqual([
      { type: 'TakeReceipt', data: { receiptId: 'receipt-1', orderId: ORDER, at: PAID_AT } },
      pay({ method: BANK, card }),
    ]));

  it.each(['receipt-id-reused', 'receipt-of-another-order', 'unknown'])(
    'has no answer to %s, so that the message is parked',
    (code) =>
      expect(
        askAfterRefusal(whenPaymentSucceededConfirmOrder, succeeded({}), { code }, pay()),
      ).toBeUndefined(),
  );

  it('leaves the picking of methods to its own policy', () =>
    expect(ask(whenPaymentSucceededConfirmOrder, picked)).toEqual([]));
});

describe('when a payment method was picked', () => {
  it('chooses it for the order', () =>
    expect(ask(whenPaymentMethodPickedChooseMethod, picked)).toEqual([choose(BANK)]));

  it.each(['already-paid', 'order-cancelled', 'order-expired'])(
    'has nothing left to do when it is refused as %s',
    (code) =>
      expect(
        askAfterRefusal(whenPaymentMethodPickedChooseMethod, picked, { code }, choose(BANK)),
      ).toEqual([]),
  );

  it('has no answer to any other refusal', () =>
    expect(
      askAfterRefusal(
        whenPaymentMethodPickedChooseMethod,
        picked,
        { code: 'anything-else' },
        choose(BANK),
      ),
    ).toBeUndefined());
});

describe('when a payment is pending', () => {
  const pending = (over: { readonly payBy?: string } = {}): News<PaymentsMessage> => ({
    id: 'pending-1',
    type: 'PaymentPending',
    data: { ...payment, method: BANK, ...over, pendingAt: CHOSEN_AT },
  });
  const payBy = '2026-02-01T12:00:00.000Z';

  it('lets the order wait for its money, until then where that is told', () => {
    expect(ask(whenPaymentPendingAwaitFunds, pending())).toEqual([awaitFunds()]);
    expect(ask(whenPaymentPendingAwaitFunds, pending({ payBy }))).toEqual([awaitFunds({ payBy })]);
  });

  it.each([
    ['already-paid', []],
    ['order-cancelled', []],
    ['order-expired', []],
    ['anything-else', undefined],
  ])('is answered after %s', (code, answer) =>
    expect(
      askAfterRefusal(whenPaymentPendingAwaitFunds, pending(), { code }, awaitFunds()),
    ).toEqual(answer),
  );
});

describe('when the return of a payment ended', () => {
  const sentBack = { orderId: ORDER, receiptId: 'receipt-1', returnId: RETURN };
  const at = '2026-01-06T08:00:00Z';
  const told = (message: PayoutsMessage): News<PayoutsMessage> => ({ id: 'told-1', ...message });

  it('records how', () => {
    const paid = told({ type: 'ReturnPaid', data: { ...sentBack, paidAt: at } });
    const failed = { ...sentBack, reason: 'account closed', failedAt: at };
    expect(ask(whenReturnEndedRecordOutcome, paid)).toEqual([confirmReturn()]);
    expect(ask(whenReturnEndedRecordOutcome, told({ type: 'ReturnFailed', data: failed }))).toEqual(
      [failReturn()],
    );
  });

  it("leaves refunds to the account's own policy", () =>
    expect(
      ask(
        whenReturnEndedRecordOutcome,
        told({
          type: 'PayoutPaid',
          data: { orderId: ORDER, refundId: ORDER as never, paidAt: at },
        }),
      ),
    ).toEqual([]));
});
