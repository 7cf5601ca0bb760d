import {
  eur,
  reject,
  shareOf,
  thousandthsOf,
  type Decision,
  type Money,
  type Refusal,
} from '@libs/kernel';
import type { OrderedRow } from './case.commands.js';
import type { CaseRow } from './case.events.js';
import type { RowQuantity } from './refund-rows.js';

/** Why rows cannot be chosen from an order. */
export type ChoiceRejection = Refusal<
  'row-unknown' | 'row-chosen-twice' | 'row-is-no-product' | 'quantity-exceeds-ordered'
>;

/** Rows that go back: products, tailored ones among them; costs and discounts are no goods. */
const PRODUCTS: readonly OrderedRow['type'][] = [1, 4, 5];

/** The chosen rows with what each came to; a share of a row is rounded half away from zero. */
export function chosenOf(
  chosen: readonly RowQuantity[],
  ordered: readonly OrderedRow[],
): readonly CaseRow[] | Decision<never, ChoiceRejection> {
  const rows: CaseRow[] = [];
  for (const choice of chosen) {
    const row = ordered.find(({ rowNumber }) => rowNumber === choice.rowNumber);
    const refusal = refusalOf(choice, row, rows);
    if (refusal !== undefined || row === undefined) return refusal ?? reject('row-unknown');
    rows.push({ ...choice, amount: partOfRow(row.gross, choice.quantity, row.quantity) });
  }
  return rows;
}

function refusalOf(
  { rowNumber, quantity }: RowQuantity,
  row: OrderedRow | undefined,
  before: readonly CaseRow[],
): Decision<never, ChoiceRejection> | undefined {
  if (row === undefined) return reject('row-unknown', { rowNumber });
  if (before.some((other) => other.rowNumber === rowNumber))
    return reject('row-chosen-twice', { rowNumber });
  if (!PRODUCTS.includes(row.type) || row.gross.minorUnits <= 0)
    return reject('row-is-no-product', { rowNumber });
  if (thousandthsOf(quantity) > thousandthsOf(row.quantity))
    return reject('quantity-exceeds-ordered', { rowNumber, ordered: row.quantity });
  return undefined;
}

/** The same or less of rows that are proposed; `undefined` when it is more, or another row. */
export function fewerOf(
  chosen: readonly RowQuantity[],
  proposed: readonly CaseRow[],
): readonly CaseRow[] | undefined {
  const rows = chosen.flatMap(({ rowNumber, quantity }) => {
    const row = proposed.find((each) => each.rowNumber === rowNumber);
    if (row === undefined || thousandthsOf(quantity) > thousandthsOf(row.quantity)) return [];
    return [{ rowNumber, quantity, amount: partOfRow(row.amount, quantity, row.quantity) }];
  });
  const isEachOnce = new Set(rows.map(({ rowNumber }) => rowNumber)).size === chosen.length;
  return isEachOnce ? rows : undefined;
}

/** What a part of a row came to: never nothing, for a row that came to something. */
function partOfRow(gross: Money, quantity: string, ordered: string): Money {
  const { minorUnits } = shareOf(gross, thousandthsOf(quantity), thousandthsOf(ordered));
  return eur(Math.max(minorUnits, 1));
}
