import type { CaseParty, CaseShown } from '@libs/contracts';
import { idFrom, type CaseId, type MerchantId, type OrderId } from '@libs/kernel';
import type { Acceptance, NewCase, Offer } from '../input/case-body.js';
import { ownDocument } from '../reading.js';
import { actorOf, callerOf } from '../sign-in/caller.js';
import type { Surroundings } from '../surroundings.js';
import type { Exchange } from '../commands/exchange.js';
import type { Wish } from '../commands/wish.js';
import { beginCase, moveCase } from './case-command.js';
import { isShipped, orderedRows, orderFacts } from './order-facts.js';

/** Who acts, on which order of which merchant: a store's people, or its buyer by a link. */
export interface Acting {
  readonly by: CaseParty;
  readonly merchantId: MerchantId;
  readonly orderId: OrderId;
}

/** A case that is acted on, and which wish it is. */
export type OnCase = Acting & Wish & { readonly caseId: CaseId };

/** Opens a case: the buyer's proposal, or the merchant's offer. */
export async function openCase(
  surroundings: Surroundings,
  exchange: Exchange,
  { by, merchantId, orderId, route }: Acting & { readonly route: string },
  asked: NewCase,
): Promise<CaseShown> {
  const { rows, amount, message, kind, reason } = asked;
  const order = await orderFacts(surroundings, merchantId, orderId);
  return beginCase(surroundings, exchange, { route, body: asked }, (caseId, at) => ({
    type: 'OpenCase',
    data: {
      ...{ caseId, orderId, by, kind, reason, order, at },
      ...offeredBy(exchange, by),
      ...(amount !== undefined && { amount }),
      ...(rows !== undefined && { chosen: rows }),
      ...(message !== undefined && { message }),
    },
  }));
}

/** Says yes. What was sent by now, and ordered, is the gateway's to tell: a case follows neither. */
export async function acceptCase(
  surroundings: Surroundings,
  exchange: Exchange,
  on: OnCase,
  asked: Acceptance,
): Promise<CaseShown> {
  const { by, merchantId, orderId, caseId } = on;
  const { extent, rows, amount, beforeGoods, message } = asked;
  const { deliveries, orders } = surroundings.views;
  const [delivery, order] = await Promise.all([
    ownDocument(deliveries, orderId, merchantId),
    rows && ownDocument(orders, orderId, merchantId),
  ]);
  return moveCase(surroundings, exchange, on, (_commandId, at) => ({
    type: 'AcceptCase',
    data: {
      ...{ caseId, orderId, by, extent, beforeGoods, isShipped: isShipped(delivery), at },
      ...(amount !== undefined && { amount }),
      ...(rows !== undefined && { chosen: rows }),
      ...(order !== undefined && { ordered: orderedRows(order) }),
      ...(message !== undefined && { message }),
    },
  }));
}

/** Offers another sum. */
export const offerOnCase = (
  surroundings: Surroundings,
  exchange: Exchange,
  on: OnCase,
  { amount, message }: Offer,
): Promise<CaseShown> =>
  moveCase(surroundings, exchange, on, (_commandId, at) => ({
    type: 'CounterOffer',
    data: {
      ...{ caseId: on.caseId, orderId: on.orderId, by: on.by, amount, at },
      ...offeredBy(exchange, on.by),
      ...(message !== undefined && { message }),
    },
  }));

const offeredBy = ({ request }: Exchange, by: CaseParty) =>
  by === 'merchant' ? { offeredBy: actorOf(callerOf(request)) } : {};

/** Writes to the other side. */
export const writeInCase = (
  surroundings: Surroundings,
  exchange: Exchange,
  on: OnCase,
  message: string,
): Promise<CaseShown> =>
  moveCase(surroundings, exchange, on, (commandId, at) => ({
    type: 'SendCaseMessage',
    data: {
      ...{ caseId: on.caseId, orderId: on.orderId, by: on.by, message, at },
      messageId: idFrom('case-message', commandId),
    },
  }));

/** Says no, with words. */
export const declineCase = (
  surroundings: Surroundings,
  exchange: Exchange,
  on: OnCase,
  message: string,
): Promise<CaseShown> =>
  moveCase(surroundings, exchange, on, (_commandId, at) => ({
    type: 'DeclineCase',
    data: { caseId: on.caseId, orderId: on.orderId, by: on.by, message, at },
  }));

/** Records that what was sent is back. */
export const receiveGoods = (
  surroundings: Surroundings,
  exchange: Exchange,
  on: OnCase,
): Promise<CaseShown> =>
  moveCase(surroundings, exchange, on, (_commandId, at) => ({
    type: 'ReceiveGoods',
    data: { caseId: on.caseId, orderId: on.orderId, at },
  }));

/** The buyer lets go of what they asked for. */
export const withdrawCase = (
  surroundings: Surroundings,
  exchange: Exchange,
  on: OnCase,
): Promise<CaseShown> =>
  moveCase(surroundings, exchange, on, (_commandId, at) => ({
    type: 'WithdrawCase',
    data: { caseId: on.caseId, orderId: on.orderId, at },
  }));
