import type { DeliveryEvent, DeliveryMethod } from '@libs/contracts';
import { assert, type Named, type ParcelId, type Timestamp } from '@libs/kernel';

/** `nobodys`: the order is not paid, so nothing is to be delivered. */
export type DeliveryState = { readonly status: 'nobodys' } | DeliveryOfOrder;

export interface DeliveryOfOrder {
  readonly status: 'awaited';
  readonly awaited: Named<DeliveryEvent, 'DeliveryAwaited'>['data'];
  /** In the order they were told. */
  readonly parcels: ReadonlyMap<ParcelId, KnownParcel>;
  readonly removed: ReadonlySet<ParcelId>;
  readonly isAllSent: boolean;
  readonly inspection: 'not-begun' | 'ended' | { readonly endsAt: Timestamp };
}

export interface KnownParcel {
  readonly method: DeliveryMethod;
  readonly tracking: string | undefined;
  readonly toldAt: Timestamp;
  readonly handedOverAt?: Timestamp;
}

export function evolve(state: DeliveryState, { type, data }: DeliveryEvent): DeliveryState {
  if (type === 'DeliveryAwaited') {
    assert(state.status === 'nobodys', 'a delivery is awaited once');
    return {
      status: 'awaited',
      awaited: data,
      parcels: new Map(),
      removed: new Set(),
      isAllSent: false,
      inspection: 'not-begun',
    };
  }
  assert(state.status === 'awaited', `${type} follows DeliveryAwaited`);
  switch (type) {
    case 'ParcelAdded':
      return withParcel(state, data.parcelId, {
        method: data.method,
        tracking: data.tracking,
        toldAt: data.addedAt,
      });
    case 'ParcelChanged':
      return withParcel(state, data.parcelId, {
        method: data.method,
        tracking: data.tracking,
        toldAt: data.changedAt,
      });
    case 'ParcelRemoved':
      return withoutParcel(state, data.parcelId);
    case 'ParcelHandedOver':
      return withParcel(state, data.parcelId, {
        ...parcelOf(state, data.parcelId),
        handedOverAt: data.handedOverAt,
      });
    case 'AllSent':
      return { ...state, isAllSent: true };
    case 'InspectionStarted':
      return { ...state, inspection: { endsAt: data.endsAt } };
    case 'InspectionEnded':
      return { ...state, inspection: 'ended' };
  }
}

function parcelOf({ parcels }: DeliveryOfOrder, parcelId: ParcelId): KnownParcel {
  const parcel = parcels.get(parcelId);
  assert(parcel !== undefined, `parcel ${parcelId} was added and not removed`);
  return parcel;
}

const withParcel = (
  state: DeliveryOfOrder,
  parcelId: ParcelId,
  parcel: KnownParcel,
): DeliveryOfOrder => ({ ...state, parcels: new Map(state.parcels).set(parcelId, parcel) });

function withoutParcel(state: DeliveryOfOrder, parcelId: ParcelId): DeliveryOfOrder {
  const parcels = new Map(state.parcels);
  parcels.delete(parcelId);
  return { ...state, parcels, removed: new Set(state.removed).add(parcelId) };
}
