import {
  chosenOf,
  permitted,
  type CaseCommand,
  type CaseEvent,
  type CaseKind,
  type CaseParty,
  type CaseProposal,
  type CaseRow,
  type ChoiceRejection,
  type PermissionRule,
} from '@libs/contracts';
import {
  accept,
  endOfDay,
  exceeds,
  isBefore,
  isNothing,
  reject,
  sameContents,
  sum,
  type Decision,
  type Named,
  type Refusal,
  type Timestamp,
} from '@libs/kernel';
import type { Case, CaseState } from './case.state.js';
import { answerBy } from './turns.js';

export type OpenRejection =
  | ChoiceRejection
  | Refusal<
      | PermissionRule
      | 'case-opened-otherwise'
      | 'case-of-another-order'
      | 'amount-missing'
      | 'rows-missing'
      | 'amount-exceeds-refundable'
      | 'nothing-left-to-refund'
      | 'offers-are-price-reductions'
      | 'inspection-over'
      | 'withdrawal-period-over'
    >;

type Opening = Named<CaseCommand, 'OpenCase'>['data'];
type Declaration = Named<CaseCommand, 'DeclareWithdrawal'>['data'];
type OpenDecision = Decision<CaseEvent, OpenRejection>;
type Refused = Decision<never, OpenRejection>;

/**
 * The buyer asks, and the merchant is to answer; or the merchant offers a price reduction, and the
 * buyer is to answer (domain: Cases).
 */
export function openCase(data: Opening, state: CaseState): OpenDecision {
  if (state.status !== 'nobodys') return again(data, state);
  const barrier = barrierTo(data) ?? missingIn(data);
  if (barrier !== undefined) return barrier;
  return withRows(data, (rows) => {
    const proposal = proposalOf(data, rows);
    const { refundable } = data.order;
    return proposal.amount !== undefined && exceeds(proposal.amount, refundable)
      ? reject('amount-exceeds-refundable', { refundable })
      : accept(opened(data, proposal));
  });
}

/**
 * A withdrawal needs no reason and waits for nobody's yes: it is declared, and opens the case in
 * which it is carried out (domain: Withdrawal).
 */
export function declareWithdrawal(data: Declaration, state: CaseState): OpenDecision {
  if (state.status !== 'nobodys')
    return state.withdrawal === undefined ? reject('case-opened-otherwise') : accept();
  const periodEndsAt = periodEndOf(data.order);
  const barrier =
    barrierOfPackage(data.order) ??
    (periodEndsAt !== undefined && !isBefore(data.at, periodEndsAt)
      ? reject('withdrawal-period-over', { periodEndsAt })
      : undefined);
  if (barrier !== undefined) return barrier;
  return withRows(data, (rows) => {
    const kind: CaseKind = rows === undefined ? 'cancellation' : 'partial-return';
    const { caseId, orderId, name, email, contract, order, at } = data;
    return accept(
      opened({ ...data, by: 'buyer', kind, reason: 'other' }, proposalOf({ kind }, rows)),
      {
        type: 'WithdrawalDeclared',
        data: {
          ...{ caseId, orderId, merchantId: order.merchantId, name, email, contract },
          ...(rows !== undefined && { rows }),
          ...(periodEndsAt !== undefined && { periodEndsAt }),
          declaredAt: at,
        },
      },
    );
  });
}

function opened(data: Omit<Opening, 'amount' | 'chosen'>, proposal: CaseProposal): CaseEvent {
  const { caseId, orderId, by, kind, reason, message, offeredBy, order, at } = data;
  const awaits: CaseParty = by === 'buyer' ? 'merchant' : 'buyer';
  return {
    type: 'CaseOpened',
    data: {
      ...{ caseId, orderId, merchantId: order.merchantId, kind, openedBy: by, proposal, reason },
      ...(message !== undefined && { message }),
      ...(offeredBy !== undefined && { offeredBy }),
      ...{ isShipped: order.isShipped, terms: order.terms },
      ...{ awaits, answerBy: answerBy(order.terms, awaits, at), openedAt: at },
    },
  };
}

/** What stands in the way of a case of this kind, whatever it proposes. */
function barrierTo({ by, kind, order }: Opening): Refused | undefined {
  const barrier = barrierOfPackage(order);
  if (barrier !== undefined) return barrier;
  if (by === 'merchant' && kind !== 'price-reduction') return reject('offers-are-price-reductions');
  if (isNothing(order.refundable)) return reject('nothing-left-to-refund');
  const { inspectionEndedAt } = order;
  return by === 'buyer' && kind !== 'reclamation' && inspectionEndedAt !== undefined
    ? reject('inspection-over', { inspectionEndedAt })
    : undefined;
}

function barrierOfPackage({ servicePackage }: Opening['order']): Refused | undefined {
  const permission = permitted({ action: 'buyer-case', servicePackage });
  return permission.allowed
    ? undefined
    : reject(permission.rule, { nextStep: permission.nextStep });
}

/** A sum that is negotiated, or rows that go back, are named. */
function missingIn({ kind, amount, chosen }: Opening): Refused | undefined {
  if (kind === 'price-reduction' && amount === undefined) return reject('amount-missing');
  return kind === 'partial-return' && chosen === undefined ? reject('rows-missing') : undefined;
}

/** Goes on with the chosen rows, if any were chosen. */
function withRows(
  { chosen, order }: Pick<Opening, 'chosen' | 'order'>,
  goOn: (rows: readonly CaseRow[] | undefined) => OpenDecision,
): OpenDecision {
  if (chosen === undefined) return goOn(undefined);
  const rows = chosenOf(chosen, order.rows);
  return 'outcome' in rows ? rows : goOn(rows);
}

/** All of the order, the rows that go back with their sum, or the sum that is asked for. */
function proposalOf(
  { kind, amount }: Pick<Opening, 'kind' | 'amount'>,
  rows: readonly CaseRow[] | undefined,
): CaseProposal {
  switch (kind) {
    case 'cancellation':
      return {};
    case 'partial-return':
      return { rows: rows ?? [], amount: sum((rows ?? []).map((row) => row.amount)) };
    case 'price-reduction':
    case 'reclamation':
      return { ...(amount !== undefined && { amount }), ...(rows !== undefined && { rows }) };
  }
}

/** The end of the last day of the period; open for as long as nothing was received. */
const periodEndOf = ({ receivedAt, terms }: Opening['order']): Timestamp | undefined =>
  receivedAt === undefined ? undefined : endOfDay(receivedAt, terms.withdrawalDays);

/** The same opening under the same id changes nothing, whatever has become of the case since. */
function again(data: Opening, { opened: earlier, withdrawal }: Case): OpenDecision {
  const { orderId, by, kind, reason } = data;
  const isSame = sameContents(
    { orderId, by, kind, reason },
    { orderId: earlier.orderId, by: earlier.openedBy, kind: earlier.kind, reason: earlier.reason },
  );
  return isSame && withdrawal === undefined ? accept() : reject('case-opened-otherwise');
}
