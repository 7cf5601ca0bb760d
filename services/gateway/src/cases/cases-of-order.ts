import type { CaseShown } from '@libs/contracts';
import type { MerchantId, OrderId } from '@libs/kernel';
import type { Views } from '../surroundings.js';
import { caseRevision } from './case-answer.js';

/** More cases of one order than this are not shown at once; ten may be open. */
const SHOWN_MAX = 100;

/** The cases of an order, oldest first. */
export async function casesOfOrder(
  { cases }: Pick<Views, 'cases'>,
  { orderId, merchantId }: { readonly orderId: OrderId; readonly merchantId: MerchantId },
): Promise<readonly CaseShown[]> {
  const found = await cases.find({
    where: { orderId: { is: orderId }, merchantId: { is: merchantId } },
    sort: { by: 'openedAt', direction: 'ascending' },
    limit: SHOWN_MAX,
  });
  return found.map(({ document }) => document);
}

/** The revision of each, as parts of an `ETag`. */
export const revisionsOf = (cases: readonly CaseShown[]) =>
  Object.assign({}, ...cases.map(caseRevision)) as Readonly<Record<string, number>>;
