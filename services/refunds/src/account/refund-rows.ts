import type {
  AccountCommand,
  PricedExtraRow,
  RefundableRow,
  ReturnedRow,
  RowQuantity,
  VatPart,
} from '@libs/contracts';
import {
  assert,
  equal,
  exceeds,
  minus,
  NOTHING,
  priceRows,
  reject,
  shareOf,
  sum,
  sumsByRate,
  thousandthsOf,
  type Decision,
  type Money,
  type Named,
  type Refusal,
} from '@libs/kernel';
import { totalOf, type Parts } from './refund-split.js';

/** Why rows that a refund is made of are refused. */
export type RowRejection = Refusal<
  | 'rows-of-another-kind'
  | 'row-unknown'
  | 'row-named-twice'
  | 'row-not-returnable'
  | 'quantity-exceeds-left'
  | 'rows-sum-too-large'
  | 'rows-come-to-nothing'
  | 'rows-do-not-add-up'
  | 'amount-exceeds-refundable'
  | 'amount-exceeds-refundable-at-rate'
>;

type Asked = Pick<
  Named<AccountCommand, 'RequestRefund'>['data'],
  'kind' | 'rows' | 'extraRows' | 'amount'
>;
type Refused = Decision<never, RowRejection>;

/** What a refund's rows come to, at each VAT rate too. */
export interface RefundByRows {
  readonly amount: Money;
  readonly vat: readonly VatPart[];
  readonly rows: readonly ReturnedRow[];
  readonly extraRows: readonly PricedExtraRow[];
}

export const hasRows = ({ rows, extraRows }: Asked): boolean =>
  rows !== undefined || extraRows !== undefined;

/**
 * A refund by rows (domain: Refunds by rows): goods that come back, each by its share of what is
 * left of its row, and extra rows, whose price has the other sign. A rate that the extra rows
 * take below zero is spread over the others, as in the order itself. A given amount is the total.
 */
export function refundByRows(
  asked: Asked,
  left: readonly RefundableRow[],
  parts: Parts,
): RefundByRows | Refused {
  const goods = asked.rows ?? [];
  const refusal = refusalOfKind(asked) ?? refusalOfRows(goods, left);
  if (refusal !== undefined) return refusal;
  const rows = goods.map((row) => returned(row, left));
  const extraRows = priced(asked, rows);
  if (extraRows === undefined) return reject('rows-sum-too-large');
  const given = extraRows.map(({ vatRate, gross }) => ({ vatRate, gross: minus(NOTHING, gross) }));
  const all = [...rows, ...given];
  const amount = sum(all.map(({ gross }) => gross));
  const wrong = refusalOfTotal(asked, amount);
  if (wrong !== undefined) return wrong;
  const vat = sumsByRate(all);
  return (
    refusalOfSum(amount, parts) ?? refusalOfRates(vat, parts) ?? { amount, vat, rows, extraRows }
  );
}

/** Rows come to something, and to what was said that they come to. */
function refusalOfTotal({ amount }: Asked, rowsSum: Money): Refused | undefined {
  if (rowsSum.minorUnits <= 0) return reject('rows-come-to-nothing', { rowsSum });
  return amount !== undefined && !equal(amount, rowsSum)
    ? reject('rows-do-not-add-up', { amount, rowsSum })
    : undefined;
}

/** A full refund takes all that is left, and a price reduction lets the goods stay. */
function refusalOfKind({ kind, rows }: Asked): Refused | undefined {
  return kind === 'full' || (kind === 'price-reduction' && rows !== undefined)
    ? reject('rows-of-another-kind', { kind })
    : undefined;
}

function refusalOfRows(
  rows: readonly RowQuantity[],
  left: readonly RefundableRow[],
): Refused | undefined {
  const seen = new Set<number>();
  for (const row of rows) {
    const { rowNumber } = row;
    if (seen.has(rowNumber)) return reject('row-named-twice', { rowNumber });
    seen.add(rowNumber);
    const refusal = refusalOfRow(row, left);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function refusalOfRow(
  { rowNumber, quantity }: RowQuantity,
  left: readonly RefundableRow[],
): Refused | undefined {
  const row = left.find((each) => each.rowNumber === rowNumber);
  if (row === undefined) return reject('row-unknown', { rowNumber });
  if (row.gross.minorUnits <= 0) return reject('row-not-returnable', { rowNumber });
  const { quantityLeft } = row;
  return thousandthsOf(quantity) > thousandthsOf(quantityLeft)
    ? reject('quantity-exceeds-left', { rowNumber, quantityLeft })
    : undefined;
}

function returned(
  { rowNumber, quantity }: RowQuantity,
  left: readonly RefundableRow[],
): ReturnedRow {
  const row = left.find((each) => each.rowNumber === rowNumber);
  assert(row !== undefined, 'a row that comes back was sold');
  const gross = shareOf(row.grossLeft, thousandthsOf(quantity), thousandthsOf(row.quantityLeft));
  return { rowNumber, quantity, vatRate: row.vatRate, gross };
}

/** Priced as the rows of an order are; nothing when all of them together are beyond all money. */
function priced(
  { extraRows = [] }: Asked,
  rows: readonly ReturnedRow[],
): readonly PricedExtraRow[] | undefined {
  const one = (amount: Money, quantity: string, vatRate: number) => ({
    ...{ quantity, vatRate, discount: 0 },
    unitPrice: { basis: 'gross', amount } as const,
  });
  const sums = priceRows([
    ...extraRows.map(({ unitPrice, quantity, vatRate }) => one(unitPrice, quantity, vatRate)),
    ...rows.map(({ gross, vatRate }) => one(gross, '1', vatRate)),
  ]);
  return sums === undefined
    ? undefined
    : extraRows.map((row, at) => ({ ...row, gross: sums[at]?.gross ?? NOTHING }));
}

function refusalOfSum(amount: Money, parts: Parts): Refused | undefined {
  const refundable = totalOf(parts);
  return exceeds(amount, refundable)
    ? reject('amount-exceeds-refundable', { refundable, rowsSum: amount })
    : undefined;
}

/** No more VAT of a rate is corrected than was paid at it. */
function refusalOfRates(vat: readonly VatPart[], { vat: left }: Parts): Refused | undefined {
  for (const { vatRate, gross } of vat) {
    const refundable = left.find((each) => each.vatRate === vatRate)?.gross ?? NOTHING;
    if (exceeds(gross, refundable))
      return reject('amount-exceeds-refundable-at-rate', { vatRate, asked: gross, refundable });
  }
  return undefined;
}
