import { CASE_TERMS, type CaseCommand, type Delivery, type OrderDetails } from '@libs/contracts';
import type { MerchantId, Named, OrderId } from '@libs/kernel';
import { Problem } from '../problems/problem.js';
import { notFound, ownDocument } from '../reading.js';
import type { Surroundings } from '../surroundings.js';

/** What the order says at this moment: a case is judged by it when it is opened. */
export type OrderFacts = Named<CaseCommand, 'OpenCase'>['data']['order'];

/** Reads the facts of an order of the merchant's; fails while it is not paid. */
export async function orderFacts(
  { views }: Pick<Surroundings, 'views'>,
  merchantId: MerchantId,
  orderId: OrderId,
): Promise<OrderFacts> {
  const [order, money, delivery] = await Promise.all([
    ownDocument(views.orders, orderId, merchantId),
    ownDocument(views.refunds, orderId, merchantId),
    ownDocument(views.deliveries, orderId, merchantId),
  ]);
  if (order === undefined) throw notFound();
  if (money === undefined) throw new Problem('case.not-paid');
  const receivedAt = delivery?.inspection?.startsAt;
  const inspectionEndedAt = delivery?.inspectionEnded?.endedAt;
  return {
    merchantId,
    servicePackage: order.terms.servicePackage,
    terms: order.terms.cases ?? CASE_TERMS,
    rows: orderedRows(order),
    refundable: money.refundable,
    isShipped: isShipped(delivery),
    ...(receivedAt !== undefined && { receivedAt }),
    ...(inspectionEndedAt !== undefined && { inspectionEndedAt }),
  };
}

/** What there is of each row of an order. */
export const orderedRows = ({ rows }: OrderDetails): OrderFacts['rows'] =>
  rows.map(({ rowNumber, quantity, gross, type }) => ({ rowNumber, quantity, gross, type }));

/** The merchant has told that something is on its way. */
export const isShipped = (delivery: Delivery | undefined): boolean =>
  delivery !== undefined && (delivery.parcels.length > 0 || delivery.allSentAt !== undefined);
