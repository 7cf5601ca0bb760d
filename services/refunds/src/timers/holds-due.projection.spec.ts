import type { AccountCommand } from '@libs/contracts';
import { eur, plus } from '@libs/kernel';
import { DIRECT, recorded, specFor, viewOf } from '@libs/testing';
import { accountDecider } from '../account/account.decider.js';
import {
  A,
  after,
  B,
  claim,
  failPayout,
  FEE,
  fund,
  open,
  ORDER,
  PAID,
  requestAfter,
  S1,
  settle,
} from '../account/account.fixtures.js';
import { holdsDue } from './holds-due.projection.js';

const END = '2026-01-19T09:30:00.000Z';
const FAILED = [
  ...[open({ terms: { ...DIRECT, fundingFee: FEE } }), claim(S1, PAID), settle(S1)],
  ...[requestAfter(A, eur(20_00)), fund(A, plus(eur(20_00), FEE)), failPayout(A)],
];
const end = (at: string): AccountCommand => ({
  type: 'EndHold',
  data: { orderId: ORDER, hold: 'funded-money', at },
});
const given = specFor(accountDecider);
const due = (...commands: readonly AccountCommand[]) =>
  viewOf(holdsDue)(...after(...commands).map((event) => recorded(event)));

describe('the hold of funded money', () => {
  it('falls due when its 14 days are over', () =>
    due(...FAILED).then({ dueAt: END, command: end(END) }));

  it('falls due as the agreement says', () => {
    const [, ...rest] = FAILED;
    due(open({ terms: { ...DIRECT, fundingFee: FEE, fundedMoneyDays: 3 } }), ...rest).thenShows({
      dueAt: '2026-01-08T09:30:00.000Z',
    });
  });

  it('ends at its end, not a moment before, and what it held is ready for a further line', () => {
    given(...after(...FAILED))
      .when(end('2026-01-19T09:29:59.999Z'))
      .thenNothing();
    expect(after(...FAILED, end(END)).at(-1)).toMatchObject({
      type: 'OrderReadyForSettlement',
      data: { gross: eur(20_00) },
    });
  });

  it('ends once, and is not waited for any more', () => {
    given(...after(...FAILED, end(END)))
      .when(end(END))
      .thenNothing();
    due(...FAILED, end(END)).then(undefined);
  });

  it('is not waited for once a refund uses all that it held', () =>
    due(...FAILED, requestAfter(B, eur(20_00))).then(undefined));

  it('is not there where nothing was placed with an end', () => due(open()).then(undefined));
});
