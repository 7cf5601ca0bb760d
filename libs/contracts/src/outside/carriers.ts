import { event, OrderId, ParcelId, text, Timestamp, z } from '@libs/kernel';
import { DeliveryMethod } from '../shipping/delivery-method.js';

const parcel = { orderId: OrderId, parcelId: ParcelId };

/** What the carriers' follower tells, on topic `carriers.events`, keyed by order. */
export const CarriersMessage = z.discriminatedUnion('type', [
  event('ParcelDelivered', { ...parcel, handedOverAt: Timestamp, toldAt: Timestamp }),
]);
export type CarriersMessage = z.infer<typeof CarriersMessage>;

/** What it is asked to follow, on topic `shipping.tracking`, which only it may read. */
export const TrackingInstruction = z.discriminatedUnion('type', [
  event('ParcelFollowed', {
    ...parcel,
    method: DeliveryMethod,
    tracking: text(50),
    followedAt: Timestamp,
  }),
]);
export type TrackingInstruction = z.infer<typeof TrackingInstruction>;
