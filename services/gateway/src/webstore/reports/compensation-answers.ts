import { csvWriter, type CsvColumn } from '../../csv/csv.js';
import { amountText } from '../wire/amount.js';
import { encodedRoughly } from '../wire/charset.js';
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

interface Line extends CompensatedOrder {
  readonly of: Compensation;
}

/** One line an order, with its compensation in front; columns only grow (domain: Methods and reports). */
const COLUMNS: readonly CsvColumn<Line>[] = [
  { id: 'compensationCode', kind: 'text', of: ({ of }) => of.settlementId },
  { id: 'compensationDate', kind: 'text', of: ({ of }) => dateText(of.paidAt) },
  {
    id: 'reference',
    kind: 'text',
    of: ({ of, order }) => (of.isBundle ? of.settlementId : order.reference),
  },
  { id: 'orderNumber', kind: 'text', of: ({ order }) => order.orderNumber },
  { id: 'originalReference', kind: 'text', of: ({ order }) => order.reference },
  { id: 'paymentId', kind: 'text', of: ({ order }) => order.paymentId },
  { id: 'sellerGrossAmount', kind: 'money', of: ({ gross }) => gross },
  { id: 'sellerNetAmount', kind: 'money', of: ({ net }) => net },
  { id: 'refundedAmount', kind: 'money', of: ({ refunded }) => refunded },
  { id: 'commission', kind: 'money', of: ({ commission }) => commission },
  { id: 'commissionVat', kind: 'money', of: ({ commissionVat }) => commissionVat },
  { id: 'buyerPaymentDateTime', kind: 'moment', of: ({ order }) => order.paidAt },
  { id: 'paymentMethod', kind: 'text', of: ({ order }) => order.method },
  { id: 'paymentMethodGroup', kind: 'text', of: ({ order }) => order.methodGroup },
];

const linesOf = (compensations: readonly Compensation[]): readonly Line[] =>
  compensations.flatMap((of) => of.orders.map((order) => ({ ...order, of })));

/** A report as CSV for Finnish spreadsheets of old: semicolons, ISO-8859-15. */
export function csvReport(compensations: readonly Compensation[]): Buffer {
  const { header, row } = csvWriter('fi-excel', COLUMNS);
  const text = `${header()}${linesOf(compensations).map(row).join('')}`;
  return encodedRoughly(text.replace(/^\uFEFF/u, ''), 'ISO-8859-15');
}

/** A report as JSON: the same lines. */
export const jsonReport = (
  { version, sellerId }: ReportHead,
  compensations: readonly Compensation[],
): string =>
  JSON.stringify({
    version,
    sellerId,
    resultCode: '00',
    settlements: linesOf(compensations).map(({ of, order, ...sums }) => ({
      compensationCode: of.settlementId,
      compensationDate: dateText(of.paidAt),
      orderNumber: order.orderNumber,
      originalReference: order.reference,
      paymentId: order.paymentId,
      sellerGrossAmount: amountText(sums.gross),
      sellerNetAmount: amountText(sums.net),
      refundedAmount: amountText(sums.refunded),
      commission: amountText(sums.commission),
      commissionVat: amountText(sums.commissionVat),
      paymentMethod: order.method,
    })),
  });
