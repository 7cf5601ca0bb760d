import { isTraceable, type DeliveryEvent } from '@libs/contracts';
import { accept, endOfDay, isBefore, type Decision, type Timestamp } from '@libs/kernel';
import { evolve, type DeliveryOfOrder, type KnownParcel } from './delivery.state.js';

/**
 * Accepts the events, and in the same append begins the inspection when they made it due: all is
 * sent, and the buyer has every parcel (domain: Delivery).
 */
export function acceptBeginning(
  state: DeliveryOfOrder,
  at: Timestamp,
  ...events: DeliveryEvent[]
): Decision<DeliveryEvent, never> {
  const after = events.reduce<DeliveryOfOrder>(
    // Nothing but `DeliveryAwaited` begins a delivery, and nothing ends one.
    (before, event) => evolve(before, event) as DeliveryOfOrder,
    state,
  );
  return accept(...events, ...beginnings(after, at));
}

/** The event that begins an inspection; it runs to the end of its last day in Helsinki. */
export function inspectionStarted(
  { orderId, merchantId, inspectionDays }: DeliveryOfOrder['awaited'],
  { because, startsAt }: Pick<Started, 'because' | 'startsAt'>,
  at: Timestamp,
): DeliveryEvent {
  const endsAt = endOfDay(startsAt, inspectionDays);
  return {
    type: 'InspectionStarted',
    data: { orderId, merchantId, because, startsAt, endsAt, startedAt: at },
  };
}

type Started = Extract<DeliveryEvent, { readonly type: 'InspectionStarted' }>['data'];

function beginnings(state: DeliveryOfOrder, at: Timestamp): readonly DeliveryEvent[] {
  if (!state.isAllSent || state.inspection !== 'not-begun') return [];
  const receipts = [...state.parcels.values()].map(receiptOf);
  const known = receipts.filter((receipt) => receipt !== undefined);
  const [first, ...others] = known;
  if (first === undefined || known.length < receipts.length) return [];
  const last = others.reduce(
    (latest, next) => (isBefore(latest.startsAt, next.startsAt) ? next : latest),
    first,
  );
  return [inspectionStarted(state.awaited, last, at)];
}

/** When the buyer got a parcel: told by its carrier, or else by the store's own notice. */
function receiptOf({
  method,
  toldAt,
  handedOverAt,
}: KnownParcel): Pick<Started, 'because' | 'startsAt'> | undefined {
  if (handedOverAt !== undefined) return { because: 'handed-over', startsAt: handedOverAt };
  return isTraceable(method) ? undefined : { because: 'notice', startsAt: toldAt };
}
