import { z } from 'zod';
import { assert } from '../language/assert.js';

export const Currency = z.enum(['EUR']);
export type Currency = z.infer<typeof Currency>;

const SAFE = Number.MAX_SAFE_INTEGER;

/** An amount in the currency's smallest unit, signed. Never a fraction, never a float. */
export const Money = z
  .strictObject({ minorUnits: z.int().min(-SAFE).max(SAFE), currency: Currency })
  .readonly();
export type Money = z.infer<typeof Money>;

/** Money that may be nothing, but is never owed: totals, captured, refunded. */
export const NonNegativeMoney = z
  .strictObject({ minorUnits: z.int().min(0).max(SAFE), currency: Currency })
  .readonly();

/** Money that is something: what is asked for, paid, refunded. */
export const PositiveMoney = z
  .strictObject({ minorUnits: z.int().min(1).max(SAFE), currency: Currency })
  .readonly();

export const eur = (minorUnits: number): Money => checked(minorUnits, 'EUR');

export const NOTHING: Money = eur(0);

export const plus = (a: Money, b: Money): Money => combined(a, b, a.minorUnits + b.minorUnits);

export const minus = (a: Money, b: Money): Money => combined(a, b, a.minorUnits - b.minorUnits);

export const sum = (amounts: readonly Money[]): Money => amounts.reduce(plus, NOTHING);

export const equal = (a: Money, b: Money): boolean =>
  a.minorUnits === b.minorUnits && a.currency === b.currency;

export const exceeds = (a: Money, b: Money): boolean => {
  assert(a.currency === b.currency, 'only amounts of one currency compare');
  return a.minorUnits > b.minorUnits;
};

export const isNothing = ({ minorUnits }: Money): boolean => minorUnits === 0;

/**
 * Splits an amount over weights by largest remainder: the parts sum to the amount exactly,
 * each is within one minor unit of its exact share, and no part exceeds its weight when the
 * amount is at most the sum of the weights (ADR 9). Weights are not negative;
 * not all are zero.
 */
export function allocate(amount: Money, weights: readonly number[]): readonly Money[] {
  const total = weights.reduce((left, right) => left + BigInt(right), 0n);
  assert(
    weights.every((weight) => weight >= 0),
    'a weight is never negative',
  );
  assert(total > 0n, 'something carries weight');
  assert(amount.minorUnits >= 0, 'only what is not negative is spread');
  const units = BigInt(amount.minorUnits);
  const shares = weights.map((weight, index) => {
    const exact = units * BigInt(weight);
    return { index, whole: exact / total, remainder: exact % total };
  });
  const given = shares.reduce((left, { whole }) => left + whole, 0n);
  const extra = new Set(
    [...shares]
      .sort((a, b) => Number(b.remainder > a.remainder) - Number(b.remainder < a.remainder))
      .slice(0, Number(units - given))
      .map(({ index }) => index),
  );
  return shares.map(({ index, whole }) =>
    checked(Number(whole) + (extra.has(index) ? 1 : 0), amount.currency),
  );
}

/** For people and error texts: `568,10 EUR`. Never parsed back, never used in a CSV. */
export function formatMoney({ minorUnits, currency }: Money): string {
  const cents = Math.abs(minorUnits).toString().padStart(3, '0');
  return `${minorUnits < 0 ? '-' : ''}${cents.slice(0, -2)},${cents.slice(-2)} ${currency}`;
}

function combined(a: Money, b: Money, minorUnits: number): Money {
  assert(a.currency === b.currency, 'only amounts of one currency combine');
  return checked(minorUnits, a.currency);
}

function checked(minorUnits: number, currency: Currency): Money {
  assert(Number.isSafeInteger(minorUnits), 'an amount fits in a safe integer');
  return { minorUnits, currency };
}
