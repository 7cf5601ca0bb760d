import type { Delivery, OrderDetails } from '@libs/contracts';
import { orderLinks, parcelPath } from '../answers/links.js';

/** An order's parcels and its inspection, as its merchant follows them. */
export function parcelsAnswer({
  orderId,
  parcels,
  allSentAt,
  inspection,
  inspectionEnded,
}: Delivery) {
  return {
    orderId,
    parcels: parcels.map((parcel) => ({ ...parcel, href: parcelPath(orderId, parcel.parcelId) })),
    ...(allSentAt !== undefined && { allSentAt }),
    ...(inspection !== undefined && { inspection }),
    ...(inspectionEnded !== undefined && { inspectionEnded }),
    links: orderLinks(orderId),
  };
}

/** An order that is not paid yet has nothing to send. */
export const unpaidParcelsAnswer = ({ orderId }: OrderDetails) => ({
  orderId,
  parcels: [],
  links: orderLinks(orderId),
});
