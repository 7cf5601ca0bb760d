import { CASE_TERMS, type CaseCommand, type CaseEvent } from '@libs/contracts';
import { eur, fold } from '@libs/kernel';
import { aggregateContract, runOf } from '@libs/testing';
import fc from 'fast-check';
import { caseDecider, caseOfOrder } from './case.decider.js';
import {
  accept,
  after,
  ANSWER_BY,
  CASE,
  declare,
  decline,
  held,
  LATER_BY,
  notHeld,
  offer,
  open,
  passDeadline,
  promised,
  receiveGoods,
  reduction,
  refused,
  withdrawCase,
  write,
} from './case.fixtures.js';

const flag = fc.boolean();
const party = fc.constantFrom('buyer' as const, 'merchant' as const);
const cents = fc.integer({ min: 1, max: 40_00 });
const terms = fc.record({
  merchantSilence: fc.constantFrom('keep-open' as const, 'accept' as const, 'decline' as const),
  buyerSilence: fc.constantFrom('keep-open' as const, 'close' as const),
});
const chosen = [{ rowNumber: 1, quantity: '1' }];
const opening: fc.Arbitrary<CaseCommand> = fc
  .tuple(
    fc.constantFrom('cancellation' as const, 'partial-return' as const, 'reclamation' as const),
    flag,
    terms,
    fc.nat(2),
  )
  .map(([kind, isShipped, silence, way]) => {
    const facts = { isShipped, terms: { ...CASE_TERMS, ...silence } };
    if (way === 0) return reduction(facts);
    return way === 1 ? declare({}, facts) : open({ kind, chosen }, facts);
  });
const accepting = after(open(), accept());
const refusedOnce = after(open(), accept(), refused(accepting), accept());
const command: fc.Arbitrary<CaseCommand> = fc.oneof(
  opening,
  fc
    .tuple(party, fc.constantFrom('full' as const, 'part' as const, 'without-refund' as const))
    .chain(([by, extent]) =>
      fc
        .tuple(flag, flag, fc.option(cents, { nil: undefined }))
        .map(([beforeGoods, isShipped, amount]) =>
          accept({
            ...{ by, extent, beforeGoods, isShipped },
            ...(amount !== undefined && { amount: eur(amount) }),
          }),
        ),
    ),
  fc.tuple(party, cents).map(([by, amount]) => offer(by, amount)),
  party.map(decline),
  party.map((by) => write(CASE, by)),
  fc.constantFrom(receiveGoods, withdrawCase, held, notHeld),
  fc.constantFrom(ANSWER_BY, LATER_BY).map((at) => passDeadline(at)),
  fc.constantFrom(
    promised(accepting, 10_00),
    refused(accepting),
    promised(refusedOnce.slice(3), 10_00),
  ),
);
const commands = fc
  .tuple(opening, fc.array(command, { maxLength: 25 }))
  .map(([first, others]) => [first, ...others]);
const run = runOf(caseOfOrder);
const count = (history: readonly CaseEvent[], type: CaseEvent['type']) =>
  history.filter((event) => event.type === type).length;

describe('whatever is asked of a case', () => {
  aggregateContract(caseOfOrder, commands);

  it('ends once at most, and nothing moves it after that but goods that were back', () =>
    fc.assert(
      fc.property(commands, (some) => {
        const history = run(some);
        const end = history.findIndex(({ type }) => type === 'CaseClosed');
        expect(count(history, 'CaseClosed')).toBeLessThanOrEqual(1);
        if (end >= 0) expect(history.slice(end + 1)).toEqual([]);
      }),
    ));

  it('asks the account for its money once for each yes, under an id of its own', () =>
    fc.assert(
      fc.property(commands, (some) => {
        const asked = run(some).flatMap((event) =>
          event.type === 'CaseAccepted' && event.data.refund !== undefined
            ? [event.data.refund.refundId]
            : [],
        );
        expect(new Set(asked).size).toBe(asked.length);
      }),
    ));

  it('is accepting for exactly as long as the account has not answered', () =>
    fc.assert(
      fc.property(commands, (some) => {
        const history = run(some);
        const state = fold(caseDecider, history);
        const open =
          count(history, 'CaseAccepted') -
          count(history, 'CaseAcceptanceFailed') -
          count(history, 'CaseRefundPromised');
        if (state.status === 'accepting') expect(open).toBe(1);
        else expect(open).toBeLessThanOrEqual(state.status === 'closed' ? 1 : 0);
      }),
    ));

  it('never pays for goods that are away unless somebody said so', () =>
    fc.assert(
      fc.property(commands, (some) => {
        const history = run(some);
        history.forEach((event, at) => {
          if (event.type !== 'CaseAccepted' || event.data.by !== 'silence') return;
          const before = history.slice(0, at);
          const [opened] = before;
          const isReturn =
            opened?.type === 'CaseOpened' &&
            ['cancellation', 'partial-return'].includes(opened.data.kind) &&
            opened.data.isShipped;
          if (isReturn) expect(count(before, 'CaseGoodsReceived')).toBe(1);
        });
      }),
    ));
});
