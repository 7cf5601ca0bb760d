import { Delivery, Parcel } from '@libs/contracts';
import { OrderId, z } from '@libs/kernel';
import { Links, Path } from './answer-parts.js';
import { Problem } from './problem-schema.js';

const ParcelShown = Parcel.unwrap().extend({ href: Path });
/** What is told of an order's parcels. */
export const Parcels = Delivery.unwrap()
  .pick({ orderId: true, allSentAt: true, inspection: true, inspectionEnded: true })
  .extend({ parcels: z.array(ParcelShown), links: Links });

/** What became of each item of a request for many orders. */
export const ManyParcels = z.strictObject({
  items: z
    .array(
      z.discriminatedUnion('outcome', [
        z.strictObject({
          outcome: z.literal('told'),
          orderId: OrderId,
          repeated: z.boolean().describe('True when this is the first answer again.'),
          etag: z.string(),
          position: z.string(),
          delivery: Parcels,
        }),
        z.strictObject({ outcome: z.literal('problem'), orderId: OrderId, problem: Problem }),
      ]),
    )
    .describe('One for each item of the request, in its order.'),
});
