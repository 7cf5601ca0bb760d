import type { SavedViewId } from '@libs/contracts';
import type { CaseId, OrderId, ParcelId, RefundId, TransferId } from '@libs/kernel';

/** Paths of what belongs to an order. */
export const orderLinks = (orderId: OrderId) => ({
  self: `/v1/orders/${orderId}`,
  refunds: `/v1/orders/${orderId}/refunds`,
  refundOptions: `/v1/orders/${orderId}/refund-options`,
  parcels: `/v1/orders/${orderId}/parcels`,
  cases: `/v1/orders/${orderId}/cases`,
});

export const cancelPath = (orderId: OrderId): string => `/v1/orders/${orderId}/cancel`;

export const parcelPath = (orderId: OrderId, parcelId: ParcelId): string =>
  `/v1/orders/${orderId}/parcels/${parcelId}`;

/** A payment that goes back; its own id comes from outside, and may hold any character. */
export const returnPath = (orderId: OrderId, receiptId: string): string =>
  `/v1/operations/returns/${orderId}/${encodeURIComponent(receiptId)}`;

/** The bank's ids hold no character that a path would have to write otherwise. */
export const transferPath = (transferId: TransferId): string =>
  `/v1/operations/transfers/${transferId}`;

/** A parked message; groups and ids of messages from outside may hold any character. */
export const parkedPath = (group: string, messageId: string): string =>
  `/v1/operations/parked/${encodeURIComponent(group)}/${encodeURIComponent(messageId)}`;

export const settlementPath = (settlementId: string): string => `/v1/settlements/${settlementId}`;

export const casePath = (caseId: CaseId): string => `/v1/cases/${caseId}`;

export const savedViewPath = (viewId: SavedViewId): string => `/v1/saved-views/${viewId}`;

export const refundPath = (orderId: OrderId, refundId: RefundId): string =>
  `/v1/orders/${orderId}/refunds/${refundId}`;
