import type { DeliveryCommand, DeliveryEvent, ParcelNotice, ServicePackage } from '@libs/contracts';
import { ParcelId, type Named, type Timestamp } from '@libs/kernel';
import { historyOf, MERCHANT, ORDER, PAYMENT, SELLER } from '@libs/testing';
import { deliveryDecider } from './delivery.decider.js';

export const A = ParcelId.parse('aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa');
export const B = ParcelId.parse('bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb');

export const PAID_AT = '2026-03-02T09:00:00.000Z';
export const SENT_AT = '2026-03-03T10:00:00.000Z';
export const LATER = '2026-03-05T12:00:00.000Z';
/** The end of the fourteenth day after 5 March, in Helsinki. */
export const LATER_ENDS_AT = '2026-03-19T22:00:00.000Z';

export const posti: ParcelNotice = {
  parcelId: A,
  method: 'ITELL',
  tracking: 'JJFI12345678901234567',
};
export const letter: ParcelNotice = { parcelId: B, method: 'UNREG' };

export const awaitDelivery = (
  servicePackage: ServicePackage = 'satisfaction-guarantee',
  over: Partial<Named<DeliveryCommand, 'AwaitDelivery'>['data']> = {},
): Named<DeliveryCommand, 'AwaitDelivery'> => ({
  type: 'AwaitDelivery',
  data: {
    ...{ orderId: ORDER, merchantId: MERCHANT, sellerId: SELLER, paymentId: PAYMENT },
    ...{ servicePackage, inspectionDays: 14, at: PAID_AT, ...over },
  },
});

export const addParcels = (
  parcels: readonly ParcelNotice[],
  over: { readonly allSent?: boolean; readonly force?: boolean; readonly at?: Timestamp } = {},
): DeliveryCommand => ({
  type: 'AddParcels',
  data: { orderId: ORDER, parcels, allSent: false, force: false, at: SENT_AT, ...over },
});

export const changeParcel = (parcel: ParcelNotice, { force = false } = {}): DeliveryCommand => ({
  type: 'ChangeParcel',
  data: { orderId: ORDER, ...parcel, force, at: LATER },
});

export const removeParcel = (parcelId: ParcelId, { force = false } = {}): DeliveryCommand => ({
  type: 'RemoveParcel',
  data: { orderId: ORDER, parcelId, force, at: LATER },
});

export const handOver = (
  parcelId: ParcelId,
  handedOverAt: Timestamp = LATER,
  at: Timestamp = LATER,
): DeliveryCommand => ({
  type: 'RecordHandOver',
  data: { orderId: ORDER, parcelId, handedOverAt, at },
});

export const endInspection = (at: Timestamp): DeliveryCommand => ({
  type: 'EndInspection',
  data: { orderId: ORDER, at },
});

export const approve = (at: Timestamp = LATER): DeliveryCommand => ({
  type: 'ApproveDelivery',
  data: { orderId: ORDER, at },
});

/** What these commands lead to. */
export const after = historyOf(deliveryDecider);

const delivery = { orderId: ORDER, merchantId: MERCHANT };

export const parcelAdded = (
  parcel: ParcelNotice,
  { isForced = false, addedAt = SENT_AT } = {},
): DeliveryEvent => ({ type: 'ParcelAdded', data: { ...delivery, ...parcel, isForced, addedAt } });

export const allSent = (allSentAt = SENT_AT): DeliveryEvent => ({
  type: 'AllSent',
  data: { ...delivery, allSentAt },
});

export const handedOver = (parcelId: ParcelId, handedOverAt = LATER): DeliveryEvent => ({
  type: 'ParcelHandedOver',
  data: { ...delivery, parcelId, handedOverAt, toldAt: LATER },
});

export const inspectionStarted = (
  data: Pick<Named<DeliveryEvent, 'InspectionStarted'>['data'], 'because' | 'startsAt' | 'endsAt'>,
  startedAt: Timestamp,
): DeliveryEvent => ({ type: 'InspectionStarted', data: { ...delivery, ...data, startedAt } });

export const inspectionEnded = (by: 'time' | 'buyer', endedAt: Timestamp): DeliveryEvent => ({
  type: 'InspectionEnded',
  data: { ...delivery, by, endedAt },
});
