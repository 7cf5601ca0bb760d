import type { OrderDetails } from '@libs/contracts';
import { systemClock } from '@libs/platform';
import { UserId } from '@libs/kernel';
import type { FastifyRequest } from 'fastify';
import { rateLimit } from '../http/rate-limit.js';
import { Problem } from '../problems/problem.js';
import { notFound } from '../reading.js';
import { noteCaller } from '../sign-in/caller.js';
import type { Surroundings } from '../surroundings.js';

/** Lets whoever has a link in to its order. */
export type BuyerDoor = (request: FastifyRequest, link: string) => Promise<OrderDetails>;

const MINUTE_MS = 60_000;
/** Links that open nothing, from one address. */
const WRONG = { max: 20, windowMs: 10 * MINUTE_MS };
/** Requests with one link. */
const OF_ONE_LINK = { max: 120, windowMs: MINUTE_MS };

/**
 * The door to the buyer's side: a link is good for its own order alone. One that is forged,
 * expired, or of an order without a buyer service answers like one that never was; who tries many
 * of them hears only that they are too many, and a good link works meanwhile.
 */
export function buyerDoor({ views, buyerLinks }: Surroundings): BuyerDoor {
  const wrong = rateLimit(WRONG);
  const ofOneLink = rateLimit(OF_ONE_LINK);
  return async (request, link) => {
    const order = await orderOf(link);
    if (order === undefined)
      throw wrong.take(request.ip) ? notFound() : new Problem('too-many-requests');
    if (!ofOneLink.take(order.orderId)) throw new Problem('too-many-requests');
    noteCaller(request, {
      userId: UserId.parse(`buyer:${order.orderId}`),
      tenant: order.merchantId,
      roles: [],
      scopes: new Set(),
      buyerOf: order.orderId,
    });
    return order;
  };

  async function orderOf(link: string): Promise<OrderDetails | undefined> {
    const orderId = buyerLinks.read(link, systemClock.now());
    if (orderId === undefined) return undefined;
    const order = (await views.orders.load([orderId])).get(orderId)?.document;
    return order?.terms.servicePackage === 'satisfaction-guarantee' ? order : undefined;
  }
}
