import fc from 'fast-check';
import { eur, sum } from './money.js';
import { priceRows, sumsByRate, type RowPrice } from './row-arithmetic.js';

const quantity = fc
  .tuple(fc.integer({ min: 0, max: 999_999 }), fc.integer({ min: 1, max: 999 }))
  .map(([whole, thousandths]) => `${whole}.${String(thousandths).padStart(3, '0')}`);
const row: fc.Arbitrary<RowPrice> = fc.record({
  quantity,
  unitPrice: fc.record({
    basis: fc.constantFrom('gross', 'net'),
    amount: fc.integer({ min: -1_000_000, max: 1_000_000 }).map(eur),
  }),
  vatRate: fc.constantFrom(0, 1000, 1350, 1400, 2550, 10_000),
  discount: fc.integer({ min: 0, max: 10_000 }),
});
const cents = fc.integer({ min: -100_000, max: 100_000 }).map(eur);
const rateSum = fc.record({ vatRate: fc.constantFrom(0, 1000, 1400, 2550), gross: cents });

describe('whatever the rows are', () => {
  it('net and VAT make the gross', () =>
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
        for (const { gross, net, vat } of priceRows(rows) ?? [])
          expect(net.minorUnits + vat.minorUnits).toBe(gross.minorUnits);
      }),
    ));

  it('a row turned negative comes to the same, negative', () =>
    fc.assert(
      fc.property(row, (positive) => {
        const { basis, amount } = positive.unitPrice;
        const negative = { ...positive, unitPrice: { basis, amount: eur(0 - amount.minorUnits) } };
        const [one, other] = priceRows([positive, negative]) ?? [];
        expect(0 - (one?.gross.minorUnits ?? 0)).toBe(other?.gross.minorUnits);
      }),
    ));

  it('a net price of whole cents is given back as the net', () =>
    fc.assert(
      fc.property(cents, fc.integer({ min: 0, max: 10_000 }), (amount, vatRate) => {
        const unitPrice = { basis: 'net', amount } as const;
        const [sums] = priceRows([{ quantity: '1', unitPrice, vatRate, discount: 0 }]) ?? [];
        expect(sums?.net).toEqual(amount);
      }),
    ));

  it('sums leave the safe integers for nobody', () =>
    fc.assert(
      fc.property(
        fc.array(fc.record({ row, size: fc.maxSafeInteger() }), { maxLength: 5 }),
        (rows) => {
          const large = rows.map(({ row: each, size }) => ({
            ...each,
            unitPrice: { basis: 'gross', amount: eur(size) } as const,
          }));
          const priced = priceRows(large);
          if (priced !== undefined)
            expect(() => sum(priced.map(({ gross }) => gross))).not.toThrow();
        },
      ),
    ));

  it('sums per rate are the total, and none is negative', () =>
    fc.assert(
      fc.property(fc.array(rateSum, { maxLength: 30 }), (rows) => {
        const total = sum(rows.map(({ gross }) => gross));
        fc.pre(total.minorUnits >= 0);
        const parts = sumsByRate(rows);
        expect(sum(parts.map(({ gross }) => gross))).toEqual(total);
        for (const { gross } of parts) expect(gross.minorUnits).toBeGreaterThan(0);
      }),
    ));
});
