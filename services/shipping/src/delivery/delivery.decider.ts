import { DeliveryCommand, DeliveryEvent } from '@libs/contracts';
import {
  accept,
  assert,
  hoursAfter,
  isBefore,
  reject,
  sameContents,
  type Aggregate,
  type Decider,
  type Decision,
  type Named,
  type Refusal,
} from '@libs/kernel';
import { evolve, type DeliveryOfOrder, type DeliveryState } from './delivery.state.js';
import { acceptBeginning, inspectionStarted } from './inspection.js';
import { addParcels, changeParcel, removeParcel, type ParcelRejection } from './parcels.js';

export const deliveryDecider: Decider<
  DeliveryCommand,
  DeliveryState,
  DeliveryEvent,
  DeliveryRejection
> = { initialState: { status: 'nobodys' }, decide, evolve };

/** How a paid order reaches its buyer, and the inspection that follows. */
export const delivery: Aggregate<DeliveryCommand, DeliveryState, DeliveryEvent, DeliveryRejection> =
  {
    category: 'delivery',
    command: DeliveryCommand,
    event: DeliveryEvent,
    decider: deliveryDecider,
    streamId: ({ data }) => data.orderId,
    begins: ['AwaitDelivery'],
  };

export type DeliveryRejection =
  | ParcelRejection
  | Refusal<
      | 'delivery-awaited-otherwise'
      | 'handed-over-too-early'
      | 'handed-over-too-late'
      | 'inspection-not-begun'
      | 'inspection-still-runs'
      | 'not-all-sent'
      | 'no-inspection-to-approve'
    >;

type DeliveryDecision = Decision<DeliveryEvent, DeliveryRejection>;
type Data<Type extends DeliveryCommand['type']> = Named<DeliveryCommand, Type>['data'];

/** A carrier's clock may be ahead of ours by this much. */
const AHEAD_MAX_HOURS = 24;

function decide(command: DeliveryCommand, state: DeliveryState): DeliveryDecision {
  if (command.type === 'AwaitDelivery') return awaitDelivery(command.data, state);
  assert(state.status === 'awaited', 'only AwaitDelivery begins a delivery');
  switch (command.type) {
    case 'AddParcels':
      return addParcels(command.data, state);
    case 'ChangeParcel':
      return changeParcel(command.data, state);
    case 'RemoveParcel':
      return removeParcel(command.data, state);
    case 'RecordHandOver':
      return recordHandOver(command.data, state);
    case 'EndInspection':
      return endInspection(command.data, state);
    case 'ApproveDelivery':
      return approve(command.data, state);
  }
}

/** With refund tools only, the order counts as delivered, and its inspection begins at once. */
function awaitDelivery(data: Data<'AwaitDelivery'>, state: DeliveryState): DeliveryDecision {
  const { at, ...told } = data;
  if (state.status === 'awaited') {
    const { awaitedAt: _awaitedAt, ...awaited } = state.awaited;
    return sameContents(awaited, told) ? accept() : reject('delivery-awaited-otherwise');
  }
  const awaited = { ...told, awaitedAt: at };
  const event: DeliveryEvent = { type: 'DeliveryAwaited', data: awaited };
  if (data.servicePackage !== 'refund-tools') return accept(event);
  return accept(event, inspectionStarted(awaited, { because: 'refund-tools', startsAt: at }, at));
}

/** The first word of a carrier stands; one about a parcel that was removed changes nothing. */
function recordHandOver(data: Data<'RecordHandOver'>, state: DeliveryOfOrder): DeliveryDecision {
  const { parcelId, handedOverAt, at } = data;
  if (state.removed.has(parcelId)) return accept();
  const parcel = state.parcels.get(parcelId);
  if (parcel === undefined) return reject('parcel-unknown', { parcelId });
  if (parcel.handedOverAt !== undefined) return accept();
  const { orderId, merchantId, awaitedAt } = state.awaited;
  if (isBefore(handedOverAt, awaitedAt))
    return reject('handed-over-too-early', { handedOverAt, awaitedAt });
  if (isBefore(hoursAfter(at, AHEAD_MAX_HOURS), handedOverAt))
    return reject('handed-over-too-late', { handedOverAt, toldAt: at });
  return acceptBeginning(state, at, {
    type: 'ParcelHandedOver',
    data: { orderId, merchantId, parcelId, handedOverAt, toldAt: at },
  });
}

function endInspection({ at }: Data<'EndInspection'>, state: DeliveryOfOrder): DeliveryDecision {
  const { inspection } = state;
  if (inspection === 'ended') return accept();
  if (inspection === 'not-begun') return reject('inspection-not-begun');
  if (isBefore(at, inspection.endsAt))
    return reject('inspection-still-runs', { endsAt: inspection.endsAt });
  return accept(inspectionEnded(state, 'time', at));
}

/** The buyer may be content as soon as all was sent, whether or not a carrier has told anything. */
function approve({ at }: Data<'ApproveDelivery'>, state: DeliveryOfOrder): DeliveryDecision {
  const { awaited, inspection, isAllSent } = state;
  if (awaited.servicePackage !== 'satisfaction-guarantee')
    return reject('no-inspection-to-approve', { servicePackage: awaited.servicePackage });
  if (inspection === 'ended') return accept();
  if (!isAllSent) return reject('not-all-sent');
  return accept(inspectionEnded(state, 'buyer', at));
}

const inspectionEnded = (
  { awaited: { orderId, merchantId } }: DeliveryOfOrder,
  by: 'time' | 'buyer',
  at: string,
): DeliveryEvent => ({ type: 'InspectionEnded', data: { orderId, merchantId, by, endedAt: at } });
