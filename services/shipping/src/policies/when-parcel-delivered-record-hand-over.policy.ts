import type { CarriersMessage, DeliveryCommand } from '@libs/contracts';
import type { Policy } from '@libs/kernel';

/** A carrier has handed a parcel over; one about a parcel that nobody told us of is parked. */
export const whenParcelDeliveredRecordHandOver: Policy<CarriersMessage, DeliveryCommand> = {
  name: 'when-parcel-delivered-record-hand-over',
  topic: 'carriers.events',
  on: {
    ParcelDelivered: ({ data: { orderId, parcelId, handedOverAt, toldAt } }) => [
      { type: 'RecordHandOver', data: { orderId, parcelId, handedOverAt, at: toldAt } },
    ],
  },
};
