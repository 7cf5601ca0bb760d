import { Delivery, type DeliveryEvent } from '@libs/contracts';
import { MERCHANT, ORDER, PAYMENT, recorded, SELLER, viewOf } from '@libs/testing';
import {
  A,
  addParcels,
  after,
  approve,
  awaitDelivery,
  B,
  changeParcel,
  handOver,
  LATER,
  LATER_ENDS_AT,
  letter,
  posti,
  removeParcel,
  SENT_AT,
} from '../../delivery/delivery.fixtures.js';
import { deliveries } from './deliveries.projection.js';

const shown = (history: readonly DeliveryEvent[]) =>
  viewOf(deliveries)(...history.map((event, revision) => recorded(event, { revision })));

const parcel = {
  parcelId: A,
  method: 'ITELL',
  tracking: posti.tracking,
  isTraceable: true,
  addedAt: SENT_AT,
  changedAt: SENT_AT,
} as const;

describe('a delivery, as the merchant follows it', () => {
  it('is empty while nothing is told', () =>
    shown(after(awaitDelivery())).then({
      ...{ orderId: ORDER, merchantId: MERCHANT, sellerId: SELLER, paymentId: PAYMENT },
      servicePackage: 'satisfaction-guarantee',
      inspectionDays: 14,
      parcels: [],
      deliveryRevision: 0,
    }));

  it('shows parcels, what was sent in full, and the inspection', () =>
    shown(after(awaitDelivery(), addParcels([posti], { allSent: true }), handOver(A))).thenShows({
      parcels: [{ ...parcel, handedOverAt: LATER }],
      allSentAt: SENT_AT,
      inspection: { because: 'handed-over', startsAt: LATER, endsAt: LATER_ENDS_AT },
      deliveryRevision: 4,
    }));

  it('shows a corrected parcel in its place, and no parcel that was taken back', () =>
    shown(
      after(
        awaitDelivery(),
        addParcels([posti, letter]),
        changeParcel({ ...posti, method: 'PICKU', tracking: 'at the counter' }),
        removeParcel(B),
      ),
    ).thenShows({
      parcels: [
        {
          ...parcel,
          method: 'PICKU',
          tracking: 'at the counter',
          isTraceable: false,
          changedAt: LATER,
        },
      ],
    }));

  it('shows who ended the inspection, also before it began', () =>
    shown(after(awaitDelivery(), addParcels([posti], { allSent: true }), approve())).thenShows({
      inspectionEnded: { by: 'buyer', endedAt: LATER },
    }));

  it('is a document as its contract says', () => {
    const { document } = shown(
      after(
        awaitDelivery(),
        addParcels([posti, letter], { allSent: true }),
        handOver(A),
        approve(),
      ),
    );
    expect(Delivery.parse(document)).toEqual(document);
  });
});
