import {
  command,
  MerchantId,
  OrderId,
  ParcelId,
  PaymentId,
  SellerId,
  text,
  Timestamp,
  z,
} from '@libs/kernel';
import { Terms } from '../agreement/terms.js';
import { DeliveryMethod } from './delivery-method.js';

/** At most this many parcels an order. */
export const PARCELS_MAX = 100;

const at = { at: Timestamp };
const order = { orderId: OrderId };

/** A parcel as the store tells it. */
export const ParcelNotice = z
  .strictObject({
    parcelId: ParcelId,
    method: DeliveryMethod,
    tracking: text(50).optional(),
  })
  .readonly();
export type ParcelNotice = z.infer<typeof ParcelNotice>;

/** The second word that a change after all was sent needs (domain: Delivery). */
const force = { force: z.boolean() };

export const DeliveryCommand = z.discriminatedUnion('type', [
  command('AwaitDelivery', {
    ...order,
    merchantId: MerchantId,
    sellerId: SellerId,
    paymentId: PaymentId,
    servicePackage: Terms.unwrap().shape.servicePackage,
    inspectionDays: Terms.unwrap().shape.inspectionDays,
    deliveryMethods: Terms.unwrap().shape.deliveryMethods,
    ...at,
  }),
  command('AddParcels', {
    ...order,
    parcels: z.array(ParcelNotice).max(PARCELS_MAX).readonly(),
    /** These, with those told before, are all there is. */
    allSent: z.boolean(),
    ...force,
    ...at,
  }),
  command('ChangeParcel', {
    ...order,
    ...ParcelNotice.unwrap().shape,
    ...force,
    ...at,
  }),
  command('RemoveParcel', { ...order, parcelId: ParcelId, ...force, ...at }),
  command('RecordHandOver', {
    ...order,
    parcelId: ParcelId,
    handedOverAt: Timestamp,
    ...at,
  }),
  /** The time is over: asked by the timer of the period, at or after its end. */
  command('EndInspection', { ...order, ...at }),
  /** The buyer is content before the time is over (domain: Delivery). */
  command('ApproveDelivery', { ...order, ...at }),
]);
export type DeliveryCommand = z.infer<typeof DeliveryCommand>;
