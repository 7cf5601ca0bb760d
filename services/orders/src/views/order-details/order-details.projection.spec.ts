import { ERASED, OrderDetails, TIMELINE_MAX } from '@libs/contracts';
import { eur } from '@libs/kernel';
import {
  BUYER,
  CARD,
  DELIVERY,
  DIRECT,
  MERCHANT,
  ORDER,
  PAYMENT,
  REFERENCE,
  SELLER,
  viewOf,
} from '@libs/testing';
import {
  chosen,
  CHOSEN_AT,
  confirmed,
  PAID_AT,
  received,
  cancelled,
  PAY_BY,
  RECEIVED_AT,
  RETURN,
  returned,
  returnOrdered,
} from '../../order/order.fixtures.js';
import {
  captured,
  claimed,
  DELIVERED,
  FUNDING,
  history,
  opened,
  REFUND,
  requested,
  settled,
  SETTLEMENT,
  withdrawn,
} from '../order-news.fixtures.js';
import type { OrderNews } from '../order-progress.js';
import { orderDetails } from './order-details.projection.js';

const given = (...events: OrderNews[]) => viewOf(orderDetails)(...history(...events));
const liisa = { kind: 'user', id: 'liisa' } as const;

it('shows an order that came, with its rows and the first line of its timeline', () => {
  const { data } = received();
  given(received()).then({
    orderId: ORDER,
    merchantId: MERCHANT,
    sellerId: SELLER,
    paymentId: PAYMENT,
    orderNumber: '1998524',
    reference: REFERENCE,
    status: 'received',
    statusCode: '00',
    rows: data.rows,
    amount: eur(568_10),
    sellerCosts: eur(5_00),
    total: eur(573_10),
    vat: data.vat,
    money: { captured: eur(0), promised: eur(0), refunded: eur(0), settled: eur(0) },
    buyer: BUYER,
    delivery: DELIVERY,
    terms: DIRECT,
    paymentState: 'open',
    payBy: PAY_BY,
    returns: [],
    receivedAt: RECEIVED_AT,
    openRefunds: {},
    openCases: {},
    caseRevisions: {},
    isClaimed: false,
    shipping: {},
    timeline: [
      {
        at: RECEIVED_AT,
        what: 'OrderReceived',
        who: liisa,
        stream: 'order',
        revision: 0,
        details: { total: eur(573_10) },
      },
    ],
    revisions: { order: 0 },
  });
});

it('shows what is known of the card that paid', () => {
  const card = { brand: 'visa', lastFour: '4242', isAuthenticated: true } as const;
  given(received(), confirmed({ card }), opened).thenShows({ status: 'paid-direct', card });
});

it('shows the invoicing fee with the payment, before the account has any of it', () => {
  given(received(), confirmed({ paid: eur(578_10), excess: eur(5_00) })).thenShows({
    ...{ paymentState: 'paid', total: eur(573_10), invoicingFee: eur(5_00) },
  });
});

it('tells who did what and when, each fact once', () => {
  const funding = { ...FUNDING, amount: eur(20_00) };
  const { document } = given(
    ...[received(), chosen(), confirmed(), opened, captured(), claimed(), settled()],
    ...[requested(eur(20_00), { funding, description: 'private' }), withdrawn(eur(20_00))],
  );
  expect(document?.timeline.map(({ at, what }) => [at, what])).toEqual([
    [RECEIVED_AT, 'OrderReceived'],
    [CHOSEN_AT, 'PaymentMethodChosen'],
    [PAID_AT, 'PaymentConfirmed'],
    ['2026-01-06T02:00:00Z', 'ClaimedForSettlement'],
    ['2026-01-06T04:00:00Z', 'OrderSettled'],
    ['2026-01-07T08:00:00Z', 'RefundRequested'],
    ['2026-01-08T09:00:00Z', 'RefundWithdrawn'],
  ]);
  expect(document?.timeline.at(-2)).toEqual({
    at: '2026-01-07T08:00:00Z',
    what: 'RefundRequested',
    who: liisa,
    stream: 'account',
    revision: 4,
    details: {
      refundId: REFUND,
      amount: eur(20_00),
      kind: 'price-reduction',
      timing: 'after-settlement',
      reason: 'defective',
      funding,
    },
  });
  expect(document?.settlementId).toBe(SETTLEMENT);
  expect(OrderDetails.parse(document)).toEqual(document);
});

it('keeps the newest lines of a long timeline', () => {
  const choices = Array.from({ length: TIMELINE_MAX + 20 }, () => chosen());
  const { document } = given(received(), ...choices);
  expect(document?.timeline).toHaveLength(TIMELINE_MAX);
  expect(document?.timeline[0]?.revision).toBe(21);
  expect(document?.timeline.at(-1)?.revision).toBe(TIMELINE_MAX + 20);
  expect(document?.revisions.order).toBe(TIMELINE_MAX + 20);
});

it('shows what is left when the buyer was erased', () => {
  const { type, data } = received();
  const { document } = given({ type, data: { ...data, buyer: ERASED, delivery: ERASED } });
  expect(OrderDetails.parse(document)).toEqual(document);
});

it('tells what became of the parcels, without their tracking codes', () => {
  const { document } = given(received(), confirmed(), opened, captured(), ...DELIVERED);
  const told = document?.timeline.filter(({ stream }) => stream === 'delivery');
  expect(told?.map(({ at, what }) => [at, what])).toEqual([
    ['2026-01-06T08:00:00Z', 'ParcelAdded'],
    ['2026-01-06T08:00:00Z', 'AllSent'],
    ['2026-01-08T12:00:00Z', 'ParcelHandedOver'],
    ['2026-01-08T12:05:00Z', 'InspectionStarted'],
    ['2026-01-22T22:00:00.000Z', 'InspectionEnded'],
  ]);
  expect(JSON.stringify(told)).not.toContain('JJFI');
  expect(OrderDetails.parse(document)).toEqual(document);
});

it('shows every payment that goes back, each once, and tells of it', () => {
  const second = { receiptId: 'receipt-2', reason: 'order-cancelled' } as const;
  const { document } = given(
    received(),
    cancelled,
    returnOrdered(),
    returnOrdered({ ...second, returnId: REFUND as never }),
    returned,
  );
  expect(document).toMatchObject({
    status: 'cancelled',
    statusCode: '99',
    returns: [
      {
        ...{ receiptId: 'receipt-1', returnId: RETURN, method: CARD, amount: eur(573_10) },
        ...{ reason: 'order-cancelled', status: 'returned', receivedAt: PAID_AT },
      },
      { ...second, status: 'ordered' },
    ],
  });
  expect(document?.timeline.map(({ what }) => what)).toEqual([
    'OrderReceived',
    'OrderCancelled',
    'PaymentReturnOrdered',
    'PaymentReturnOrdered',
    'PaymentReturned',
  ]);
});
