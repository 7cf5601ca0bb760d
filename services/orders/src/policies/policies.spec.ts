import type { PaymentsMessage } from '@libs/contracts';
import { ask, askAfterRefusal, eur, type Named, type News } from '@libs/kernel';
import { BANK, PAYMENT, SELLER } from '@libs/testing';
import { choose, CHOSEN_AT, confirm, PAID_AT } from '../order/order.fixtures.js';
import { whenPaymentMethodPickedChooseMethod } from './when-payment-method-picked-choose-method.policy.js';
import { whenPaymentSucceededConfirmOrder } from './when-payment-succeeded-confirm-order.policy.js';

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
  it('confirms the order that seller and payment id name', () =>
    expect(ask(whenPaymentSucceededConfirmOrder, succeeded({}))).toEqual([
      confirm({ method: BANK }),
    ]));

  it('hands on what is known of the card', () =>
    expect(ask(whenPaymentSucceededConfirmOrder, succeeded({ card }))).toEqual([
      confirm({ method: BANK, card }),
    ]));

  it('has no answer to a refusal, so that the message is parked', () =>
    expect(
      askAfterRefusal(
        whenPaymentSucceededConfirmOrder,
        succeeded({}),
        { code: 'paid-less-than-asked' },
        confirm(),
      ),
    ).toBeUndefined());

  it('leaves the picking of methods to its own policy', () =>
    expect(ask(whenPaymentSucceededConfirmOrder, picked)).toEqual([]));
});

describe('when a payment method was picked', () => {
  it('chooses it for the order', () =>
    expect(ask(whenPaymentMethodPickedChooseMethod, picked)).toEqual([choose(BANK)]));

  it('has nothing left to do when the order is paid already', () => {
    const after = (code: string) =>
      askAfterRefusal(whenPaymentMethodPickedChooseMethod, picked, { code }, choose(BANK));
    expect(after('already-paid')).toEqual([]);
    expect(after('anything-else')).toBeUndefined();
  });
});
