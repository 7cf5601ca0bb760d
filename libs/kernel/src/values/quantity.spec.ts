import { quantityOf, thousandthsOf } from './quantity.js';

describe('a quantity', () => {
  it.each([
    ['2', 2000],
    ['1.5', 1500],
    ['0.001', 1],
    ['999999.999', 999_999_999],
    ['010', 10_000],
  ])('%s is %i thousandths', (quantity, thousandths) =>
    expect(thousandthsOf(quantity)).toBe(thousandths),
  );

  it.each([
    [0, '0'],
    [1, '0.001'],
    [1500, '1.5'],
    [2000, '2'],
    [10_000, '10'],
  ])('%i thousandths are written %s', (thousandths, quantity) =>
    expect(quantityOf(thousandths)).toBe(quantity),
  );
});
