import { DeliveryEvent, ERASED, isTraceable, type TrackingInstruction } from '@libs/contracts';
import type { Recorded } from '@libs/kernel';

/** A parcel to follow as the carriers' follower is told it, by the id of the event that says so. */
export type TrackingOrder = TrackingInstruction & {
  readonly id: string;
  readonly key: string;
  readonly time: string;
};

/** What the follower is told of a delivery: traceable parcels with their codes, nothing else. */
export function trackingInstruction(recorded: Recorded): TrackingOrder | undefined {
  if (recorded.type !== 'ParcelAdded' && recorded.type !== 'ParcelChanged') return undefined;
  const { data, type } = DeliveryEvent.parse({ type: recorded.type, data: recorded.data });
  if (type !== 'ParcelAdded' && type !== 'ParcelChanged') return undefined;
  const { orderId, parcelId, method, tracking } = data;
  if (!isTraceable(method) || tracking === undefined || tracking === ERASED) return undefined;
  const followedAt = 'addedAt' in data ? data.addedAt : data.changedAt;
  return {
    id: recorded.id,
    key: orderId,
    time: followedAt,
    type: 'ParcelFollowed',
    data: { orderId, parcelId, method, tracking, followedAt },
  };
}
