import type { CaseRow, RowQuantity, OrderedRow } from '@libs/contracts';
import { eur, reject, thousandthsOf, type Decision, type Money, type Refusal } from '@libs/kernel';

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
    rows.push({ ...choice, amount: shareOf(row.gross, choice.quantity, row.quantity) });
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

/** What a part of a row came to: never nothing, for a row that came to something. */
function shareOf(gross: Money, quantity: string, ordered: string): Money {
  const [part, whole] = [BigInt(thousandthsOf(quantity)), BigInt(thousandthsOf(ordered))];
  const share = (2n * BigInt(gross.minorUnits) * part + whole) / (2n * whole);
  return eur(Math.max(Number(share), 1));
}
