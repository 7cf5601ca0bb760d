import {
  SettlementCommand,
  SettlementEvent,
  type LineRefusal,
  type SettlementLine,
  type SettlementSums,
} from '@libs/contracts';
import {
  accept,
  assert,
  EMPTY_MAP,
  entryOf,
  equal,
  reject,
  sameContents,
  withEntry,
  type Aggregate,
  type Decider,
  type Decision,
  type Named,
  type OrderId,
  type PersistentMap,
  type Refusal,
  type Timestamp,
} from '@libs/kernel';
import { faultsOf, sumsOf } from './settlement-sums.js';

export const settlementDecider: Decider<
  SettlementCommand,
  SettlementState,
  SettlementEvent,
  SettlementRejection
> = { initialState: { status: 'awaited' }, decide, evolve };

/** A batch is proposed, claimed line by line, confirmed, and paid or called off. */
export const settlement: Aggregate<
  SettlementCommand,
  SettlementState,
  SettlementEvent,
  SettlementRejection
> = {
  category: 'settlement',
  command: SettlementCommand,
  event: SettlementEvent,
  decider: settlementDecider,
  streamId: ({ data }) => data.settlementId,
  begins: ['ProposeSettlement'],
};

export type SettlementState =
  | { readonly status: 'awaited' }
  | { readonly status: 'refused'; readonly refused: Refused }
  | (Batch & { readonly status: 'proposed' | 'cancelled' })
  | (Batch & { readonly status: 'confirmed' | 'paid'; readonly stands: Standing });

export type SettlementRejection = Refusal<
  | 'settlement-id-reused'
  | 'line-unknown'
  | 'line-answered-otherwise'
  | 'settlement-cancelled'
  | 'settlement-paid'
  | 'line-not-claimed'
  | 'sums-differ'
>;

/** What was accepted, and how each line was answered so far. */
interface Batch {
  readonly accepted: Named<SettlementEvent, 'SettlementAccepted'>['data'];
  readonly orderIds: ReadonlySet<OrderId>;
  readonly answers: PersistentMap<OrderId, Answer>;
}

/** The lines that the system may pay. */
interface Standing {
  readonly lines: readonly SettlementLine[];
  readonly sums: SettlementSums;
}

type Answer = 'claimed' | LineRefusal;
type Refused = Named<SettlementEvent, 'SettlementRefused'>['data'];
type SettlementDecision = Decision<SettlementEvent, SettlementRejection>;
type Known = Exclude<SettlementState, { readonly status: 'awaited' }>;
type Whole = Exclude<Known, { readonly status: 'refused' }>;
type Data<Type extends SettlementCommand['type']> = Named<SettlementCommand, Type>['data'];

function decide(command: SettlementCommand, state: SettlementState): SettlementDecision {
  if (command.type === 'ProposeSettlement') return propose(command.data, state);
  assert(state.status !== 'awaited', 'only ProposeSettlement begins a settlement');
  switch (command.type) {
    case 'AcceptLine':
      return acceptLine(command.data, state);
    case 'RefuseLine':
      return refuseLine(command.data, state);
    case 'PaySettlement':
      return pay(command.data, state);
    case 'CancelSettlement':
      return cancel(command.data, state);
  }
}

/** A wrong batch is refused whole, with every wrong sum named; its id is used up all the same. */
function propose(data: Data<'ProposeSettlement'>, state: SettlementState): SettlementDecision {
  const { at, ...proposal } = data;
  const { settlementId, merchantId } = proposal;
  const reasons = faultsOf(proposal);
  if (state.status === 'awaited')
    return reasons.length === 0
      ? accept({ type: 'SettlementAccepted', data: { ...proposal, acceptedAt: at } })
      : accept({
          type: 'SettlementRefused',
          data: { settlementId, merchantId, reasons, refusedAt: at },
        });
  const isSame =
    state.status === 'refused'
      ? state.refused.merchantId === merchantId && sameContents(state.refused.reasons, reasons)
      : sameContents({ ...state.accepted, acceptedAt: undefined }, proposal);
  return isSame ? accept() : reject('settlement-id-reused');
}

/** A line is answered once; a claim that the settlement does not want is to be released. */
function acceptLine({ orderId, at }: Data<'AcceptLine'>, state: Known): SettlementDecision {
  if (state.status === 'refused' || !state.orderIds.has(orderId)) return reject('line-unknown');
  const answer = entryOf(state.answers, orderId);
  if (answer === 'claimed') return accept();
  if (answer !== undefined) return reject('line-answered-otherwise', { answer });
  if (state.status === 'cancelled') return reject('settlement-cancelled');
  const { settlementId, merchantId } = state.accepted;
  return answered(state, at, {
    type: 'SettlementLineClaimed',
    data: { settlementId, merchantId, orderId, claimedAt: at },
  });
}

function refuseLine(data: Data<'RefuseLine'>, state: Known): SettlementDecision {
  const { orderId, reason, at } = data;
  if (state.status === 'refused' || !state.orderIds.has(orderId)) return reject('line-unknown');
  const answer = entryOf(state.answers, orderId);
  if (answer === 'claimed') return reject('line-answered-otherwise', { answer });
  if (answer !== undefined || state.status === 'cancelled') return accept();
  const { settlementId, merchantId } = state.accepted;
  return answered(state, at, {
    type: 'SettlementLineRefused',
    data: { settlementId, merchantId, orderId, reason, refusedAt: at },
  });
}

/**
 * With the last answer, what stands is confirmed in the same append. Where no line stands there
 * is nothing to pay and no claim to release, so the settlement is cancelled with no lines: a
 * confirmation always asks for a payment.
 */
function answered(state: Whole, at: Timestamp, answer: SettlementEvent): SettlementDecision {
  const after = evolve(state, answer);
  assert(after.status === 'proposed', 'an answer leaves the settlement proposed');
  const { settlementId, merchantId } = after.accepted;
  if (!isAnswered(after)) return accept(answer);
  const lines = linesThat(after, (each) => each === 'claimed');
  return lines.length === 0
    ? accept(answer, {
        type: 'SettlementCancelled',
        data: { settlementId, merchantId, lines, cancelledAt: at },
      })
    : accept(answer, {
        type: 'SettlementConfirmed',
        data: { settlementId, merchantId, lines, sums: sumsOf(lines), confirmedAt: at },
      });
}

/** What has happened cannot be refused: a payment of anything but what stands is an alarm. */
function pay({ orderIds, net, at }: Data<'PaySettlement'>, state: Known): SettlementDecision {
  if (state.status !== 'confirmed' && state.status !== 'paid')
    return reject('line-not-claimed', { orderIds });
  const { lines, sums } = state.stands;
  const standing = new Set(lines.map(({ orderId }) => orderId));
  const unclaimed = orderIds.filter((orderId) => !standing.has(orderId));
  if (unclaimed.length > 0) return reject('line-not-claimed', { orderIds: unclaimed });
  const isWhole = orderIds.length === lines.length && new Set(orderIds).size === lines.length;
  if (!isWhole || !equal(net, sums.net))
    return reject('sums-differ', {
      confirmed: { count: sums.count, net: sums.net },
      paid: { count: orderIds.length, net },
    });
  if (state.status === 'paid') return accept();
  const { settlementId, merchantId } = state.accepted;
  return accept({
    type: 'SettlementPaid',
    data: { settlementId, merchantId, lines, sums, paidAt: at },
  });
}

/** Names every line that is or may still come to be claimed. */
function cancel({ at }: Data<'CancelSettlement'>, state: Known): SettlementDecision {
  switch (state.status) {
    case 'refused':
    case 'cancelled':
      return accept();
    case 'paid':
      return reject('settlement-paid');
    case 'proposed':
    case 'confirmed': {
      const { settlementId, merchantId } = state.accepted;
      const lines = linesThat(state, (each) => each === undefined || each === 'claimed');
      return accept({
        type: 'SettlementCancelled',
        data: { settlementId, merchantId, lines, cancelledAt: at },
      });
    }
  }
}

function evolve(state: SettlementState, { type, data }: SettlementEvent): SettlementState {
  if (type === 'SettlementRefused' || type === 'SettlementAccepted') {
    assert(state.status === 'awaited', 'a settlement is proposed once');
    return type === 'SettlementRefused' ? { status: 'refused', refused: data } : batchOf(data);
  }
  assert(
    state.status === 'proposed' || state.status === 'confirmed',
    `${type} ends a settlement once`,
  );
  const { accepted, orderIds, answers } = state;
  const batch: Batch = { accepted, orderIds, answers };
  switch (type) {
    case 'SettlementLineClaimed':
      return withAnswer(state, data.orderId, 'claimed');
    case 'SettlementLineRefused':
      return withAnswer(state, data.orderId, data.reason);
    case 'SettlementConfirmed':
      assert(isAnswered(state), 'a settlement is confirmed when every line is answered');
      return { ...batch, status: 'confirmed', stands: { lines: data.lines, sums: data.sums } };
    case 'SettlementPaid':
      assert(state.status === 'confirmed', 'only what was confirmed is paid');
      return { ...state, status: 'paid' };
    case 'SettlementCancelled':
      return { ...batch, status: 'cancelled' };
  }
}

const batchOf = (accepted: Batch['accepted']): SettlementState => ({
  status: 'proposed',
  accepted,
  orderIds: new Set(accepted.lines.map(({ orderId }) => orderId)),
  answers: EMPTY_MAP,
});

function withAnswer(state: Whole, orderId: OrderId, answer: Answer): SettlementState {
  assert(state.status === 'proposed', 'lines are answered before the settlement is confirmed');
  assert(state.orderIds.has(orderId), 'an answer is to a line of the settlement');
  assert(entryOf(state.answers, orderId) === undefined, 'a line is answered once');
  return { ...state, answers: withEntry(state.answers, orderId, answer) };
}

const isAnswered = ({ accepted, answers }: Batch): boolean =>
  answers.size === accepted.lines.length;

const linesThat = (
  { accepted, answers }: Batch,
  suit: (answer: Answer | undefined) => boolean,
): readonly SettlementLine[] =>
  accepted.lines.filter(({ orderId }) => suit(entryOf(answers, orderId)));
