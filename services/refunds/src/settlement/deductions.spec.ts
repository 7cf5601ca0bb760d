import type { SettlementCommand, SettlementDeduction, SettlementEvent } from '@libs/contracts';
import { eur, type OrderId } from '@libs/kernel';
import { MERCHANT, specFor } from '@libs/testing';
import { settlementDecider } from './settlement.decider.js';
import {
  acceptDeduction,
  acceptLine,
  after,
  AT,
  cancel,
  line,
  lineClaimed,
  lineRefused,
  ONE,
  orderNumbered,
  pay,
  propose,
  refuseDeduction,
  refuseLine,
  SETTLEMENT,
  THREE,
  TWO,
} from './settlement.fixtures.js';
import { sumsOf } from './settlement-sums.js';

const given = specFor(settlementDecider);
const settlement = { settlementId: SETTLEMENT, merchantId: MERCHANT };
const LINES = [line(ONE, eur(100_00)), line(TWO, eur(40_00))];
const DEDUCTIONS = [
  { orderId: THREE, amount: eur(60_00) },
  { orderId: ONE, amount: eur(50_00) },
];
const proposal = propose(LINES, { deductions: DEDUCTIONS });
const asked = (...commands: readonly SettlementCommand[]) => given(...after(proposal, ...commands));

const deductionClaimed = (orderId: OrderId): SettlementEvent => ({
  type: 'SettlementDeductionClaimed',
  data: { ...settlement, orderId, claimedAt: AT },
});
const confirmedWith = (
  lines: typeof LINES,
  deductions: readonly SettlementDeduction[],
  leftOut: readonly SettlementDeduction[] = [],
): SettlementEvent => ({
  type: 'SettlementConfirmed',
  data: {
    ...{ ...settlement, lines },
    ...(deductions.length > 0 && { deductions }),
    ...(leftOut.length > 0 && { leftOut }),
    sums: sumsOf(lines, deductions),
    confirmedAt: AT,
  },
});

describe('a proposal that deducts', () => {
  it('is accepted when net is less by what it deducts', () =>
    given()
      .when(proposal)
      .then({
        type: 'SettlementAccepted',
        data: {
          ...{ ...settlement, lines: LINES, deductions: DEDUCTIONS, acceptedAt: AT },
          sums: {
            ...{ count: 4, gross: eur(140_00), refunded: eur(0), deducted: eur(110_00) },
            ...{ commission: eur(0), commissionVat: eur(0), net: eur(30_00) },
          },
        },
      }));

  it('may deduct all that its lines pay', () =>
    expect(
      after(propose(LINES, { deductions: [{ orderId: THREE, amount: eur(140_00) }] })),
    ).toMatchObject([{ type: 'SettlementAccepted' }]));

  it.each([
    [
      'more than its lines pay',
      { deductions: [{ orderId: THREE, amount: eur(140_01) }], sums: sumsOf(LINES) },
      'The deductions come to 140,01 EUR, the lines pay 140,00 EUR.',
    ],
    [
      'another sum than its deductions',
      { deductions: DEDUCTIONS, sums: { ...sumsOf(LINES, DEDUCTIONS), deducted: eur(1) } },
      'The sum of deducted is 0,01 EUR, the lines come to 110,00 EUR.',
    ],
    [
      'a net that leaves them out',
      { deductions: DEDUCTIONS, sums: { ...sumsOf(LINES, DEDUCTIONS), net: eur(140_00) } },
      'The sum of net is 140,00 EUR, the lines come to 30,00 EUR.',
    ],
    [
      'the same order twice',
      { deductions: [DEDUCTIONS, DEDUCTIONS].flat().slice(1, 4) },
      `Order ${ONE} has 2 deductions, not 1.`,
    ],
  ])('is refused whole when it says %s', (_what, over, reason) => {
    const [refused] = after(propose(LINES, { sums: sumsOf(LINES, over.deductions), ...over }));
    expect(refused).toMatchObject({
      type: 'SettlementRefused',
      data: { reasons: expect.arrayContaining([reason]) },
    });
  });

  it('has a thousand lines at most, deductions among them', () => {
    const lines = Array.from({ length: 999 }, (_, at) => line(orderNumbered(at + 10), eur(1_00)));
    const whole = (count: number) =>
      after(
        propose(lines, {
          deductions: Array.from({ length: count }, (_, at) => ({
            orderId: orderNumbered(at + 1),
            amount: eur(1),
          })),
          ...(count > 1 && { sums: { ...sumsOf(lines), count: 1000 } }),
        }),
      );
    expect(whole(1)).toMatchObject([{ type: 'SettlementAccepted' }]);
    expect(whole(2)).toMatchObject([
      {
        data: {
          reasons: expect.arrayContaining(['The lines are 1001, a settlement has 1000 at most.']),
        },
      },
    ]);
  });
});

describe('the answer to a deduction', () => {
  it('is one of its own, also where the order has a line', () => {
    asked(acceptLine(ONE), acceptLine(TWO), acceptDeduction(THREE))
      .when(acceptDeduction(ONE))
      .then(deductionClaimed(ONE), confirmedWith(LINES, DEDUCTIONS));
    asked(acceptDeduction(ONE)).when(acceptDeduction(ONE)).thenNothing();
    asked().when(acceptDeduction(TWO)).thenRejected('line-unknown');
  });

  it('leaves out of the confirmation what was refused', () =>
    asked(acceptLine(ONE), acceptLine(TWO), refuseDeduction(THREE))
      .when(acceptDeduction(ONE))
      .then(deductionClaimed(ONE), confirmedWith(LINES, DEDUCTIONS.slice(1))));

  it('leaves out, the last first, what the lines that stand do not cover any more', () => {
    asked(acceptLine(ONE), acceptDeduction(THREE), acceptDeduction(ONE))
      .when(refuseLine(TWO))
      .then(
        lineRefused(TWO),
        confirmedWith(LINES.slice(0, 1), DEDUCTIONS.slice(0, 1), DEDUCTIONS.slice(1)),
      );
    asked(acceptLine(TWO), acceptDeduction(THREE), acceptDeduction(ONE))
      .when(refuseLine(ONE))
      .then(lineRefused(ONE), confirmedWith(LINES.slice(1), [], DEDUCTIONS));
  });

  it('is given back when no line stands, and nothing is paid', () =>
    asked(refuseLine(ONE), acceptDeduction(THREE), refuseDeduction(ONE))
      .when(refuseLine(TWO))
      .then(lineRefused(TWO), {
        type: 'SettlementCancelled',
        data: { ...settlement, lines: [], deductions: DEDUCTIONS.slice(0, 1), cancelledAt: AT },
      }));

  it('comes too late once the settlement was called off', () => {
    asked(cancel()).when(acceptDeduction(THREE)).thenRejected('settlement-cancelled');
    asked(cancel()).when(refuseDeduction(THREE)).thenNothing();
  });
});

describe('a settlement with deductions', () => {
  const ALL = [acceptLine(ONE), acceptLine(TWO), acceptDeduction(THREE), acceptDeduction(ONE)];

  it('is paid by what is left, and names what it deducted', () => {
    asked(...ALL)
      .when(pay([ONE, TWO], eur(30_00)))
      .then({
        type: 'SettlementPaid',
        data: {
          ...{ ...settlement, lines: LINES, deductions: DEDUCTIONS },
          ...{ sums: sumsOf(LINES, DEDUCTIONS), paidAt: AT },
        },
      });
    asked(...ALL)
      .when(pay([ONE, TWO], eur(140_00)))
      .thenRejected('sums-differ');
  });

  it('names every deduction that is or may be claimed when it is called off', () =>
    asked(acceptLine(ONE), refuseDeduction(THREE))
      .when(cancel())
      .then({
        type: 'SettlementCancelled',
        data: { ...settlement, lines: LINES, deductions: DEDUCTIONS.slice(1), cancelledAt: AT },
      }));

  it('waits for all answers, of lines and of deductions', () =>
    asked(acceptDeduction(THREE), acceptDeduction(ONE), acceptLine(ONE))
      .when(acceptLine(TWO))
      .then(lineClaimed(TWO), confirmedWith(LINES, DEDUCTIONS)));
});
