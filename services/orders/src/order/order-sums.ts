import type { OrderRow, PricedRow, SoldRow } from '@libs/contracts';
import { assert, priceRows, sum, type Money } from '@libs/kernel';

/** The rows with what each comes to; `undefined` when the sums are beyond all money. */
export function pricedRows(rows: readonly OrderRow[]): readonly PricedRow[] | undefined {
  const sums = priceRows(rows);
  if (sums === undefined) return undefined;
  return rows.map((row, at) => {
    const priced = sums[at];
    assert(priced !== undefined, 'each row is priced');
    return { ...row, rowNumber: at + 1, ...priced };
  });
}

/** Rows of types 1, 4, 5 and 6 (domain: Orders); below zero when a discount is too large. */
export const amountOf = (rows: readonly PricedRow[]): Money =>
  sum(rows.filter((row) => !isSellerCost(row)).map(({ gross }) => gross));

/** Rows of types 2 and 3: shipping, handling and invoicing (domain: Orders). */
export const sellerCostsOf = (rows: readonly PricedRow[]): Money =>
  sum(rows.filter(isSellerCost).map(({ gross }) => gross));

const isSellerCost = ({ type }: PricedRow): boolean => type === 2 || type === 3;

/** What of a row its money is told by. */
export const soldRow = ({ rowNumber, type, vatRate, quantity, gross }: PricedRow): SoldRow => ({
  ...{ rowNumber, type, vatRate, quantity, gross },
});
