import {
  deliveriesView,
  isTraceable,
  type Delivery,
  type DeliveryEvent,
  type Parcel,
} from '@libs/contracts';
import { existing, type ParcelId, type Projection, type Recorded } from '@libs/kernel';

/** An order's parcels and its inspection, as the merchant follows them. */
export const deliveries: Projection<Delivery, DeliveryEvent> = {
  name: deliveriesView.name,
  version: deliveriesView.version,
  documentId: ({ data }) => data.orderId,
  on: {
    DeliveryAwaited: (_nothing, { data, revision }) => {
      const { awaitedAt: _awaitedAt, ...awaited } = data;
      return { ...awaited, parcels: [], deliveryRevision: revision };
    },
    ParcelAdded: following((delivery, { data }) => ({
      parcels: [
        ...delivery.parcels,
        {
          parcelId: data.parcelId,
          method: data.method,
          ...(data.tracking !== undefined && { tracking: data.tracking }),
          isTraceable: isTraceable(data.method),
          addedAt: data.addedAt,
          changedAt: data.addedAt,
        },
      ],
    })),
    ParcelChanged: following((delivery, { data }) =>
      changed(delivery, data.parcelId, ({ parcelId, addedAt }) => ({
        parcelId,
        method: data.method,
        ...(data.tracking !== undefined && { tracking: data.tracking }),
        isTraceable: isTraceable(data.method),
        addedAt,
        changedAt: data.changedAt,
      })),
    ),
    ParcelRemoved: following((delivery, { data }) => ({
      parcels: delivery.parcels.filter(({ parcelId }) => parcelId !== data.parcelId),
    })),
    ParcelHandedOver: following((delivery, { data }) =>
      changed(delivery, data.parcelId, (parcel) => ({
        ...parcel,
        handedOverAt: data.handedOverAt,
      })),
    ),
    AllSent: following((_delivery, { data }) => ({ allSentAt: data.allSentAt })),
    InspectionStarted: following((_delivery, { data: { because, startsAt, endsAt } }) => ({
      inspection: { because, startsAt, endsAt },
    })),
    InspectionEnded: following((_delivery, { data: { by, endedAt } }) => ({
      inspectionEnded: { by, endedAt },
    })),
  },
};

function following<Type extends DeliveryEvent['type']>(
  change: (
    delivery: Delivery,
    event: Recorded<Extract<DeliveryEvent, { readonly type: Type }>>,
  ) => Partial<Delivery>,
) {
  return existing(
    (delivery: Delivery, event: Recorded<Extract<DeliveryEvent, { readonly type: Type }>>) => ({
      ...delivery,
      ...change(delivery, event),
      deliveryRevision: event.revision,
    }),
  );
}

const changed = (
  { parcels }: Delivery,
  parcelId: ParcelId,
  change: (parcel: Parcel) => Parcel,
): Partial<Delivery> => ({
  parcels: parcels.map((parcel) => (parcel.parcelId === parcelId ? change(parcel) : parcel)),
});
