import { advance, eur, FEES, order } from './consumer.fixtures.js';
import { deductionsOf, lineOf, sumsOf } from './lines.js';

const line = (over: Parameters<typeof order>[1]) => lineOf(order(1, over), FEES);

describe('the line of an order', () => {
  it.each([
    ['gross', 0, 0],
    ['net', 1_90, 39],
    ['balance', 1_90, 39],
  ] as const)(
    'takes in the %s model a commission of %i cents, %i of them VAT',
    (...[model, commission, vat]) =>
      expect(line({ settlementModel: model })).toMatchObject({
        ...{ commission: eur(commission), commissionVat: eur(vat) },
        net: eur(100_00 - commission),
      }),
  );

  it('takes it of what is settled, less what was refunded', () =>
    expect(line({ refunded: eur(40_00) })).toMatchObject({
      ...{ gross: eur(100_00), refunded: eur(40_00), commission: eur(1_14) },
      net: eur(58_86),
    }));
});

describe('the sums of lines', () => {
  it('are those of every part, and how many they are', () => {
    const lines = [line({}), line({ gross: eur(50_00) })];
    expect(sumsOf(lines)).toEqual({
      count: 2,
      ...{ gross: eur(150_00), refunded: eur(0), commission: eur(2_85), commissionVat: eur(58) },
      net: eur(147_15),
    });
  });
});

describe('what is taken back of advances', () => {
  const lines = [line({ settlementModel: 'balance' })];

  it('is the oldest first, as far as the lines pay it', () => {
    const owed = [advance(3, eur(90_00)), advance(2, eur(20_00)), advance(4, eur(1_00))];
    expect(deductionsOf(lines, owed)).toEqual([
      { orderId: advance(2, eur(0)).orderId, amount: eur(20_00) },
      { orderId: advance(3, eur(0)).orderId, amount: eur(78_10) },
    ]);
  });

  it('takes the net down to nothing, and never below', () => {
    const deductions = deductionsOf(lines, [advance(2, eur(500_00))]);
    expect(sumsOf(lines, deductions)).toMatchObject({
      ...{ count: 2, gross: eur(100_00), commission: eur(1_90) },
      ...{ deducted: eur(98_10), net: eur(0) },
    });
  });
});
