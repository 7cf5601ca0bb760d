import type { CaseCommand, CaseEvent } from '@libs/contracts';
import { accept, isBefore, reject, type Decision, type Named, type Refusal } from '@libs/kernel';
import { accepted, areGoodsAway } from './answer-case.js';
import type { Case } from './case.state.js';

export type DeadlineRejection = Refusal<'deadline-not-passed'>;

/**
 * Nobody answered in time, and the terms say what that means (domain: Cases). Silence never pays
 * for goods that are not back: accepting those is a conscious act, so the case stays open. Nor does
 * it ask again for what the account refused: it would, for ever.
 */
export function passDeadline(
  { answerBy, at }: Named<CaseCommand, 'PassDeadline'>['data'],
  state: Case,
): Decision<CaseEvent, DeadlineRejection> {
  const { status, turn, isOverdue, opened } = state;
  if (status !== 'open' || isOverdue || turn.answerBy !== answerBy) return accept();
  if (isBefore(at, turn.answerBy))
    return reject('deadline-not-passed', { answerBy: turn.answerBy });
  const { caseId, orderId, merchantId } = opened;
  const ofCase = { caseId, orderId, merchantId };
  const silence = meaningOf(state);
  const passed: CaseEvent = {
    type: 'CaseDeadlinePassed',
    data: { ...ofCase, awaited: turn.awaits, silence, passedAt: at },
  };
  switch (silence) {
    case 'keep-open':
      return accept(passed);
    case 'accept':
      return accept<CaseEvent>(
        passed,
        ...accepted(state, {
          ...{ by: 'silence', extent: 'full', isBeforeGoods: false },
          ...{ agreed: state.proposal, at },
        }),
      );
    case 'decline':
    case 'close':
      return accept<CaseEvent>(passed, {
        type: 'CaseClosed',
        data: { ...ofCase, outcome: 'lapsed', closedAt: at },
      });
  }
}

function meaningOf(state: Case) {
  const { terms } = state.opened;
  if (state.turn.awaits === 'buyer') return terms.buyerSilence;
  const needsSomebody = areGoodsAway(state, state.isShipped) || state.failed.size > 0;
  return terms.merchantSilence === 'accept' && needsSomebody ? 'keep-open' : terms.merchantSilence;
}
