import { RouteConfig } from '@nestjs/platform-fastify';

/** What a token may be allowed to do, as `<application>.<resource>.<read|write>`. */
export const SCOPES = [
  'orders.order.read',
  'orders.order.write',
  'orders.cancellation.write',
  'refunds.refund.read',
  'refunds.refund.write',
  'orders.refund-approval.write',
  'refunds.settlement.read',
  'refunds.case.read',
  'refunds.case.write',
  'shipping.parcel.read',
  'shipping.parcel.write',
  'merchants.merchant.read',
  'merchants.saved-view.read',
  'merchants.saved-view.write',
  'ops.transfers.read',
  'ops.transfers.write',
  'ops.returns.read',
  'ops.returns.write',
  'ops.mails.read',
  'ops.parked.read',
  'ops.parked.write',
  'simulator.write',
] as const;
export type Scope = (typeof SCOPES)[number];

/** What a route asks of a caller's token; known before the body is read. */
export interface RouteDemand {
  readonly scope: Scope;
}

/** A route that is opened by what its own path says, such as a buyer's link. */
export interface OpenRoute {
  readonly openedBy: 'link';
}

/** Opens a route to whoever has the link in its path, which its controller looks at first. */
export const OpenedByLink = () => RouteConfig({ openedBy: 'link' } satisfies OpenRoute);

/** Opens a route to tokens of a scope. A route under `/v1` that names none does not start. */
export const NeedsScope = (scope: Scope) => RouteConfig({ scope } satisfies RouteDemand);
