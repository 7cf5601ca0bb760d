import fc from 'fast-check';
import { allocate, eur, formatMoney, minus, plus, sum } from './money.js';

const amount = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const weights = fc
  .array(fc.oneof(fc.nat(), fc.integer({ min: 0, max: 2 ** 40 }), fc.constant(0)), {
    minLength: 1,
    maxLength: 20,
  })
  .filter((each) => each.some((weight) => weight > 0));
const totalOf = (each: readonly number[]) =>
  each.reduce((left, weight) => left + BigInt(weight), 0n);

describe('whatever is spread over whatever weights', () => {
  it('sums to the amount exactly', () =>
    fc.assert(
      fc.property(amount, weights, (units, each) => {
        expect(sum(allocate(eur(units), each))).toEqual(eur(units));
      }),
    ));

  it('lies within one minor unit of its exact share', () =>
    fc.assert(
      fc.property(amount, weights, (units, each) => {
        const total = totalOf(each);
        allocate(eur(units), each).forEach((part, at) => {
          const apart = BigInt(part.minorUnits) * total - BigInt(units) * BigInt(each[at] ?? 0);
          expect(apart > -total && apart < total).toBe(true);
        });
      }),
    ));

  it('never exceeds a weight when the amount is at most their sum', () =>
    fc.assert(
      fc.property(
        weights.chain((each) => fc.tuple(fc.constant(each), fc.bigInt(0n, totalOf(each)))),
        ([each, units]) => {
          allocate(eur(Number(units)), each).forEach((part, at) => {
            expect(part.minorUnits).toBeLessThanOrEqual(each[at] ?? 0);
          });
        },
      ),
    ));

  it('is never negative, and gives a larger weight at least as much', () =>
    fc.assert(
      fc.property(amount, weights, (units, each) => {
        const parts = allocate(eur(units), each);
        const sorted = parts
          .map(({ minorUnits }, at) => ({ minorUnits, weight: each[at] ?? 0 }))
          .sort((a, b) => a.weight - b.weight || a.minorUnits - b.minorUnits);
        sorted.reduce((least, { minorUnits, weight }) => {
          expect(minorUnits).toBeGreaterThanOrEqual(weight === 0 ? 0 : Math.max(0, least - 1));
          return minorUnits;
        }, 0);
      }),
    ));
});

describe('whatever is added', () => {
  const signed = fc.integer({ min: -(2 ** 51), max: 2 ** 51 }).map(eur);

  it('can be taken away again', () =>
    fc.assert(
      fc.property(signed, signed, (a, b) => {
        expect(minus(plus(a, b), b)).toEqual(a);
      }),
    ));

  it('comes to the same in any order', () =>
    fc.assert(
      fc.property(signed, signed, (a, b) => {
        expect(plus(a, b)).toEqual(plus(b, a));
      }),
    ));

  it('is shown with two decimals', () =>
    fc.assert(
      fc.property(signed, (money) => {
        expect(formatMoney(money)).toMatch(/^-?\d+,\d\d EUR$/u);
      }),
    ));
});
