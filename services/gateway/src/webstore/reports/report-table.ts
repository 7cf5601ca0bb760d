import { csvWriter, type CsvColumn } from '../../csv/csv.js';
import { amountText } from '../wire/amount.js';
import { encodedRoughly } from '../wire/charset.js';
import { dateText, momentText } from '../wire/message-date.js';
import type { CompensatedOrder, Compensation } from './compensations.js';
import type { ReportHead } from './xml-report.js';

export interface Line extends CompensatedOrder {
  readonly of: Compensation;
}

/**
 * One line an order, with its compensation in front; the same in every form that is a table.
 * Columns only grow (domain: Methods and reports).
 */
export const COLUMNS: readonly CsvColumn<Line>[] = [
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

export const linesOf = (compensations: readonly Compensation[]): readonly Line[] =>
  compensations.flatMap((of) => of.orders.map((order) => ({ ...order, of })));

/** A report as CSV for Finnish spreadsheets of old: semicolons, ISO-8859-15. */
export function csvReport(compensations: readonly Compensation[]): Buffer {
  const { header, row } = csvWriter('fi-excel', COLUMNS);
  const text = `${header()}${linesOf(compensations).map(row).join('')}`;
  return encodedRoughly(text.replace(/^\uFEFF/u, ''), 'ISO-8859-15');
}

/** A report as JSON: an object a line; what is missing is left out. */
export const jsonReport = (
  { version, sellerId }: ReportHead,
  compensations: readonly Compensation[],
): string =>
  JSON.stringify({
    version,
    sellerId,
    resultCode: '00',
    settlements: linesOf(compensations).map((line) =>
      Object.fromEntries(COLUMNS.map((column) => [column.id, told(column, line)])),
    ),
  });

/** A value as messages write it. */
function told(column: CsvColumn<Line>, line: Line): string | undefined {
  switch (column.kind) {
    case 'text':
      return column.of(line);
    case 'money': {
      const money = column.of(line);
      return money && amountText(money);
    }
    case 'moment': {
      const moment = column.of(line);
      return moment === undefined ? undefined : momentText(moment);
    }
  }
}
