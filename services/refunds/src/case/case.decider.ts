import { CaseCommand, CaseEvent } from '@libs/contracts';
import {
  accept,
  assert,
  reject,
  type Aggregate,
  type Decider,
  type Decision,
  type Named,
  type Refusal,
} from '@libs/kernel';
import {
  noteHeld,
  noteHoldRefused,
  noteRefundPromised,
  noteRefundRefused,
} from './account-answers.js';
import { acceptCase, declineCase, withdrawCase, type AnswerRejection } from './answer-case.js';
import { evolve, type Case, type CaseState } from './case.state.js';
import { passDeadline, type DeadlineRejection } from './deadline.js';
import { declareWithdrawal, openCase, type OpenRejection } from './open-case.js';
import { counterOffer, type OfferRejection } from './offers.js';

export const caseDecider: Decider<CaseCommand, CaseState, CaseEvent, CaseRejection> = {
  initialState: { status: 'nobodys' },
  decide,
  evolve,
};

/** What a buyer asks for, or is offered: from its opening to its end (domain: Cases). */
export const caseOfOrder: Aggregate<CaseCommand, CaseState, CaseEvent, CaseRejection> = {
  category: 'case',
  command: CaseCommand,
  event: CaseEvent,
  decider: caseDecider,
  streamId: ({ data }) => data.caseId,
  begins: ['OpenCase', 'DeclareWithdrawal'],
};

export type CaseRejection =
  | OpenRejection
  | AnswerRejection
  | OfferRejection
  | DeadlineRejection
  | Refusal<'too-many-messages'>;

/** Who has more to say says it elsewhere. */
const MESSAGES_MAX = 100;

type CaseDecision = Decision<CaseEvent, CaseRejection>;
type Wish<Type extends CaseCommand['type']> = Named<CaseCommand, Type>['data'];

function decide(command: CaseCommand, state: CaseState): CaseDecision {
  if (command.type === 'OpenCase') return openCase(command.data, state);
  if (command.type === 'DeclareWithdrawal') return declareWithdrawal(command.data, state);
  assert(state.status !== 'nobodys', 'only an opening begins a case');
  if (state.opened.orderId !== command.data.orderId) return reject('case-of-another-order');
  switch (command.type) {
    case 'SendCaseMessage':
      return sendMessage(command.data, state);
    case 'CounterOffer':
      return counterOffer(command.data, state);
    case 'ReceiveGoods':
      return receiveGoods(command.data, state);
    case 'AcceptCase':
      return acceptCase(command.data, state);
    case 'DeclineCase':
      return declineCase(command.data, state);
    case 'WithdrawCase':
      return withdrawCase(command.data, state);
    case 'PassDeadline':
      return passDeadline(command.data, state);
    case 'NoteCaseHeld':
      return noteHeld(command.data, state);
    case 'NoteHoldRefused':
      return noteHoldRefused(command.data, state);
    case 'NoteRefundPromised':
      return noteRefundPromised(command.data, state);
    case 'NoteRefundRefused':
      return noteRefundRefused(command.data, state);
  }
}

/** One may write as long as the case has not ended, whoever is to answer. */
function sendMessage(
  { by, messageId, message, at }: Wish<'SendCaseMessage'>,
  state: Case,
): CaseDecision {
  if (state.messages.has(messageId)) return accept();
  if (state.status === 'closed') return reject('case-closed', { outcome: state.closed?.outcome });
  if (state.messages.size >= MESSAGES_MAX)
    return reject('too-many-messages', { max: MESSAGES_MAX });
  const { caseId, orderId, merchantId } = state.opened;
  return accept({
    type: 'CaseMessageSent',
    data: { caseId, orderId, merchantId, messageId, by, message, sentAt: at },
  });
}

/** A step of its own: what was sent came back, whatever is decided then. */
function receiveGoods({ at }: Wish<'ReceiveGoods'>, state: Case): CaseDecision {
  if (state.areGoodsBack) return accept();
  if (state.status === 'closed') return reject('case-closed', { outcome: state.closed?.outcome });
  const { caseId, orderId, merchantId } = state.opened;
  return accept({
    type: 'CaseGoodsReceived',
    data: { caseId, orderId, merchantId, receivedAt: at },
  });
}
