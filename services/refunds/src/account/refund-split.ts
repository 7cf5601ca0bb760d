import type { VatPart } from '@libs/contracts';
import {
  allocate,
  assert,
  exceeds,
  isNothing,
  minus,
  NOTHING,
  plus,
  sum,
  type Money,
} from '@libs/kernel';

/** A sum by VAT rate, and what of it has none because it was paid over the asked sum. */
export interface Parts {
  readonly vat: readonly VatPart[];
  readonly excess: Money;
}

/**
 * A refund's sum, spread over the VAT rates by what is left of each, remainders by largest
 * remainder (domain: The order's money). The excess goes last: it is a fee over the price, and a
 * refund without rows gives back the price, so that the whole of it corrects VAT for as long as
 * there is any to correct. All that is left splits into exactly what is left of each part.
 */
export function splitOf(amount: Money, left: Parts): Parts {
  assert(!exceeds(amount, totalOf(left)), 'no more is split than is left');
  const atRates = sum(left.vat.map(({ gross }) => gross));
  const excess = exceeds(amount, atRates) ? minus(amount, atRates) : NOTHING;
  return { vat: overRates(minus(amount, excess), left.vat), excess };
}

export const totalOf = ({ vat, excess }: Parts): Money =>
  plus(sum(vat.map(({ gross }) => gross)), excess);

/** What is left when the parts are taken away: never less than nothing of any of them. */
export const lessParts = (left: Parts, taken: Parts): Parts => combined(left, taken, minus);

/** What is left when the parts came back. */
export const plusParts = (left: Parts, given: Parts): Parts => combined(left, given, plus);

/** No part is negative or more than the whole has of it; `whole` names the same rates. */
export function assertPartOf(part: Parts, whole: Parts): void {
  assert(part.vat.length === whole.vat.length, 'the VAT rates are those of the whole');
  part.vat.forEach(({ vatRate, gross }, at) => {
    const limit = whole.vat[at];
    assert(limit?.vatRate === vatRate, 'the VAT rates stand in their order');
    assertWithin(gross, limit.gross);
  });
  assertWithin(part.excess, whole.excess);
}

function assertWithin({ minorUnits }: Money, limit: Money): void {
  assert(minorUnits >= 0, 'no more goes back at a rate than was captured at it');
  assert(minorUnits <= limit.minorUnits, 'no more is left at a rate than was captured at it');
}

function overRates(amount: Money, left: readonly VatPart[]): readonly VatPart[] {
  if (isNothing(amount)) return [];
  const weights = left.map(({ gross }) => gross.minorUnits);
  const shares = allocate(amount, weights);
  return left
    .map(({ vatRate }, at) => ({ vatRate, gross: shares[at] ?? NOTHING }))
    .filter(({ gross }) => !isNothing(gross));
}

function combined(left: Parts, right: Parts, how: (a: Money, b: Money) => Money): Parts {
  const amounts = new Map(right.vat.map(({ vatRate, gross }) => [vatRate, gross]));
  const vat = left.vat.map(({ vatRate, gross }) => ({
    vatRate,
    gross: how(gross, amounts.get(vatRate) ?? NOTHING),
  }));
  assert(
    right.vat.every(({ vatRate }) => left.vat.some((part) => part.vatRate === vatRate)),
    'a refund concerns VAT rates of the payment',
  );
  return { vat, excess: how(left.excess, right.excess) };
}
