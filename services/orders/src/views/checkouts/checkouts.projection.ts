import {
  checkoutsView,
  type CheckoutEvent,
  type CheckoutOfOrder,
  type OrderEvent,
} from '@libs/contracts';
import type { Projection, Recorded } from '@libs/kernel';

type CheckoutNews = OrderEvent | CheckoutEvent;

/** Orders that came as webstore messages: the buyer's way, and the call that is due to the shop. */
export const checkouts: Projection<CheckoutOfOrder, CheckoutNews> = {
  name: checkoutsView.name,
  version: checkoutsView.version,
  documentId: ({ data }) => data.orderId,
  on: {
    OrderReceived: (_none, { data }) => {
      const { orderId, merchantId, sellerId, paymentId, checkout, receivedAt } = data;
      if (checkout === undefined) return undefined;
      const { openUntil } = checkout;
      return {
        ...{ orderId, merchantId, sellerId, paymentId, checkout },
        ...(openUntil !== undefined && { openUntil }),
        nextAttempt: 1,
        createdAt: receivedAt,
      };
    },
    PaymentConfirmed: known((document, { data: { confirmedAt } }) => ({
      ...document,
      callbackDueAt: confirmedAt,
    })),
    PaymentUrlExpiryChanged: known((document, { data: { openUntil } }) => ({
      ...document,
      openUntil,
    })),
    CallbackAnswered: known((document, { data }) => told(document, data.attempt, undefined)),
    CallbackFailed: known((document, { data }) => told(document, data.attempt, data.retryAt)),
  },
};

/** Orders that came by `/v1` have no checkout. */
function known<Event extends CheckoutNews>(
  next: (document: CheckoutOfOrder, event: Recorded<Event>) => CheckoutOfOrder,
) {
  return (document: CheckoutOfOrder | undefined, event: Recorded<Event>) =>
    document === undefined ? undefined : next(document, event);
}

function told(
  { callbackDueAt: _due, ...document }: CheckoutOfOrder,
  attempt: number,
  retryAt: string | undefined,
): CheckoutOfOrder {
  return {
    ...document,
    nextAttempt: attempt + 1,
    ...(retryAt !== undefined && { callbackDueAt: retryAt }),
  };
}
