import { eur } from '@libs/kernel';
import { OrderRow, Quantity } from './order-row.js';

const row = {
  name: 'T-shirt',
  quantity: '2',
  unitPrice: { basis: 'gross', amount: eur(123_00) },
  vatRate: 25_50,
  type: 1,
};
const accepts = (over: object) => OrderRow.safeParse({ ...row, ...over }).success;

describe('a quantity', () => {
  it.each(['1', '0.5', '1.125', '999999.999', '010'])('may be %s', (quantity) =>
    expect(Quantity.parse(quantity)).toBe(quantity),
  );

  it.each(['0', '0.000', '-1', '1,5', '1.1234', '1000000', '1e3', ' 1', '', '.5', '1.', '١'])(
    'may not be %j',
    (quantity) => expect(Quantity.safeParse(quantity).success).toBe(false),
  );
});

describe('a row', () => {
  it('has no discount unless it says so', () => expect(OrderRow.parse(row).discount).toBe(0));

  it('may say what the interface knows', () =>
    expect(
      accepts({
        description: 'Blue, size M.\nOrganic cotton.',
        articleNumber: 'TS-1',
        unit: 'pcs',
        deliveryDate: '2026-03-06',
        discount: 10_00,
        unitPrice: { basis: 'net', amount: eur(-1) },
        type: 6,
      }),
    ).toBe(true));

  it.each([
    ['a type that is not listed', { type: 7 }],
    ['a type as text', { type: '1' }],
    ['both a gross and a net price', { unitPrice: { ...row.unitPrice, net: eur(1) } }],
    ['a price of no basis', { unitPrice: { amount: eur(1) } }],
    ['a price as a number', { unitPrice: { basis: 'gross', amount: 123 } }],
    [
      'a fraction of a cent',
      { unitPrice: { basis: 'gross', amount: { minorUnits: 0.5, currency: 'EUR' } } },
    ],
    [
      'another currency',
      { unitPrice: { basis: 'gross', amount: { minorUnits: 1, currency: 'USD' } } },
    ],
    ['a VAT rate in percent', { vatRate: 25.5 }],
    ['more discount than all', { discount: 100_01 }],
    ['a name of forty-one characters', { name: 'x'.repeat(41) }],
    ['a description of more than a thousand', { description: 'x'.repeat(1001) }],
    ['a day that is not', { deliveryDate: '2026-02-30' }],
    ['the Finnish form of a day', { deliveryDate: '06.03.2026' }],
    ['a field that nobody knows', { colour: 'blue' }],
    ['a number of its own', { rowNumber: 1 }],
  ])('may not have %s', (_what, over) => expect(accepts(over)).toBe(false));

  it('is not touched by a field called __proto__', () => {
    const sent = JSON.parse(JSON.stringify(row).replace('{', '{"__proto__":{"type":6},')) as object;
    expect(OrderRow.safeParse(sent).success).toBe(false);
  });
});
