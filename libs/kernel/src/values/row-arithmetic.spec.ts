import { eur } from './money.js';
import { priceRows, sumsByRate, type RowPrice } from './row-arithmetic.js';

const row = (over: Partial<RowPrice>): RowPrice => ({
  quantity: '1',
  unitPrice: { basis: 'gross', amount: eur(100_00) },
  vatRate: 2550,
  discount: 0,
  ...over,
});
const gross = (amount: number): RowPrice['unitPrice'] => ({ basis: 'gross', amount: eur(amount) });
const net = (amount: number): RowPrice['unitPrice'] => ({ basis: 'net', amount: eur(amount) });

const priced = (over: Partial<RowPrice>) => priceRows([row(over)])?.[0];
const cents = (over: Partial<RowPrice>) => priced(over)?.gross.minorUnits;

describe('what a row comes to', () => {
  it('follows the worked example of the provider', () => {
    const rows = [
      row({ quantity: '2', unitPrice: gross(123_00) }),
      row({ unitPrice: gross(369_00), discount: 1000 }),
      row({ unitPrice: gross(-10_00) }),
      row({ unitPrice: gross(5_00) }),
    ];
    expect(priceRows(rows)?.map((sums) => sums.gross.minorUnits)).toEqual([
      246_00, 332_10, -10_00, 5_00,
    ]);
  });

  it('rounds half a cent away from zero, once', () => {
    expect(cents({ quantity: '0.5', unitPrice: gross(1) })).toBe(1);
    expect(cents({ quantity: '0.5', unitPrice: gross(-1) })).toBe(-1);
    expect(cents({ quantity: '0.499', unitPrice: gross(1) })).toBe(0);
    expect(cents({ quantity: '0.5', unitPrice: gross(3), discount: 5000 })).toBe(1);
  });

  it('adds the VAT to a net price before it rounds', () => {
    expect(cents({ quantity: '3', unitPrice: net(33) })).toBe(124);
    expect(priced({ unitPrice: net(100_00) })).toEqual({
      gross: eur(125_50),
      net: eur(100_00),
      vat: eur(25_50),
    });
  });

  it('takes VAT and net out of a gross price', () => {
    expect(priced({ unitPrice: gross(125_50) })).toEqual({
      gross: eur(125_50),
      net: eur(100_00),
      vat: eur(25_50),
    });
    expect(priced({ unitPrice: gross(-10_00) })).toEqual({
      gross: eur(-10_00),
      net: eur(-7_97),
      vat: eur(-2_03),
    });
  });

  it('is nothing at a discount of all', () => expect(cents({ discount: 10_000 })).toBe(0));

  it('is exact where a float is not', () => {
    expect(cents({ quantity: '1.005', unitPrice: gross(1_00) })).toBe(101);
    expect(cents({ quantity: '999999.999', unitPrice: gross(9_007_199) })).toBe(9_007_198_990_993);
  });

  it('is refused beyond 2^53, and taken up to there', () => {
    expect(cents({ unitPrice: gross(Number.MAX_SAFE_INTEGER) })).toBe(Number.MAX_SAFE_INTEGER);
    expect(priced({ quantity: '2', unitPrice: gross(2 ** 52) })).toBeUndefined();
    expect(
      priceRows([row({ unitPrice: gross(2 ** 52) }), row({ unitPrice: gross(-(2 ** 52)) })]),
    ).toBeUndefined();
  });
});

describe('sums per VAT rate', () => {
  it('add up the rows of a rate, lowest rate first', () =>
    expect(
      sumsByRate([
        { vatRate: 2550, gross: eur(10_00) },
        { vatRate: 1400, gross: eur(5_00) },
        { vatRate: 2550, gross: eur(-1_00) },
      ]),
    ).toEqual([
      { vatRate: 1400, gross: eur(5_00) },
      { vatRate: 2550, gross: eur(9_00) },
    ]));

  it('spread a discount at a rate of its own over the others', () =>
    expect(
      sumsByRate([
        { vatRate: 0, gross: eur(-10_00) },
        { vatRate: 1400, gross: eur(10_00) },
        { vatRate: 2550, gross: eur(20_00) },
      ]),
    ).toEqual([
      { vatRate: 1400, gross: eur(6_67) },
      { vatRate: 2550, gross: eur(13_33) },
    ]));

  it('name no rate that has nothing', () => {
    expect(sumsByRate([{ vatRate: 1400, gross: eur(0) }])).toEqual([]);
    expect(
      sumsByRate([
        { vatRate: 1400, gross: eur(5) },
        { vatRate: 2550, gross: eur(-5) },
      ]),
    ).toEqual([]);
  });
});
