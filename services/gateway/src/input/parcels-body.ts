import { DeliveryMethod, PARCELS_MAX, ParcelNotice } from '@libs/contracts';
import { OrderId, z } from '@libs/kernel';
import { isIfMatch } from '../http/etag.js';
import { BooleanField, Field, NestedList, OptionalField, OptionalNestedList } from './field.js';
import { code, line } from './texts.js';

/** A parcel as a store tells it. */
export class ParcelBody {
  @Field({
    type: 'string',
    enum: DeliveryMethod.options,
    description: 'How it is sent: the code of the carrier, or of a kind that nobody follows.',
    example: 'ITELL',
  })
  readonly method!: string;

  @OptionalField({
    ...code(50, 'JJFI12345678901234567'),
    description: 'The tracking code; required where the carrier is followed, else any words.',
  })
  readonly tracking?: string;
}

/** Parcels to add, and whether they are all. */
export class ParcelsBody {
  @OptionalNestedList(() => ParcelBody, PARCELS_MAX)
  readonly parcels?: readonly ParcelBody[];

  @BooleanField('With those told before, these are all there is.')
  readonly allSent?: boolean;

  @BooleanField('Means a change after all was sent.')
  readonly force?: boolean;
}

/** At most so many orders in one request. */
export const ORDERS_MAX = 100;

/** Parcels of one order among many, and the ETag of what was looked at. */
export class OrderParcelsBody extends ParcelsBody {
  @Field({ type: 'string', format: 'uuid', description: 'The order; each one once a request.' })
  readonly orderId!: string;

  @OptionalField({
    ...line(500, '"order.3,delivery.2"'),
    description: 'As `If-Match` of one order: what it says of the delivery is compared.',
  })
  readonly ifMatch?: string;
}

/** Parcels of many orders, each of which is told by itself. */
export class ManyParcelsBody {
  @NestedList(() => OrderParcelsBody, ORDERS_MAX)
  readonly items!: readonly OrderParcelsBody[];
}

/** A parcel's new words. */
export class ChangedParcelBody extends ParcelBody {
  @BooleanField('Means a change after all was sent.')
  readonly force?: boolean;
}

const force = { force: z.boolean().default(false) };
const Told = ParcelNotice.unwrap().omit({ parcelId: true });

/** The same by the contract: the words of `AddParcels` that are the merchant's. */
export const NewParcels = z.strictObject({
  parcels: z.array(Told).min(1).max(PARCELS_MAX).default([]),
  allSent: z.boolean().default(false),
  ...force,
});
export type NewParcels = z.infer<typeof NewParcels>;

const IfMatch = z
  .string()
  .refine((text) => isIfMatch(text, 'delivery'), 'must be one strong ETag, as answered');

/** The same by the contract; an order that is named twice would be two wishes under one id. */
export const ManyParcels = z.strictObject({
  items: z
    .array(NewParcels.extend({ orderId: OrderId, ifMatch: IfMatch.optional() }))
    .min(1)
    .max(ORDERS_MAX)
    .superRefine((items, context) => {
      const seen = new Set<string>();
      for (const [index, { orderId }] of items.entries()) {
        if (seen.has(orderId))
          context.addIssue({
            code: 'custom',
            path: [index, 'orderId'],
            message: 'is named twice in this request',
          });
        seen.add(orderId);
      }
    }),
});
export type ManyParcels = z.infer<typeof ManyParcels>;

export const ChangedParcel = Told.extend(force);
export type ChangedParcel = z.infer<typeof ChangedParcel>;
