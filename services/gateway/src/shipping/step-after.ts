import { ParcelId, type OrderId, type Refusal } from '@libs/kernel';
import { orderLinks, parcelPath } from '../answers/links.js';
import type { NextStep } from '../problems/problem.js';

/** The step that does work where a word about parcels was refused. */
export function stepAfter(
  { code, details = {} }: Refusal,
  orderId: OrderId,
  forced: NextStep,
): NextStep | undefined {
  const { self, parcels } = orderLinks(orderId);
  switch (code) {
    case 'shipping-data-not-in-use':
    case 'shipping-data-not-needed':
      return { action: 'look', href: self };
    case 'nothing-told':
      return { action: 'tell-parcels', href: parcels };
    case 'force-needed':
      return forced;
    case 'last-parcel':
      return changeOf(orderId, details['parcelId']);
    case 'parcel-handed-over':
    case 'too-many-parcels':
      return { action: 'look', href: parcels };
    default:
      return undefined;
  }
}

/** What was sent in full holds a parcel: it can be another one. */
function changeOf(orderId: OrderId, parcelId: unknown): NextStep | undefined {
  const known = ParcelId.safeParse(parcelId);
  if (!known.success) return undefined;
  return {
    action: 'change-parcel',
    href: parcelPath(orderId, known.data),
    body: { force: true },
  };
}
