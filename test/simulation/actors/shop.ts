import type { OrderCommand } from '@libs/contracts';
import type { Actor, CommandAnswer } from '@libs/kernel';
import { ask, now, type Scene } from '../asking.js';

const SHOP: Actor = { kind: 'webstore', id: 'simulated' };

/** A web store sends its order, now and then twice. */
export function sendOrder(scene: Scene): Promise<CommandAnswer> {
  const { data } = scene.order;
  const command: OrderCommand = { type: 'ReceiveOrder', data: { ...data, at: now(scene) } };
  return ask(scene, { service: 'orders', command, key: `receive ${data.orderId}`, actor: SHOP });
}

/** It calls an order off: before the payment that works, after it is refused. */
export function cancelOrder(scene: Scene): Promise<CommandAnswer> {
  const { orderId } = scene.order.data;
  const command: OrderCommand = { type: 'CancelOrder', data: { orderId, at: now(scene) } };
  return ask(scene, { service: 'orders', command, key: `cancel ${orderId}`, actor: SHOP });
}
