import {
  allocate,
  equal,
  eur,
  exceeds,
  formatMoney,
  isNothing,
  minus,
  Money,
  NonNegativeMoney,
  NOTHING,
  plus,
  PositiveMoney,
  sum,
} from './money.js';

const LARGEST = Number.MAX_SAFE_INTEGER;

describe('money', () => {
  it('is an integer of minor units with a currency', () =>
    expect(Money.parse({ minorUnits: -10_00, currency: 'EUR' })).toEqual(eur(-10_00)));

  it.each([
    ['a fraction', { minorUnits: 0.5, currency: 'EUR' }],
    ['a text', { minorUnits: '100', currency: 'EUR' }],
    ['not a number', { minorUnits: NaN, currency: 'EUR' }],
    ['more than a double can count', { minorUnits: LARGEST + 1, currency: 'EUR' }],
    ['less than a double can count', { minorUnits: -LARGEST - 1, currency: 'EUR' }],
    ['another currency', { minorUnits: 100, currency: 'SEK' }],
    ['no currency', { minorUnits: 100 }],
    ['a further field', { minorUnits: 100, currency: 'EUR', cents: 0 }],
    ['a bare number', 100],
  ])('is not %s', (_what, value) => expect(Money.safeParse(value).success).toBe(false));

  it('is nothing or more where a total is meant', () => {
    expect(NonNegativeMoney.safeParse(eur(0)).success).toBe(true);
    expect(NonNegativeMoney.safeParse(eur(-1)).success).toBe(false);
  });

  it('is something where it is asked for', () => {
    expect(PositiveMoney.safeParse(eur(1)).success).toBe(true);
    expect(PositiveMoney.safeParse(eur(0)).success).toBe(false);
  });

  it('adds, subtracts, sums and compares', () => {
    expect(plus(eur(568_10), eur(5_00))).toEqual(eur(573_10));
    expect(minus(eur(5_00), eur(568_10))).toEqual(eur(-563_10));
    expect(sum([eur(246_00), eur(332_10), eur(-10_00)])).toEqual(eur(568_10));
    expect(sum([])).toEqual(NOTHING);
    expect(exceeds(eur(2), eur(1))).toBe(true);
    expect(exceeds(eur(1), eur(1))).toBe(false);
    expect(equal(eur(1), eur(1))).toBe(true);
    expect(equal(eur(1), eur(2))).toBe(false);
    expect(isNothing(eur(0))).toBe(true);
    expect(isNothing(eur(-1))).toBe(false);
  });

  it('stops loudly before it is not exact any more', () => {
    expect(() => plus(eur(LARGEST), eur(1))).toThrow('an amount fits in a safe integer');
    expect(() => eur(0.1 + 0.2)).toThrow('an amount fits in a safe integer');
  });

  it.each([
    [568_10, '568,10 EUR'],
    [5, '0,05 EUR'],
    [0, '0,00 EUR'],
    [-10_00, '-10,00 EUR'],
    [-1, '-0,01 EUR'],
    [LARGEST, '90071992547409,91 EUR'],
  ])('reads %d as %s', (minorUnits, words) => expect(formatMoney(eur(minorUnits))).toBe(words));
});

describe('an amount spread over weights', () => {
  const parts = (minorUnits: number, ...weights: number[]) =>
    allocate(eur(minorUnits), weights).map((part) => part.minorUnits);

  it('gives the odd cents to the largest remainders', () =>
    expect(parts(10_00, 1, 1, 1)).toEqual([334, 333, 333]));

  it('gives nothing to no weight', () => expect(parts(1, 0, 5, 0)).toEqual([0, 1, 0]));

  it('stays exact where a double would not', () =>
    expect(parts(LARGEST, LARGEST, LARGEST)).toEqual([(LARGEST + 1) / 2, (LARGEST - 1) / 2]));

  it('needs a weight, and none that is negative', () => {
    expect(() => parts(1, 0, 0)).toThrow('something carries weight');
    expect(() => parts(1, 2, -1)).toThrow('a weight is never negative');
    expect(() => parts(-1, 1)).toThrow('only what is not negative is spread');
  });
});
