import type { SettlementCommand } from '@libs/contracts';
import { eur } from '@libs/kernel';
import { aggregateContract, runOf } from '@libs/testing';
import fc from 'fast-check';
import { settlement } from './settlement.decider.js';
import {
  acceptDeduction,
  acceptLine,
  cancel,
  line,
  ONE,
  pay,
  propose,
  refuseDeduction,
  refuseLine,
  THREE,
  TWO,
} from './settlement.fixtures.js';
import { sumsOf } from './settlement-sums.js';

const LINES = [line(ONE, eur(10_00)), line(TWO, eur(20_00), { refunded: eur(5_00) })];
const DEDUCTIONS = [
  { orderId: THREE, amount: eur(12_00) },
  { orderId: ONE, amount: eur(8_00) },
];
const orderId = fc.constantFrom(ONE, TWO, THREE);
const subset = fc.subarray([ONE, TWO, THREE], { minLength: 1 });

const command: fc.Arbitrary<SettlementCommand> = fc.oneof(
  fc.constantFrom(
    propose(LINES),
    propose(LINES.slice(1)),
    propose(LINES, { deductions: DEDUCTIONS }),
    propose(LINES, { deductions: DEDUCTIONS }),
    propose(LINES, { sums: { ...sumsOf(LINES), count: 7 } }),
  ),
  orderId.map(acceptLine),
  orderId.map((id) => refuseLine(id)),
  orderId.map(acceptDeduction),
  orderId.map(refuseDeduction),
  fc
    .tuple(subset, fc.constantFrom(10_00, 15_00, 25_00, 5_00, 13_00, 2_00))
    .map(([orderIds, net]) => pay(orderIds, eur(net))),
  fc.constant(cancel()),
);

const commands = fc.array(command, { maxLength: 20 });

const run = runOf(settlement);

describe('whatever is told of a settlement', () => {
  aggregateContract(settlement, commands);

  it('is paid for claimed lines only, and never called off after that', () =>
    fc.assert(
      fc.property(commands, (wishes) => {
        const history = run(wishes);
        const claimed = history.flatMap((event) =>
          event.type === 'SettlementLineClaimed' ? [event.data.orderId] : [],
        );
        const paidAt = history.findIndex(({ type }) => type === 'SettlementPaid');
        const paid = history[paidAt];
        if (paid?.type !== 'SettlementPaid') return;
        expect(paid.data.lines.map((each) => each.orderId).sort()).toEqual(claimed.sort());
        const { lines, deductions = [] } = paid.data;
        expect(paid.data.sums).toEqual(sumsOf(lines, deductions));
        const taken = history.flatMap((event) =>
          event.type === 'SettlementDeductionClaimed' ? [event.data.orderId] : [],
        );
        for (const each of deductions) expect(taken).toContain(each.orderId);
        expect(paidAt).toBe(history.length - 1);
      }),
    ));

  it('answers every line at most once', () =>
    fc.assert(
      fc.property(commands, (wishes) => {
        const answered = run(wishes).flatMap(({ type, data }) =>
          'orderId' in data ? [`${type.includes('Deduction')} ${data.orderId}`] : [],
        );
        expect(new Set(answered).size).toBe(answered.length);
      }),
    ));
});
