import type { DeliveryCommand } from '@libs/contracts';
import { idFrom, ParcelId, type OrderId } from '@libs/kernel';
import { orderLinks } from '../answers/links.js';
import type { NewParcels } from '../input/parcels-body.js';
import type { NextStep } from '../problems/problem.js';

/** The command that new parcels become; their ids are made from its id, so that a retry tells the same. */
export const addingParcels =
  (orderId: OrderId, { parcels, allSent, force }: NewParcels) =>
  (commandId: string, at: string): DeliveryCommand => ({
    type: 'AddParcels',
    data: {
      ...{ orderId, allSent, force, at },
      parcels: parcels.map((parcel, index) => ({
        ...parcel,
        parcelId: ParcelId.parse(idFrom('parcel', commandId, String(index))),
      })),
    },
  });

/** What is told after all was sent needs a second word. */
export const tellForced = (orderId: OrderId): NextStep => ({
  action: 'tell-parcels',
  href: orderLinks(orderId).parcels,
  body: { force: true },
});
