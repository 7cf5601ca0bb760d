import { CASE_TERMS } from '@libs/contracts';
import type { MerchantId } from '@libs/kernel';
import type { FastifyRequest } from 'fastify';
import { casesOfOrder, revisionsOf } from '../cases/cases-of-order.js';
import { languageOf } from '../http/language.js';
import { notFound, ownDocument } from '../reading.js';
import { callerOf } from '../sign-in/caller.js';
import type { Surroundings } from '../surroundings.js';
import { buyerPage } from './buyer-page.js';
import { periodEndOf } from './withdrawal.js';

/** Reads all that the buyer's page shows, with the revision of each stream. */
export async function readBuyerPage(
  { ports, views }: Surroundings,
  request: FastifyRequest,
  path: string,
) {
  const { buyerOf: orderId, tenant } = callerOf(request);
  if (orderId === undefined) throw notFound();
  const merchantId = tenant as MerchantId; // A link opens a merchant's order.
  const [order, delivery, merchant, cases] = await Promise.all([
    ownDocument(views.orders, orderId, merchantId),
    ownDocument(views.deliveries, orderId, merchantId),
    ownDocument(views.merchants, merchantId, merchantId),
    casesOfOrder(views, { orderId, merchantId }),
  ]);
  if (order === undefined) throw notFound();
  const receivedAt = delivery?.inspection?.startsAt;
  const withdrawalEndsAt = periodEndOf({
    terms: order.terms.cases ?? CASE_TERMS,
    ...(receivedAt !== undefined && { receivedAt }),
  });
  const page = buyerPage({
    ...{ order, delivery, cases, path, withdrawalEndsAt, now: ports.clock.now() },
    store: merchant?.webStores.find(({ sellerId }) => sellerId === order.sellerId),
    language: languageOf(request.headers['accept-language']),
  });
  const revisions = {
    ...order.revisions,
    ...(delivery !== undefined && { delivery: delivery.deliveryRevision }),
    ...revisionsOf(cases),
  };
  return { page, revisions };
}
