import { assert, minus, plus, quantityOf, thousandthsOf } from '@libs/kernel';
import type { SoldRow } from '../orders/order-row.js';
import type { RefundableRow, ReturnedRow } from './refund-rows.js';

/** The rows that were sold: no refund has taken any of them. */
export const wholeRows = (rows: readonly SoldRow[] = []): readonly RefundableRow[] =>
  rows.map((sold) => ({ ...sold, quantityLeft: sold.quantity, grossLeft: sold.gross }));

/** What is left when a refund has taken its part: a quantity comes back once. */
export const lessRows = (
  left: readonly RefundableRow[],
  taken: readonly ReturnedRow[] = [],
): readonly RefundableRow[] => changed(left, taken, -1);

/** What is left when the refund came to nothing. */
export const plusRows = (
  left: readonly RefundableRow[],
  given: readonly ReturnedRow[] = [],
): readonly RefundableRow[] => changed(left, given, 1);

function changed(
  left: readonly RefundableRow[],
  rows: readonly ReturnedRow[],
  sign: 1 | -1,
): readonly RefundableRow[] {
  if (rows.length === 0) return left;
  const byNumber = new Map(rows.map((row) => [row.rowNumber, row]));
  return left.map((row) => {
    const by = byNumber.get(row.rowNumber);
    return by === undefined ? row : moved(row, by, sign);
  });
}

function moved(row: RefundableRow, by: ReturnedRow, sign: 1 | -1): RefundableRow {
  const quantity = thousandthsOf(row.quantityLeft) + sign * thousandthsOf(by.quantity);
  const grossLeft = (sign === 1 ? plus : minus)(row.grossLeft, by.gross);
  const { minorUnits } = grossLeft;
  assert(quantity >= 0 && quantity <= thousandthsOf(row.quantity), 'a quantity comes back once');
  assert(minorUnits >= 0 && minorUnits <= row.gross.minorUnits, 'a row gives back what it came to');
  return { ...row, quantityLeft: quantityOf(quantity), grossLeft };
}
