import type { OrderDetails } from '@libs/contracts';
import type { Actor } from '@libs/kernel';
import { orderLinks, settlementPath } from '../answers/links.js';
import type { Named } from '../answers/timeline-names.js';

/** The order's page: the document, with names to those who acted and links to what follows. */
export function orderPage(
  { merchantId: _merchantId, timeline, ...order }: OrderDetails,
  named: (actor: Actor) => Named,
) {
  return {
    ...order,
    timeline: timeline.map((entry) => ({ ...entry, who: named(entry.who) })),
    links: {
      ...orderLinks(order.orderId),
      ...(order.settlementId !== undefined && { settlement: settlementPath(order.settlementId) }),
    },
  };
}
