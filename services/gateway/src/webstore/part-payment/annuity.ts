import { eur, exceeds, minus, type Money } from '@libs/kernel';

const MONTHS_A_YEAR = 12;
const WHOLE = 10_000;

/** What a loan costs: its months, and its interest of a year in basis points. */
export interface Loan {
  readonly months: number;
  readonly interest: number;
}

/** What one instalment pays back, and the interest in it. */
export interface Instalment {
  readonly capital: Money;
  readonly interest: Money;
}

/** What is paid a month of each euro lent, without fees. */
export function monthlyFactor({ months, interest }: Loan): number {
  const rate = interest / WHOLE / MONTHS_A_YEAR;
  return rate === 0 ? 1 / months : rate / (1 - (1 + rate) ** -months);
}

/**
 * Equal instalments, each rounded to the cent; the last pays what is left, so that the capital
 * comes out exactly.
 */
export function instalments(capital: Money, loan: Loan): readonly Instalment[] {
  const monthly = eur(Math.round(capital.minorUnits * monthlyFactor(loan)));
  const paid: Instalment[] = [];
  let left = capital;
  for (let month = 1; month <= loan.months; month += 1) {
    const interest = eur(Math.round((left.minorUnits * loan.interest) / WHOLE / MONTHS_A_YEAR));
    const part = minus(monthly, interest);
    const capitalPaid = month === loan.months || exceeds(part, left) ? left : part;
    paid.push({ capital: capitalPaid, interest });
    left = minus(left, capitalPaid);
  }
  return paid;
}

/** Halved so often, the rate is exact to more digits than are told. */
const HALVINGS = 60;
/** As much as a thousandfold a year. */
const RATE_MAX = 1000;

/**
 * The effective interest of a year in basis points: at this rate what is paid, a month apart, is
 * worth what was lent.
 */
export function effectiveInterest(capital: Money, payments: readonly Money[]): number {
  const worth = (rate: number): number =>
    payments.reduce(
      (value, { minorUnits }, at) => value + minorUnits / (1 + rate) ** ((at + 1) / MONTHS_A_YEAR),
      0,
    );
  let [low, high] = [0, RATE_MAX];
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (low + high) / 2;
    if (worth(middle) > capital.minorUnits) low = middle;
    else high = middle;
  }
  return Math.round(low * WHOLE);
}
