import { Settlement, type SettlementCommand } from '@libs/contracts';
import { eur } from '@libs/kernel';
import { MERCHANT, recorded, viewOf } from '@libs/testing';
import {
  acceptDeduction,
  acceptLine,
  after,
  AT,
  cancel,
  LINES,
  ONE,
  pay,
  propose,
  refuseDeduction,
  refuseLine,
  SETTLEMENT,
  THREE,
  TWO,
} from '../../settlement/settlement.fixtures.js';
import { sumsOf } from '../../settlement/settlement-sums.js';
import { settlements } from './settlements.projection.js';

const shownAfter = (...commands: readonly SettlementCommand[]) =>
  viewOf(settlements)(...after(...commands).map((event) => recorded(event)));
const answersAfter = (...commands: readonly SettlementCommand[]) =>
  shownAfter(...commands).document?.lines.map(({ answer }) => answer);
const WRONG = propose(LINES, { sums: { ...sumsOf(LINES), count: 3 } });
const BOTH = [propose(), acceptLine(ONE), acceptLine(TWO)];

describe('a settlement', () => {
  it('is shown with its lines, none answered yet', () =>
    shownAfter(propose()).then({
      settlementId: SETTLEMENT,
      merchantId: MERCHANT,
      status: 'proposed',
      lines: LINES.map((line) => ({ line, answer: 'pending' })),
      deductions: [],
      sums: sumsOf(LINES),
      reasons: [],
      proposedAt: AT,
      changedAt: AT,
    }));

  it('shows everything that is wrong with it', () =>
    shownAfter(WRONG).thenShows({
      status: 'refused',
      lines: [],
      reasons: ['The count is 3, the lines are 2.'],
    }));

  it('shows each answer, and the sums of what still stands', () => {
    expect(answersAfter(propose(), refuseLine(ONE, 'claim-open'))).toEqual([
      'claim-open',
      'pending',
    ]);
    shownAfter(propose(), refuseLine(ONE)).thenShows({ sums: sumsOf(LINES.slice(1)) });
  });

  it('shows what was confirmed', () => {
    shownAfter(...BOTH).thenShows({ status: 'confirmed', sums: sumsOf(LINES) });
    expect(answersAfter(...BOTH)).toEqual(['claimed', 'claimed']);
  });

  it('shows that it was paid', () =>
    shownAfter(...BOTH, pay([ONE, TWO], eur(598_10))).thenShows({
      status: 'paid',
      paidAt: AT,
    }));

  it('shows that it was called off', () =>
    shownAfter(...BOTH, cancel()).thenShows({ status: 'cancelled' }));

  it('shows that nothing of it stands', () =>
    shownAfter(propose(), refuseLine(ONE), refuseLine(TWO)).thenShows({
      status: 'cancelled',
      sums: sumsOf([]),
    }));

  it('is what its contract says', () =>
    [shownAfter(...BOTH), shownAfter(WRONG), shownAfter(propose(), cancel())].forEach(
      ({ document }) => expect(Settlement.parse(document)).toEqual(document),
    ));

  it('shows what it deducts, with the answers, and what the lines did not cover', () => {
    const deductions = [
      { orderId: THREE, amount: eur(500_00) },
      { orderId: TWO, amount: eur(50_00) },
    ];
    const taken = [acceptDeduction(THREE), acceptDeduction(TWO)];
    const proposed = propose(LINES, { deductions });
    shownAfter(proposed).thenShows({
      sums: sumsOf(LINES, deductions),
      deductions: deductions.map((deduction) => ({ deduction, answer: 'pending' })),
    });
    shownAfter(proposed, acceptDeduction(THREE), refuseDeduction(TWO)).thenShows({
      sums: sumsOf(LINES, deductions.slice(0, 1)),
    });
    shownAfter(proposed, refuseLine(ONE)).thenShows({
      sums: { ...sumsOf(LINES.slice(1)), count: 3, deducted: eur(550_00), net: eur(0) },
    });
    const covered = [proposed, ...taken, acceptLine(ONE), refuseLine(TWO)];
    expect(shownAfter(...covered).document).toMatchObject({
      status: 'confirmed',
      sums: sumsOf(LINES.slice(0, 1), deductions),
    });
    const uncovered = [proposed, ...taken, acceptLine(TWO), refuseLine(ONE)];
    expect(shownAfter(...uncovered).document).toMatchObject({
      ...{ status: 'confirmed', sums: sumsOf(LINES.slice(1)) },
      deductions: [{ answer: 'left-out' }, { answer: 'left-out' }],
    });
  });
});
