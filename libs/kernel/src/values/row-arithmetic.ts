import { assert } from '../language/assert.js';
import { allocate, eur, NOTHING, type Money } from './money.js';

/** What an order row's sums are made of; `quantity` is a plain decimal such as `1.5`. */
export interface RowPrice {
  readonly quantity: string;
  readonly unitPrice: { readonly basis: 'gross' | 'net'; readonly amount: Money };
  /** In basis points, as `discount` is. */
  readonly vatRate: number;
  readonly discount: number;
}

/** What a row comes to; `net + vat = gross`, always. */
export interface RowSums {
  readonly gross: Money;
  readonly net: Money;
  readonly vat: Money;
}

/** A share of a sum at one VAT rate, VAT included. */
export interface RateSum {
  readonly vatRate: number;
  readonly gross: Money;
}

/**
 * What each row comes to (domain: Orders): gross = quantity x unit price x (1 - discount), rounded
 * half away from zero to the cent once per row; to a net price the VAT is added before that
 * rounding. A row's VAT is the share of its gross, rounded the same way.
 * Answers `undefined` when the rows' sums, signs aside, do not fit in a safe integer: where they
 * fit, every sum over some of them does.
 */
export function priceRows(rows: readonly RowPrice[]): readonly RowSums[] | undefined {
  const grosses = rows.map((row) => ({ vatRate: BigInt(row.vatRate), gross: grossOf(row) }));
  const size = grosses.reduce((left, { gross }) => left + (gross < 0n ? -gross : gross), 0n);
  return size > BigInt(Number.MAX_SAFE_INTEGER) ? undefined : grosses.map(sumsOf);
}

/**
 * What the rows come to per VAT rate, lowest rate first. A rate that stands below zero (a
 * discount at a rate of its own) is spread over the rates above zero by largest remainder, so
 * that no part is negative and the parts sum to the rows' total, which must not be negative.
 */
export function sumsByRate(rows: readonly RateSum[]): readonly RateSum[] {
  const totals = new Map<number, number>();
  for (const { vatRate, gross } of rows)
    totals.set(vatRate, (totals.get(vatRate) ?? 0) + gross.minorUnits);
  const all = [...totals.values()].reduce((left, total) => left + total, 0);
  assert(all >= 0, 'the rows come to something that is not negative');
  if (all === 0) return [];
  const above = [...totals].filter(([, total]) => total > 0).sort(([a], [b]) => a - b);
  const parts = allocate(
    eur(all),
    above.map(([, total]) => total),
  );
  return above
    .map(([vatRate], at) => ({ vatRate, gross: parts[at] ?? NOTHING }))
    .filter(({ gross }) => gross.minorUnits > 0);
}

/**
 * What a part of a whole comes to of its gross, rounded half away from zero to the cent: the
 * share of all that is left is all that is left. `part` is at most `whole`, which is something.
 */
export function shareOf({ minorUnits }: Money, part: number, whole: number): Money {
  assert(whole > 0 && part >= 0 && part <= whole, 'a share is a part of something');
  return eur(Number(divided(BigInt(minorUnits) * BigInt(part), BigInt(whole))));
}

const WHOLE = 10_000n;

function grossOf({ quantity, unitPrice, vatRate, discount }: RowPrice): bigint {
  const { digits, scale } = decimal(quantity);
  const discounted = digits * BigInt(unitPrice.amount.minorUnits) * (WHOLE - BigInt(discount));
  return unitPrice.basis === 'gross'
    ? divided(discounted, scale * WHOLE)
    : divided(discounted * (WHOLE + BigInt(vatRate)), scale * WHOLE * WHOLE);
}

function sumsOf({ vatRate, gross }: { readonly vatRate: bigint; readonly gross: bigint }): RowSums {
  const vat = divided(gross * vatRate, WHOLE + vatRate);
  return { gross: eur(Number(gross)), net: eur(Number(gross - vat)), vat: eur(Number(vat)) };
}

/** Half away from zero: BigInt division cuts towards zero, so half a divisor is added first. */
function divided(value: bigint, divisor: bigint): bigint {
  const half = value < 0n ? -divisor : divisor;
  return (2n * value + half) / (2n * divisor);
}

function decimal(quantity: string): { readonly digits: bigint; readonly scale: bigint } {
  const [whole = '', fraction = ''] = quantity.split('.');
  return { digits: BigInt(whole + fraction), scale: 10n ** BigInt(fraction.length) };
}
