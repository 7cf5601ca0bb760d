import { MERCHANT, ORDER, PAYMENT, SELLER, specFor } from '@libs/testing';
import { deliveryDecider } from './delivery.decider.js';
import {
  A,
  addParcels,
  after,
  allSent,
  approve,
  awaitDelivery,
  B,
  endInspection,
  handedOver,
  handOver,
  inspectionEnded,
  inspectionStarted,
  LATER,
  LATER_ENDS_AT,
  letter,
  PAID_AT,
  posti,
  SENT_AT,
} from './delivery.fixtures.js';

const given = specFor(deliveryDecider);
const sent = after(awaitDelivery(), addParcels([posti], { allSent: true }));
const inInspection = after(awaitDelivery(), addParcels([posti], { allSent: true }), handOver(A));

describe('a delivery', () => {
  it('is awaited as soon as the order is paid', () =>
    given()
      .when(awaitDelivery())
      .then({
        type: 'DeliveryAwaited',
        data: {
          ...{ orderId: ORDER, merchantId: MERCHANT, sellerId: SELLER, paymentId: PAYMENT },
          servicePackage: 'satisfaction-guarantee',
          inspectionDays: 14,
          awaitedAt: PAID_AT,
        },
      }));

  it('is awaited once, however often the payment is told', () =>
    given(...after(awaitDelivery()))
      .when(awaitDelivery())
      .thenNothing());

  it('is not awaited on other terms than before', () =>
    given(...after(awaitDelivery()))
      .when(awaitDelivery('direct'))
      .thenRejected('delivery-awaited-otherwise'));

  it('counts as made where refund tools alone are in use: the inspection begins at once', () => {
    const [, begun] = after(awaitDelivery('refund-tools'));
    expect(begun).toEqual(
      inspectionStarted(
        { because: 'refund-tools', startsAt: PAID_AT, endsAt: '2026-03-16T22:00:00.000Z' },
        PAID_AT,
      ),
    );
  });
});

describe('a hand-over that a carrier tells', () => {
  it('begins the inspection when all is sent, to the end of its last day in Helsinki', () =>
    given(...sent)
      .when(handOver(A))
      .then(
        handedOver(A),
        inspectionStarted(
          { because: 'handed-over', startsAt: LATER, endsAt: LATER_ENDS_AT },
          LATER,
        ),
      ));

  it('begins nothing while more is to be sent', () =>
    given(...after(awaitDelivery(), addParcels([posti])))
      .when(handOver(A))
      .then(handedOver(A)));

  it('begins nothing while another parcel is under way', () => {
    const other = { ...posti, parcelId: B, tracking: 'JJFI76543210987654321' };
    given(...after(awaitDelivery(), addParcels([posti, other], { allSent: true })))
      .when(handOver(A))
      .then(handedOver(A));
  });

  it('stands as it was told first', () =>
    given(...inInspection)
      .when(handOver(A, '2026-03-06T12:00:00.000Z'))
      .thenNothing());

  it('is of a parcel that was told', () =>
    given(...sent)
      .when(handOver(B))
      .thenRejected('parcel-unknown'));

  it('did not happen before the order was paid', () =>
    given(...sent)
      .when(handOver(A, '2026-03-01T09:00:00.000Z'))
      .thenRejected('handed-over-too-early'));

  it('does not happen days after it is told', () =>
    given(...sent)
      .when(handOver(A, '2027-03-01T09:00:00.000Z'))
      .thenRejected('handed-over-too-late'));
});

describe('the notice that all is sent', () => {
  it('begins the inspection where no carrier tells anything', () =>
    given(...after(awaitDelivery(), addParcels([letter])))
      .when(addParcels([], { allSent: true, at: LATER }))
      .then(
        allSent(LATER),
        inspectionStarted(
          { because: 'notice', startsAt: SENT_AT, endsAt: '2026-03-17T22:00:00.000Z' },
          LATER,
        ),
      ));

  it('begins it with the last parcel that the buyer got', () =>
    given(...after(awaitDelivery(), addParcels([letter, posti]), handOver(A)))
      .when(addParcels([], { allSent: true, at: LATER }))
      .then(
        allSent(LATER),
        inspectionStarted(
          { because: 'handed-over', startsAt: LATER, endsAt: LATER_ENDS_AT },
          LATER,
        ),
      ));
});

describe('an inspection', () => {
  it('ends when its time is over', () =>
    given(...inInspection)
      .when(endInspection(LATER_ENDS_AT))
      .then(inspectionEnded('time', LATER_ENDS_AT)));

  it('does not end a moment before', () =>
    given(...inInspection)
      .when(endInspection('2026-03-19T21:59:59.999Z'))
      .thenRejected('inspection-still-runs', { endsAt: LATER_ENDS_AT }));

  it('does not end before it has begun', () =>
    given(...sent)
      .when(endInspection(LATER_ENDS_AT))
      .thenRejected('inspection-not-begun'));

  it('ends once', () =>
    given(...inInspection, inspectionEnded('time', LATER_ENDS_AT))
      .when(endInspection(LATER_ENDS_AT))
      .thenNothing());

  it('ends early when the buyer is content', () =>
    given(...inInspection)
      .when(approve())
      .then(inspectionEnded('buyer', LATER)));

  it('is not waited for when the buyer is content before a carrier tells', () =>
    given(...sent)
      .when(approve())
      .then(inspectionEnded('buyer', LATER)));

  it('is approved after all was sent', () =>
    given(...after(awaitDelivery(), addParcels([posti])))
      .when(approve())
      .thenRejected('not-all-sent'));

  it.each(['direct', 'refund-tools'] as const)('is nothing a buyer approves in %s', (service) =>
    given(...after(awaitDelivery(service)))
      .when(approve())
      .thenRejected('no-inspection-to-approve'),
  );

  it('is not begun again by what is told after the buyer was content', () =>
    given(...sent, inspectionEnded('buyer', LATER))
      .when(handOver(A))
      .then(handedOver(A)));
});
