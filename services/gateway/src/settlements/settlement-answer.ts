import type { AccountTransaction, Settlement } from '@libs/contracts';
import { orderLinks, settlementPath } from '../answers/links.js';
import type { Views } from '../surroundings.js';

/** A settlement with its sums; its lines are a list of their own, for there may be a thousand. */
export function settlementAnswer(settlement: Settlement) {
  const { merchantId: _merchantId, lines: _lines, deductions: _deductions, ...sums } = settlement;
  const self = settlementPath(sums.settlementId);
  const links = { self, lines: `${self}/lines`, deductions: `${self}/deductions` };
  return { ...sums, links };
}

/** Each deduction with the names of its order. */
export async function settlementDeductions(
  { transactions }: Pick<Views, 'transactions'>,
  { merchantId, deductions }: Settlement,
) {
  const orders = await transactions.load(deductions.map(({ deduction }) => deduction.orderId));
  return deductions.map(({ deduction, answer }) => ({
    ...{ ...deduction, answer, ...namesIn(orders.get(deduction.orderId)?.document, merchantId) },
    href: orderLinks(deduction.orderId).self,
  }));
}

/** Each line with the names of its order, as far as the list of orders knows it by now. */
export async function settlementLines(
  { transactions }: Pick<Views, 'transactions'>,
  { merchantId, lines }: Settlement,
) {
  const orders = await transactions.load(lines.map(({ line }) => line.orderId));
  return lines.map(({ line, answer }) => {
    const names = namesIn(orders.get(line.orderId)?.document, merchantId);
    return { ...line, answer, ...names, href: orderLinks(line.orderId).self };
  });
}

/** A proposal may name an order of somebody else's: its line is refused, and tells nothing. */
function namesIn(order: AccountTransaction | undefined, merchantId: Settlement['merchantId']) {
  if (order?.merchantId !== merchantId) return {};
  const { orderNumber, paymentId, reference, method, paidAt } = order;
  return { orderNumber, paymentId, reference, method, paidAt };
}
