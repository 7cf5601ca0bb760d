import type { OrderDetails } from '@libs/contracts';
import type { Actor, CaseId } from '@libs/kernel';
import { casePath, orderLinks, settlementPath } from '../answers/links.js';
import type { Named } from '../answers/timeline-names.js';

/** The order's page: the document, with names to those who acted and links to what follows. */
export function orderPage(
  {
    merchantId: _merchantId,
    caseRevisions: _revisions,
    openCases,
    timeline,
    ...order
  }: OrderDetails,
  named: (actor: Actor) => Named,
) {
  return {
    ...order,
    openCases: Object.entries(openCases).map(([caseId, open]) => ({
      ...{ caseId, ...open },
      href: casePath(caseId as CaseId),
    })),
    timeline: timeline.map((entry) => ({ ...entry, who: named(entry.who) })),
    links: {
      ...orderLinks(order.orderId),
      ...(order.settlementId !== undefined && { settlement: settlementPath(order.settlementId) }),
    },
  };
}

/** The revision of each stream that the page shows; a case's part carries its id. */
export const revisionsIn = ({ revisions, caseRevisions }: OrderDetails) => ({
  ...revisions,
  ...Object.fromEntries(
    Object.entries(caseRevisions).map(([caseId, revision]) => [`case.${caseId}`, revision]),
  ),
});
