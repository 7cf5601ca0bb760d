import {
  event,
  MerchantId,
  OrderId,
  ParcelId,
  PaymentId,
  SellerId,
  text,
  Timestamp,
  z,
} from '@libs/kernel';
import { personal } from '../fields/personal.js';
import { Terms } from '../agreement/terms.js';
import { DeliveryMethod } from './delivery-method.js';

/** Why an inspection period began when it did (domain: Delivery). */
export const InspectionStart = z.enum(['handed-over', 'notice', 'refund-tools']);
export type InspectionStart = z.infer<typeof InspectionStart>;

const delivery = { orderId: OrderId, merchantId: MerchantId };
const parcel = {
  ...delivery,
  parcelId: ParcelId,
  method: DeliveryMethod,
  /** A tracking code, or words such as the place to pick it up. */
  tracking: personal('order', 'orderId', text(50)).optional(),
};
/** True for a change after all was sent: it was asked for twice, and shows in the timeline. */
const isForced = z.boolean();

/** `delivery-<orderId>`: how an order reaches its buyer, and the inspection that follows. */
export const DeliveryEvent = z.discriminatedUnion('type', [
  event('DeliveryAwaited', {
    ...delivery,
    sellerId: SellerId,
    paymentId: PaymentId,
    servicePackage: Terms.unwrap().shape.servicePackage,
    inspectionDays: Terms.unwrap().shape.inspectionDays,
    deliveryMethods: Terms.unwrap().shape.deliveryMethods,
    awaitedAt: Timestamp,
  }),
  event('ParcelAdded', { ...parcel, isForced, addedAt: Timestamp }),
  event('ParcelChanged', { ...parcel, isForced, changedAt: Timestamp }),
  event('ParcelRemoved', { ...delivery, parcelId: ParcelId, isForced, removedAt: Timestamp }),
  event('AllSent', { ...delivery, allSentAt: Timestamp }),
  event('ParcelHandedOver', {
    ...delivery,
    parcelId: ParcelId,
    /** The moment the carrier tells, and when it told it. */
    handedOverAt: Timestamp,
    toldAt: Timestamp,
  }),
  event('InspectionStarted', {
    ...delivery,
    because: InspectionStart,
    startsAt: Timestamp,
    /** The end of its last day in Helsinki (domain: Delivery), exclusive. */
    endsAt: Timestamp,
    startedAt: Timestamp,
  }),
  event('InspectionEnded', {
    ...delivery,
    by: z.enum(['time', 'buyer']),
    endedAt: Timestamp,
  }),
]);
export type DeliveryEvent = z.infer<typeof DeliveryEvent>;
