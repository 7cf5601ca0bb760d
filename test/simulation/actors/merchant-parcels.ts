import type { DeliveryCommand, DeliveryMethod } from '@libs/contracts';
import { idFrom, ParcelId } from '@libs/kernel';
import { ask, now, type Scene } from '../asking.js';
import { trackingOf } from '../people.js';
import { deliveryOf } from '../seen.js';

const METHODS: readonly DeliveryMethod[] = ['ITELL', 'ITELL', 'PICKU', 'UNREG', 'ELECT'];

/** A parcel or two, mostly the last ones; now and then without the code that its carrier has. */
export async function sendParcels(scene: Scene): Promise<unknown> {
  const { chance, number } = scene;
  const parcels = Array.from({ length: 1 + chance.below(2) }, (_, at) => {
    const method = chance.pick(METHODS);
    const hasCode = method === 'ITELL' && chance.is(95);
    return {
      ...{ parcelId: ParcelId.parse(idFrom('parcel', String(number), String(at))), method },
      ...(hasCode && { tracking: trackingOf(10 * number + at) }),
    };
  });
  const allSent = chance.is(70);
  return say(scene, (orderId, at) => ({
    type: 'AddParcels',
    data: { orderId, parcels, allSent, force: chance.is(20), at },
  }));
}

/** All was sent: told by itself, or again. */
export const tellAllSent = (scene: Scene): Promise<unknown> =>
  say(scene, (orderId, at) => ({
    type: 'AddParcels',
    data: { orderId, parcels: [], allSent: true, force: false, at },
  }));

/** A parcel becomes another one, or is taken off the list. */
export async function changeParcel(scene: Scene): Promise<unknown> {
  const { chance, number } = scene;
  const parcels = (await deliveryOf(scene))?.parcels ?? [];
  if (parcels.length === 0) return undefined;
  const { parcelId } = chance.pick(parcels);
  const force = chance.is(60);
  return say(scene, (orderId, at) =>
    chance.is(40)
      ? { type: 'RemoveParcel', data: { orderId, parcelId, force, at } }
      : {
          type: 'ChangeParcel',
          data: { orderId, parcelId, method: 'ITELL', tracking: trackingOf(number), force, at },
        },
  );
}

type OrderId = Scene['order']['data']['orderId'];

function say(
  scene: Scene,
  made: (orderId: OrderId, at: string) => DeliveryCommand,
): Promise<unknown> {
  const { orderId } = scene.order.data;
  const command = made(orderId, now(scene));
  return ask(scene, { service: 'shipping', command, key: `parcels ${orderId}` });
}
