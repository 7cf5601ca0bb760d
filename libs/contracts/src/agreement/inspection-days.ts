import { SellerId, z } from '@libs/kernel';
import { InspectionDays, type Terms } from './terms.js';

/** Web stores whose inspection period is their own; the others have that of the terms. */
export const InspectionOfStores = z
  .array(z.strictObject({ sellerId: SellerId, inspectionDays: InspectionDays }).readonly())
  .min(1)
  .max(1000)
  .readonly();
export type InspectionOfStores = z.infer<typeof InspectionOfStores>;

/** The terms of an order of a web store: the company's, with the store's own inspection period. */
export function termsOfStore(
  { terms, inspectionOf = [] }: { terms: Terms; inspectionOf?: InspectionOfStores | undefined },
  sellerId: SellerId,
): Terms {
  const own = inspectionOf.find((each) => each.sellerId === sellerId);
  return own === undefined ? terms : { ...terms, inspectionDays: own.inspectionDays };
}
