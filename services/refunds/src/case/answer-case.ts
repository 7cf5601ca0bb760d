import {
  chosenOf,
  fewerOf,
  type CaseCommand,
  type CaseEvent,
  type CaseKind,
  type CaseProposal,
  type CaseRefund,
  type ChoiceRejection,
  type RefundKind,
} from '@libs/contracts';
import {
  accept,
  exceeds,
  idFrom,
  RefundId,
  reject,
  type Decision,
  type Named,
  type Refusal,
  type Timestamp,
} from '@libs/kernel';
import type { Case, Data } from './case.state.js';
import { barrierToAnswer, type TurnRejection } from './turn-barrier.js';

export type AnswerRejection =
  | TurnRejection
  | ChoiceRejection
  | Refusal<
      | 'goods-not-received'
      | 'part-missing'
      | 'part-exceeds-proposal'
      | 'rows-not-proposed'
      | 'counter-offer-instead'
      | 'money-is-asked-for'
      | 'not-opened-by-you'
    >;

type Acceptance = Named<CaseCommand, 'AcceptCase'>['data'];
type AnswerDecision = Decision<CaseEvent, AnswerRejection>;

/** Kinds for which the goods come back, so that money before goods is a conscious act. */
const RETURNS: readonly CaseKind[] = ['cancellation', 'partial-return'];

/**
 * Says yes: to all of what stands as proposed, or to a part of it. The account is asked for the
 * money, and the case is `accepting` until it has answered (ADR 17).
 */
export function acceptCase(data: Acceptance, state: Case): AnswerDecision {
  const { by, extent, beforeGoods, isShipped, message, at } = data;
  const barrier = barrierToAnswer(by, state) ?? barrierTo(data, state);
  if (barrier !== undefined) return barrier;
  const agreed = extent === 'part' ? partOf(data, state) : state.proposal;
  if ('outcome' in agreed) return agreed;
  const isBeforeGoods = areGoodsAway(state, isShipped);
  if (isBeforeGoods && !beforeGoods) return reject('goods-not-received');
  return accept(
    ...accepted(state, {
      ...{ by, extent, at, isBeforeGoods },
      ...(message !== undefined && { message }),
      ...(extent !== 'without-refund' && { agreed }),
    }),
  );
}

/** What was sent for such a case is not back. */
export const areGoodsAway = (state: Case, isShipped: boolean): boolean =>
  RETURNS.includes(state.opened.kind) && (isShipped || state.isShipped) && !state.areGoodsBack;

export interface Agreement {
  readonly by: Data<'CaseAccepted'>['by'];
  readonly extent: Acceptance['extent'];
  readonly isBeforeGoods: boolean;
  readonly message?: string;
  /** Absent where nothing is to be paid back. */
  readonly agreed?: CaseProposal;
  readonly at: Timestamp;
}

/** The events of a yes; without a refund to wait for, the case has come to its end. */
export function accepted(
  state: Case,
  { agreed, at, ...agreement }: Agreement,
): readonly CaseEvent[] {
  const { caseId, orderId, merchantId } = state.opened;
  const ofCase = { caseId, orderId, merchantId };
  const refund = agreed === undefined ? undefined : refundOf(state, agreed);
  const event: CaseEvent = {
    type: 'CaseAccepted',
    data: {
      ...{ ...ofCase, ...agreement },
      ...(refund !== undefined && { refund }),
      ...(state.offeredBy !== undefined && { offeredBy: state.offeredBy }),
      acceptedAt: at,
    },
  };
  if (refund !== undefined) return [event];
  return [event, { type: 'CaseClosed', data: { ...ofCase, outcome: 'accepted', closedAt: at } }];
}

/**
 * Each acceptance of a case asks under an id of its own: one that failed is not asked again. Rows
 * without a sum that was agreed on are rows that are paid back, whatever the case is; what they
 * come to is for the account to say, which knows what came back before.
 */
function refundOf({ opened, failed }: Case, { amount, rows }: CaseProposal): CaseRefund {
  const { caseId, kind, reason } = opened;
  const refundId = RefundId.parse(idFrom('case-refund', caseId, String(failed.size)));
  if (rows !== undefined && (kind === 'partial-return' || amount === undefined))
    return { refundId, kind: 'partial-return', rows, reason };
  const how: RefundKind = amount === undefined ? 'full' : 'price-reduction';
  return { refundId, kind: how, reason, ...(amount !== undefined && { amount }) };
}

function barrierTo(
  { by, extent }: Acceptance,
  { opened: { kind }, proposal }: Case,
): Decision<never, AnswerRejection> | undefined {
  if (extent === 'without-refund' && kind !== 'reclamation') return reject('money-is-asked-for');
  if (extent === 'part' && (kind === 'price-reduction' || by === 'buyer'))
    return reject('counter-offer-instead', { proposed: proposal.amount });
  return undefined;
}

/** A part of what is proposed: fewer of its rows, or of those of the order, or a sum below it. */
function partOf(
  { amount, chosen, ordered }: Acceptance,
  { opened: { kind }, proposal }: Case,
): CaseProposal | Decision<never, AnswerRejection> {
  if (chosen !== undefined) {
    // A cancellation names no rows: it is of all that was ordered.
    const rows =
      kind === 'cancellation'
        ? chosenOf(chosen, ordered ?? [])
        : (fewerOf(chosen, proposal.rows ?? []) ?? reject('rows-not-proposed'));
    return 'outcome' in rows ? rows : { rows };
  }
  if (amount === undefined) return reject('part-missing');
  if (proposal.amount !== undefined && exceeds(amount, proposal.amount))
    return reject('part-exceeds-proposal', { proposed: proposal.amount });
  return { amount };
}

/** Says no, with words for the other one; the case has come to its end. */
export function declineCase(
  { by, message, at }: Named<CaseCommand, 'DeclineCase'>['data'],
  state: Case,
): AnswerDecision {
  const barrier = barrierToAnswer(by, state);
  if (barrier !== undefined) return barrier;
  const { caseId, orderId, merchantId } = state.opened;
  const ofCase = { caseId, orderId, merchantId };
  return accept(
    { type: 'CaseDeclined', data: { ...ofCase, by, message, declinedAt: at } },
    { type: 'CaseClosed', data: { ...ofCase, outcome: 'declined', closedAt: at } },
  );
}

/** The buyer lets go of it; a case that the merchant opened is answered instead. */
export function withdrawCase(
  { at }: Named<CaseCommand, 'WithdrawCase'>['data'],
  state: Case,
): AnswerDecision {
  const { opened, closed, status } = state;
  if (closed?.outcome === 'withdrawn') return accept();
  if (status === 'closed') return reject('case-closed', { outcome: closed?.outcome });
  if (status === 'accepting') return reject('acceptance-under-way');
  if (opened.openedBy !== 'buyer') return reject('not-opened-by-you');
  const { caseId, orderId, merchantId } = opened;
  return accept({
    type: 'CaseClosed',
    data: { caseId, orderId, merchantId, outcome: 'withdrawn', closedAt: at },
  });
}
