import { assert, type OrderId, type Refusal } from '@libs/kernel';
import { caughtUp } from '@libs/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { orderLinks } from '../answers/links.js';
import { namesFor } from '../answers/timeline-names.js';
import { refusedBy, tellPosition } from '../commands/accepted.js';
import { acceptedByOrder, sendToOrder, wishOf } from '../commands/order-command.js';
import { etagOf } from '../http/etag.js';
import { ownDocument } from '../reading.js';
import type { Problem } from '../problems/problem.js';
import { callerOf } from '../sign-in/caller.js';
import type { Surroundings } from '../surroundings.js';
import { orderPage } from './order-page.js';

/** Calls an order off before its payment; answers its page. Money that still comes goes back. */
export async function cancelOrder(
  surroundings: Surroundings,
  request: FastifyRequest,
  reply: FastifyReply,
  orderId: OrderId,
) {
  const { ports, views } = surroundings;
  const route = `POST /v1/orders/${orderId}/cancel`;
  const wish = wishOf(surroundings, request, { orderId, stream: 'order', route, body: null });
  const answer = await sendToOrder(surroundings, request, wish, {
    type: 'CancelOrder',
    data: { orderId, at: ports.clock.now() },
  });
  const yes = await acceptedByOrder(surroundings, request, { wish, answer }, (refusal) =>
    refusedByOrder(orderId, refusal),
  );
  tellPosition(reply, yes);
  await caughtUp(yes.position, views.orders);
  const { tenant } = callerOf(request);
  const order = await ownDocument(views.orders, orderId, tenant);
  assert(order !== undefined, 'an order that took a command is shown');
  reply.header('ETag', etagOf(order.revisions));
  return orderPage(order, await namesFor(views, tenant));
}

/** What is paid is not cancelled but refunded, which the options say how. */
const refusedByOrder = (orderId: OrderId, refusal: Refusal): Problem =>
  refusal.code === 'already-paid'
    ? refusedBy('order', refusal, { action: 'refund', href: orderLinks(orderId).refundOptions })
    : refusedBy('order', refusal);
