import type { CaseEvent, CaseParty } from '@libs/contracts';
import { assert, type Actor, type Named, type RefundId, type Timestamp } from '@libs/kernel';

/** `nobodys` is a case that nobody opened. */
export type CaseState = { readonly status: 'nobodys' } | Case;

/** A case, and what must be remembered to answer for it. */
export interface Case {
  readonly status: 'open' | 'accepting' | 'closed';
  readonly opened: Data<'CaseOpened'>;
  readonly withdrawal: Data<'WithdrawalDeclared'> | undefined;
  /** What stands as proposed: that of the opening, until a counter-offer replaces it. */
  readonly proposal: Data<'CaseOpened'>['proposal'];
  /** Who of the merchant's people offered that; nobody where the buyer asks for it. */
  readonly offeredBy: Actor | undefined;
  readonly turn: Turn;
  readonly isOverdue: boolean;
  readonly isHeld: boolean;
  readonly isShipped: boolean;
  readonly areGoodsBack: boolean;
  readonly accepted: Data<'CaseAccepted'> | undefined;
  /** Refunds that the account refused, so that its answer counts once. */
  readonly failed: ReadonlySet<RefundId>;
  readonly closed: Data<'CaseClosed'> | undefined;
  readonly messages: ReadonlySet<string>;
  /** How often a sum was offered against another: a negotiation has an end. */
  readonly offers: number;
}

/** Who is to answer, and by when. */
export interface Turn {
  readonly awaits: CaseParty;
  readonly answerBy: Timestamp;
}

export type Data<Type extends CaseEvent['type']> = Named<CaseEvent, Type>['data'];

/** What an event does to a case. */
export function evolve(state: CaseState, { type, data }: CaseEvent): CaseState {
  if (type === 'CaseOpened') {
    assert(state.status === 'nobodys', 'a case is opened once');
    return opened(data);
  }
  assert(state.status !== 'nobodys', `${type} follows CaseOpened`);
  switch (type) {
    case 'WithdrawalDeclared':
      return { ...state, withdrawal: data };
    case 'CaseHeld':
      return { ...state, isHeld: true };
    case 'CaseMessageSent':
      return { ...state, messages: new Set(state.messages).add(data.messageId) };
    case 'CaseDeclined':
    case 'CaseRefundPromised':
      return state;
    case 'CaseCounterOffered':
      return {
        ...state,
        proposal: { amount: data.amount },
        offeredBy: data.offeredBy,
        turn: turnOf(data),
        isOverdue: false,
        offers: state.offers + 1,
      };
    case 'CaseGoodsReceived':
      return { ...state, areGoodsBack: true };
    case 'CaseAccepted':
      return { ...state, status: 'accepting', accepted: data };
    case 'CaseAcceptanceFailed':
      return failed(state, data);
    case 'CaseDeadlinePassed':
      return { ...state, isOverdue: true };
    case 'CaseClosed':
      return { ...state, status: 'closed', closed: data };
  }
}

const opened = (data: Data<'CaseOpened'>): Case => ({
  status: 'open',
  opened: data,
  withdrawal: undefined,
  proposal: data.proposal,
  offeredBy: data.offeredBy,
  turn: turnOf(data),
  isOverdue: false,
  isHeld: false,
  isShipped: data.isShipped,
  areGoodsBack: false,
  accepted: undefined,
  failed: new Set(),
  closed: undefined,
  messages: new Set(),
  offers: 0,
});

function failed(state: Case, data: Data<'CaseAcceptanceFailed'>): Case {
  assert(state.accepted?.refund?.refundId === data.refundId, 'the refund that was asked for fails');
  return {
    ...state,
    status: 'open',
    accepted: undefined,
    turn: turnOf(data),
    isOverdue: false,
    failed: new Set(state.failed).add(data.refundId),
  };
}

const turnOf = ({ awaits, answerBy }: Turn): Turn => ({ awaits, answerBy });
