import type { Checkout, CheckoutEvent, OrderEvent } from '@libs/contracts';
import { recorded, viewOf } from '@libs/testing';
import { answered, changed, failed } from '../../checkout/checkout.fixtures.js';
import { confirmed, received } from '../../order/order.fixtures.js';
import { checkouts } from './checkouts.projection.js';

const SHOP = 'https://shop.example.com';
const CHECKOUT: Checkout = {
  version: '0004',
  returns: { ok: `${SHOP}/ok`, error: SHOP, cancel: SHOP, delayed: SHOP },
  locale: 'fi_FI',
  openUntil: '2026-03-03T10:00:00.000Z',
};
const came = received();
const withCheckout = {
  type: 'OrderReceived',
  data: { ...came.data, checkout: CHECKOUT },
} as OrderEvent;

const given = (...events: readonly (OrderEvent | CheckoutEvent)[]) =>
  viewOf(checkouts)(
    ...events.map((event, revision) =>
      recorded(event, { stream: `order-${event.data.orderId}`, revision }),
    ),
  );

it('keeps nothing of an order that came by the other way', () =>
  expect(given(came, confirmed()).document).toBeUndefined());

it('keeps where the buyer goes back to, and until when', () =>
  given(withCheckout).thenShows({
    checkout: CHECKOUT,
    openUntil: '2026-03-03T10:00:00.000Z',
    nextAttempt: 1,
  }));

it('follows the end of the address', () =>
  given(withCheckout, changed('2026-03-09T10:00:00.000Z')).thenShows({
    openUntil: '2026-03-09T10:00:00.000Z',
  }));

it('lets the shop be told once the payment is confirmed', () => {
  const paid = confirmed();
  expect(given(withCheckout).document?.callbackDueAt).toBeUndefined();
  expect(given(withCheckout, paid).document?.callbackDueAt).toBeDefined();
});

it('lets it be told again later when that failed', () =>
  given(withCheckout, confirmed(), failed(1, { status: 500 }, 1)).thenShows({
    nextAttempt: 2,
    callbackDueAt: '2026-03-02T11:00:00.000Z',
  }));

it.each([
  ['it has answered', answered(1, 200)],
  ['it is given up', failed(1, { fault: 'address-not-allowed' }, undefined)],
])('tells it no more once %s', (_when, event) =>
  expect(given(withCheckout, confirmed(), event).document?.callbackDueAt).toBeUndefined(),
);
