import {
  MerchantId,
  OrderId,
  ParcelId,
  SellerId,
  PaymentId,
  text,
  Timestamp,
  z,
} from '@libs/kernel';
import { ERASED } from '../fields/personal.js';
import { Terms } from '../agreement/terms.js';
import { DeliveryMethod } from './delivery-method.js';
import { InspectionStart } from './delivery.events.js';

/** One parcel, as the merchant follows it. */
export const Parcel = z
  .strictObject({
    parcelId: ParcelId,
    method: DeliveryMethod,
    tracking: z.union([text(50), z.literal(ERASED)]).optional(),
    isTraceable: z.boolean(),
    addedAt: Timestamp,
    changedAt: Timestamp,
    handedOverAt: Timestamp.optional(),
  })
  .readonly();
export type Parcel = z.infer<typeof Parcel>;

/** An order's delivery; document id is the order's. Lives in `shipping`. */
export const Delivery = z
  .strictObject({
    orderId: OrderId,
    merchantId: MerchantId,
    sellerId: SellerId,
    paymentId: PaymentId,
    servicePackage: Terms.unwrap().shape.servicePackage,
    inspectionDays: z.int().min(0),
    parcels: z.array(Parcel).readonly(),
    allSentAt: Timestamp.optional(),
    inspection: z
      .strictObject({
        because: InspectionStart,
        startsAt: Timestamp,
        endsAt: Timestamp,
      })
      .readonly()
      .optional(),
    /** The buyer may approve before an inspection has begun. */
    inspectionEnded: z
      .strictObject({ by: z.enum(['time', 'buyer']), endedAt: Timestamp })
      .readonly()
      .optional(),
    /** The delivery's revision: its part of the `ETag`. */
    deliveryRevision: z.int().min(0),
  })
  .readonly();
export type Delivery = z.infer<typeof Delivery>;
