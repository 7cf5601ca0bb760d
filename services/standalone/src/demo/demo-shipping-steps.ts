import { idFrom, INSTITUTION, ParcelId, type Timestamp } from '@libs/kernel';
import type { DemoCase } from './demo-order-steps.js';
import type { DemoOrder } from './demo-orders.js';
import { commandStep, messageStep, type DemoStep } from './demo-steps.js';

/** One of the shop's people tells the parcel, and that it is all. */
export function parcelsTold({ order, refunder }: DemoCase, at: Timestamp): readonly DemoStep[] {
  if (!isShipped(order)) return [];
  const { orderId, merchant } = order;
  const parcel = {
    parcelId: parcelIdOf(order),
    method: 'ITELL' as const,
    tracking: `JJFI${order.orderNumber.padStart(17, '0')}`,
  };
  const data = { orderId, parcels: [parcel], allSent: true, force: false, at };
  const wish = { tenant: merchant.merchantId, actor: refunder };
  return [commandStep('shipping', orderId, wish, { type: 'AddParcels', data })];
}

/** The carrier says that the buyer has it. */
export function handedOver({ order }: DemoCase, at: Timestamp): readonly DemoStep[] {
  if (!isShipped(order)) return [];
  const { orderId } = order;
  const data = { orderId, parcelId: parcelIdOf(order), handedOverAt: at, toldAt: at };
  return [messageStep('carriers.events', orderId, at, { type: 'ParcelDelivered', data })];
}

/** The inspection's time is over, as its timer says for the institution. */
export function inspected({ order }: DemoCase, at: Timestamp): readonly DemoStep[] {
  if (!isShipped(order)) return [];
  const { orderId } = order;
  const wish = {
    tenant: INSTITUTION,
    actor: { kind: 'system', id: 'shipping.inspections-due' },
  } as const;
  const data = { orderId, at };
  return [commandStep('shipping', orderId, wish, { type: 'EndInspection', data })];
}

const isShipped = ({ merchant }: DemoOrder): boolean =>
  merchant.terms.servicePackage === 'satisfaction-guarantee';

const parcelIdOf = ({ orderId }: DemoOrder): ParcelId =>
  ParcelId.parse(idFrom('demo-parcel', orderId));
