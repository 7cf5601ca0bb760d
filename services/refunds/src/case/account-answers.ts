import type { CaseCommand, CaseEvent } from '@libs/contracts';
import { accept, type Decision, type Named } from '@libs/kernel';
import type { Case } from './case.state.js';
import { answerBy } from './turns.js';

type Noted = Decision<CaseEvent, never>;
type Note<Type extends CaseCommand['type']> = Named<CaseCommand, Type>['data'];

/** The account holds the money; told again, or after the case's end, it changes nothing. */
export function noteHeld({ at }: Note<'NoteCaseHeld'>, state: Case): Noted {
  if (state.isHeld || state.status === 'closed') return accept();
  return accept({ type: 'CaseHeld', data: { ...ofCase(state), heldAt: at } });
}

/** Without a hold there is no case; one that is being accepted hears of its refund instead. */
export function noteHoldRefused({ reason, at }: Note<'NoteHoldRefused'>, state: Case): Noted {
  if (state.status !== 'open' || state.isHeld) return accept();
  return accept({
    type: 'CaseClosed',
    data: { ...ofCase(state), outcome: 'refused', reason, closedAt: at },
  });
}

/** The money is promised: the case has come to its end, and the refund goes its own way. */
export function noteRefundPromised(
  { refundId, amount, timing, at }: Note<'NoteRefundPromised'>,
  state: Case,
): Noted {
  if (!isAwaited(refundId, state)) return accept();
  return accept(
    {
      type: 'CaseRefundPromised',
      data: { ...ofCase(state), refundId, amount, timing, promisedAt: at },
    },
    { type: 'CaseClosed', data: { ...ofCase(state), outcome: 'accepted', closedAt: at } },
  );
}

/** The money is refused: the case is open again, and the merchant is to answer. */
export function noteRefundRefused(
  { refundId, reason, at }: Note<'NoteRefundRefused'>,
  state: Case,
): Noted {
  if (!isAwaited(refundId, state)) return accept();
  const { terms } = state.opened;
  return accept({
    type: 'CaseAcceptanceFailed',
    data: {
      ...{ ...ofCase(state), refundId, reason, awaits: 'merchant' },
      ...{ answerBy: answerBy(terms, 'merchant', at), failedAt: at },
    },
  });
}

const isAwaited = (refundId: string, { status, accepted }: Case): boolean =>
  status === 'accepting' && accepted?.refund?.refundId === refundId;

const ofCase = ({ opened: { caseId, orderId, merchantId } }: Case) => ({
  caseId,
  orderId,
  merchantId,
});
