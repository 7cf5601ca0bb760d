import { eur, sum, type Money } from '@libs/kernel';
import fc from 'fast-check';
import { effectiveInterest, instalments, monthlyFactor } from './annuity.js';
import { campaignsFor, monthsAfter, paymentPlan } from './payment-plan.js';

const NOW = '2026-03-02T10:00:00.000Z';
const campaign = (over: object = {}) => ({
  ...{ code: 102, months: 12, interest: 1490, monthlyFee: eur(5_00) },
  ...{ from: eur(70_00), to: eur(2_000_00) },
  ...over,
});

describe('a payment plan', () => {
  it('costs what the campaign says, to the cent', () => {
    const plan = paymentPlan(campaign(), eur(1_000_00), NOW);
    expect(plan.lines).toHaveLength(12);
    expect(plan.lines[0]).toEqual({
      ...{ capital: eur(77_79), interest: eur(12_42), fee: eur(5_00), total: eur(95_21) },
      ...{ invoiceDate: '2026-03-19', dueDate: '2026-04-02' },
    });
    expect(plan.totals).toMatchObject({ capital: eur(1_000_00), fee: eur(60_00) });
    expect(plan.interest).toBe(1490);
    expect(plan.annualInterest).toBeGreaterThan(2800);
  });

  it('costs nothing where neither interest nor fee is asked', () => {
    const free = campaign({ months: 3, interest: 0, monthlyFee: eur(0) });
    const { lines, totals, annualInterest } = paymentPlan(free, eur(100_00), NOW);
    expect(lines.map(({ total }) => total)).toEqual([eur(33_33), eur(33_33), eur(33_34)]);
    expect([totals.total, annualInterest]).toEqual([eur(100_00), 0]);
  });

  it('pays back exactly what was bought, and no month twice, whatever it is', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 0, max: 10_000 }),
        (cents, months, interest) => {
          const parts = instalments(eur(cents), { months, interest });
          expect(sum(parts.map(({ capital }) => capital))).toEqual(eur(cents));
          expect(parts).toHaveLength(months);
          expect(parts.every((part) => part.interest.minorUnits >= 0)).toBe(true);
        },
      ),
    ));

  it('is offered for the sums of its campaign, both limits included', () => {
    const offered = (cents: number) => campaignsFor([campaign()], eur(cents)).length;
    expect([69_99, 70_00, 2_000_00, 2_000_01].map(offered)).toEqual([0, 1, 1, 0]);
  });
});

describe('the effective interest', () => {
  it('of one payment a year later is its rate', () => {
    const late: Money[] = Array.from({ length: 12 }, (_, at) => eur(at === 11 ? 110_00 : 0));
    expect(effectiveInterest(eur(100_00), late)).toBe(1000);
  });

  it('of equal months is what the nominal one compounds to', () => {
    const monthly = eur(Math.round(100_000_00 * monthlyFactor({ months: 12, interest: 1200 })));
    const payments = Array.from({ length: 12 }, () => monthly);
    expect(effectiveInterest(eur(100_000_00), payments)).toBe(1268);
  });
});

describe('a day months later', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-12-02', 1, '2027-01-02'],
    ['2027-12-31', 2, '2028-02-29'],
    ['2026-03-02', 24, '2028-03-02'],
  ])('of %s, %i on, is %s', (date, months, expected) =>
    expect(monthsAfter(date, months)).toBe(expected),
  );
});
