import { CASE_TERMS, type CaseCommand, type CaseEvent } from '@libs/contracts';
import { eur } from '@libs/kernel';
import { MERCHANT, ORDER, specFor } from '@libs/testing';
import { caseDecider } from './case.decider.js';
import {
  accept,
  after,
  ANSWER_BY,
  CASE,
  decline,
  LATER,
  LATER_BY,
  offer,
  open,
  passDeadline,
  receiveGoods,
  reduction,
  refused,
  refundIn,
  withdrawCase,
} from './case.fixtures.js';

const given = specFor(caseDecider);
const ids = { caseId: CASE, orderId: ORDER, merchantId: MERCHANT };
const types = (history: readonly CaseEvent[]) => history.map(({ type }) => type);
const closed = (outcome: 'accepted' | 'declined' | 'withdrawn' | 'lapsed', closedAt = LATER) =>
  ({ type: 'CaseClosed', data: { ...ids, outcome, closedAt } }) as const;

describe('a negotiation', () => {
  it('goes to and fro, each time with a deadline of its own', () =>
    given(...after(reduction()))
      .when(offer('merchant', 10_00))
      .then({
        type: 'CaseCounterOffered',
        data: {
          ...{ ...ids, by: 'merchant', amount: eur(10_00) },
          ...{ awaits: 'buyer', answerBy: LATER_BY, offeredAt: LATER },
        },
      }));

  it('ends with a yes to what stands as offered', () =>
    expect(
      refundIn(after(reduction(), offer('merchant', 10_00), offer('buyer', 15_00), accept())),
    ).toMatchObject({ kind: 'price-reduction', amount: eur(15_00) }));

  it('remembers which person made the offer that the buyer takes, and nobody else', () => {
    const [liisa, pekka] = (['liisa', 'pekka'] as const).map(
      (id) => ({ kind: 'user', id }) as const,
    );
    const taken = (...commands: readonly CaseCommand[]) =>
      after(...commands).find(({ type }) => type === 'CaseAccepted')?.data;
    const yes = accept({ by: 'buyer' });
    const opening = open({
      ...{ by: 'merchant', kind: 'price-reduction', amount: eur(5_00), offeredBy: liisa },
    });
    expect(taken(opening, yes)).toMatchObject({ offeredBy: liisa });
    const more = offer('merchant', 10_00, pekka);
    expect(taken(opening, offer('buyer', 15_00), more, yes)).toMatchObject({ offeredBy: pekka });
    expect(taken(opening, offer('buyer', 15_00), accept())).not.toHaveProperty('offeredBy');
  });

  it('ends when the buyer refuses, or lets go', () => {
    const offered = after(reduction(), offer('merchant', 10_00));
    expect(types(after(reduction(), offer('merchant', 10_00), decline('buyer')))).toEqual([
      ...types(offered),
      'CaseDeclined',
      'CaseClosed',
    ]);
    given(...offered)
      .when(withdrawCase)
      .then(closed('withdrawn'));
  });

  it('takes an offer of the one whose turn it is, and another sum than the one before', () => {
    given(...after(reduction()))
      .when(offer('buyer', 5_00))
      .thenRejected('not-your-turn');
    given(...after(reduction()))
      .when(offer('merchant', 20_00))
      .thenRejected('same-offer');
    given(...after(open()))
      .when(offer('merchant', 5_00))
      .thenRejected('nothing-to-negotiate');
  });

  it('has an end', () => {
    const sides = Array.from({ length: 20 }, (_, at) =>
      offer(at % 2 === 0 ? 'merchant' : 'buyer', at + 1),
    );
    given(...after(reduction(), ...sides))
      .when(offer('merchant', 30))
      .thenRejected('too-many-offers', { max: 20 });
  });
});

describe('a deadline', () => {
  const asked = (terms: Partial<typeof CASE_TERMS>) =>
    reduction({ terms: { ...CASE_TERMS, ...terms } });
  const passed = (silence: 'keep-open' | 'accept' | 'decline' | 'close') =>
    ({
      type: 'CaseDeadlinePassed',
      data: { ...ids, awaited: 'merchant', silence, passedAt: ANSWER_BY },
    }) as const;

  it('that passes is told once, and keeps the case open where nothing else is agreed', () => {
    given(...after(reduction()))
      .when(passDeadline(ANSWER_BY))
      .then(passed('keep-open'));
    const overdue = after(reduction(), passDeadline(ANSWER_BY));
    given(...overdue)
      .when(passDeadline(ANSWER_BY))
      .thenNothing();
    expect(types(after(reduction(), passDeadline(ANSWER_BY), accept()))).toContain('CaseAccepted');
  });

  it('may mean yes, no, or an end, as the terms say', () => {
    expect(types(after(asked({ merchantSilence: 'accept' }), passDeadline(ANSWER_BY)))).toEqual([
      'CaseOpened',
      'CaseDeadlinePassed',
      'CaseAccepted',
    ]);
    given(...after(asked({ merchantSilence: 'decline' })))
      .when(passDeadline(ANSWER_BY))
      .then(passed('decline'), closed('lapsed', ANSWER_BY));
    given(...after(reduction(), offer('merchant', 1_00)))
      .when(passDeadline(LATER_BY))
      .then(
        {
          type: 'CaseDeadlinePassed',
          data: { ...ids, awaited: 'buyer', silence: 'close', passedAt: LATER_BY },
        },
        closed('lapsed', LATER_BY),
      );
  });

  it('never pays by silence for goods that are not back', () => {
    const terms = { ...CASE_TERMS, merchantSilence: 'accept' as const };
    given(...after(open({}, { terms, isShipped: true })))
      .when(passDeadline(ANSWER_BY))
      .then(passed('keep-open'));
    expect(
      types(after(open({}, { terms, isShipped: true }), receiveGoods, passDeadline(ANSWER_BY))),
    ).toContain('CaseAccepted');
  });

  it('does not ask by silence again for what the account refused, or it would for ever', () => {
    const silent = [asked({ merchantSilence: 'accept' }), passDeadline(ANSWER_BY)];
    const failed = [...silent, refused(after(...silent))];
    const { answerBy } = after(...failed).at(-1)?.data as { readonly answerBy: string };
    expect(types(after(...failed, passDeadline(answerBy)).slice(-2))).toEqual([
      'CaseAcceptanceFailed',
      'CaseDeadlinePassed',
    ]);
  });

  it('does not pass early, nor when somebody has answered', () => {
    given(...after(reduction()))
      .when(passDeadline(ANSWER_BY, LATER))
      .thenRejected('deadline-not-passed', { answerBy: ANSWER_BY });
    for (const history of [after(reduction(), accept()), after(reduction(), offer('merchant', 1))])
      given(...history)
        .when(passDeadline(ANSWER_BY))
        .thenNothing();
  });
});
