import { amountText } from '../wire/amount.js';
import { dateText, momentText } from '../wire/message-date.js';
import { element, xmlDocument, type Element } from '../wire/xml.js';
import type { CompensatedOrder, Compensation } from './compensations.js';

/** What every report says of itself. */
export interface ReportHead {
  readonly version: string;
  readonly sellerId: string;
  readonly keyGeneration: string | undefined;
  readonly at: string;
}

/** A report as XML; `resultCode` is always there. */
export const xmlReport = (
  { version, sellerId, keyGeneration, at }: ReportHead,
  result: { readonly code: string; readonly text?: string },
  compensations: readonly Compensation[],
): string =>
  xmlDocument({
    name: 'getCompensationsResponse',
    contents: [
      ...element('version', version),
      ...element('timestamp', momentText(at)),
      ...element('sellerId', sellerId),
      ...element('resultCode', result.code),
      ...element('resultText', result.text),
      ...element('keyGeneration', keyGeneration),
      ...(result.code === '00'
        ? [{ name: 'compensations', contents: compensations.map(compensationElement) }]
        : []),
    ],
  });

function compensationElement(compensation: Compensation): Element {
  const { settlementId, paidAt, isBundle, sums, orders } = compensation;
  return {
    name: 'compensation',
    contents: [
      ...element('compensationCode', isBundle ? settlementId : undefined),
      ...element('compensationType', isBundle ? 'BUNDLE' : 'SINGLE'),
      ...element('compensationDate', dateText(paidAt)),
      ...element('reference', isBundle ? settlementId : orders[0]?.order.reference),
      ...element('grossAmount', amountText(sums.gross)),
      ...element('netAmount', amountText(sums.net)),
      ...element('refundedAmount', amountText(sums.refunded)),
      ...element('commission', amountText(sums.commission)),
      ...element('commissionVat', amountText(sums.commissionVat)),
      { name: 'orders', contents: orders.map((order) => orderElement(order, compensation)) },
    ],
  };
}

function orderElement(
  compensated: CompensatedOrder,
  { settlementId, isBundle }: Compensation,
): Element {
  const { order, gross, net, refunded, commission, commissionVat } = compensated;
  return {
    name: 'order',
    contents: [
      ...element('bundleCode', isBundle ? settlementId : undefined),
      ...element('orderNumber', order.orderNumber),
      ...element('originalReference', order.reference),
      ...element('paymentId', order.paymentId),
      ...element('sellerGrossAmount', amountText(gross)),
      ...element('sellerNetAmount', amountText(net)),
      ...element('refundedAmount', amountText(refunded)),
      ...element('commission', amountText(commission)),
      ...element('commissionVat', amountText(commissionVat)),
      ...element(
        'buyerPaymentDateTime',
        order.paidAt === undefined ? undefined : momentText(order.paidAt),
      ),
      ...element('paymentMethod', order.method),
      ...element('paymentMethodGroup', order.methodGroup),
    ],
  };
}
