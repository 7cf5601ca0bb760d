import type { CarriersMessage } from '@libs/contracts';
import { hoursAfter, idFrom, ParcelId } from '@libs/kernel';
import { now, tell, type Scene } from '../asking.js';
import { deliveryOf } from '../seen.js';

/** Hands a parcel over; now and then one that nobody knows, or before the order was paid. */
export async function handOver(scene: Scene): Promise<unknown> {
  const { order, chance } = scene;
  const { orderId } = order.data;
  const parcels = (await deliveryOf(scene))?.parcels ?? [];
  const waiting = parcels.filter(
    ({ isTraceable, handedOverAt }) => isTraceable && handedOverAt === undefined,
  );
  const among = waiting.length > 0 && chance.is(90) ? waiting : parcels;
  if (among.length === 0) return undefined;
  const unknown = ParcelId.parse(idFrom('no parcel', orderId));
  const parcelId = chance.is(3) ? unknown : chance.pick(among).parcelId;
  const toldAt = now(scene);
  const handedOverAt = hoursAfter(toldAt, chance.is(3) ? -9999 : 0);
  const message: CarriersMessage = {
    type: 'ParcelDelivered',
    data: { orderId, parcelId, handedOverAt, toldAt },
  };
  return tell(scene, 'carriers.events', orderId, message);
}
