import type { Settlement } from '@libs/contracts';
import { orderLinks, settlementPath } from '../answers/links.js';
import type { Views } from '../surroundings.js';

/** A settlement with its sums; its lines are a list of their own, for there may be a thousand. */
export function settlementAnswer({ merchantId: _merchantId, lines: _lines, ...sums }: Settlement) {
  const self = settlementPath(sums.settlementId);
  return { ...sums, links: { self, lines: `${self}/lines` } };
}

/** Each line with the names of its order, as far as the list of orders knows it by now. */
export async function settlementLines(
  { transactions }: Pick<Views, 'transactions'>,
  { merchantId, lines }: Settlement,
) {
  const orders = await transactions.load(lines.map(({ line }) => line.orderId));
  return lines.map(({ line, answer }) => {
    const order = orders.get(line.orderId)?.document;
    const { orderNumber, paymentId, reference, method, paidAt } = order ?? {};
    // A proposal may name an order of somebody else's: its line is refused, and tells nothing.
    const names =
      order?.merchantId === merchantId ? { orderNumber, paymentId, reference, method, paidAt } : {};
    return { ...line, answer, ...names, href: orderLinks(line.orderId).self };
  });
}
