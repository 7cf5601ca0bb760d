import { returnedPaymentId, type OrderEvent } from '@libs/contracts';
import { eur } from '@libs/kernel';
import { CARD, MERCHANT, ORDER, PAYMENT, recorded, SELLER, viewOf } from '@libs/testing';
import {
  confirmed,
  NEXT_RETURN,
  PAID_AT,
  received,
  RETURN,
  returned,
  returnFailed,
  returnOrdered,
} from '../../order/order.fixtures.js';
import { paymentReturns } from './payment-returns.projection.js';

const given = (...events: readonly OrderEvent[]) =>
  viewOf(paymentReturns)(...events.map((event) => recorded(event)));

const ordered = {
  ...{ orderId: ORDER, merchantId: MERCHANT, sellerId: SELLER, paymentId: PAYMENT },
  ...{ receiptId: 'receipt-1', returnId: RETURN, method: CARD, amount: eur(573_10) },
  reason: 'order-cancelled',
  status: 'ordered',
  ...{ receivedAt: PAID_AT, changedAt: PAID_AT },
} as const;
const ended = { changedAt: '2026-01-06T08:00:00Z' };

describe('a payment that goes back', () => {
  it('is shown from its order on', () => given(returnOrdered()).then(ordered));

  it('is returned when its payout was paid', () =>
    given(returnOrdered(), returned).then({ ...ordered, ...ended, status: 'returned' }));

  it('waits for an operator when its payout failed', () =>
    given(returnOrdered(), returnFailed).then({
      ...{ ...ordered, ...ended },
      ...{ status: 'failed', failure: 'account closed' },
    }));

  it('is on its way again when it was ordered again, still received when it came', () =>
    given(
      returnOrdered(),
      returnFailed,
      returnOrdered({ returnId: NEXT_RETURN, orderedAt: '2026-01-07T08:00:00Z' }),
    ).then({ ...ordered, returnId: NEXT_RETURN, changedAt: '2026-01-07T08:00:00Z' }));
});

it('is no document of an order whose payments fit', () =>
  given(received(), confirmed()).then(undefined));

it('is one document a payment, whatever its order', () => {
  const idOf = (receiptId: string) =>
    paymentReturns.documentId(recorded(returnOrdered({ receiptId })));
  expect(idOf('receipt-1')).toBe(returnedPaymentId(ORDER, 'receipt-1'));
  expect(idOf('receipt-2')).not.toBe(idOf('receipt-1'));
});
