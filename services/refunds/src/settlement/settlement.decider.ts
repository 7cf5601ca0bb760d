import { SettlementCommand, SettlementEvent, type SettlementDeduction } from '@libs/contracts';
import {
  accept,
  assert,
  entryOf,
  equal,
  reject,
  sameContents,
  type Aggregate,
  type Decider,
  type Decision,
  type Named,
  type OrderId,
  type Refusal,
  type Timestamp,
} from '@libs/kernel';
import { evolve } from './settlement.evolve.js';
import {
  deductionsOf,
  isAnswered,
  linesOf,
  saying,
  type Asked,
  type Known,
  type SettlementState,
  type Whole,
} from './settlement.state.js';
import { coveredBy, faultsOf, sumsOf } from './settlement-sums.js';

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

export type SettlementRejection = Refusal<
  | 'settlement-id-reused'
  | 'line-unknown'
  | 'line-answered-otherwise'
  | 'settlement-cancelled'
  | 'settlement-paid'
  | 'line-not-claimed'
  | 'sums-differ'
>;

type SettlementDecision = Decision<SettlementEvent, SettlementRejection>;
type Data<Type extends SettlementCommand['type']> = Named<SettlementCommand, Type>['data'];

function decide(command: SettlementCommand, state: SettlementState): SettlementDecision {
  if (command.type === 'ProposeSettlement') return propose(command.data, state);
  assert(state.status !== 'awaited', 'only ProposeSettlement begins a settlement');
  switch (command.type) {
    case 'AcceptLine':
      return acceptPart('lines', command.data, state);
    case 'AcceptDeduction':
      return acceptPart('deductions', command.data, state);
    case 'RefuseLine':
      return refusePart('lines', command.data, state, (names) => ({
        type: 'SettlementLineRefused',
        data: { ...names, reason: command.data.reason },
      }));
    case 'RefuseDeduction':
      return refusePart('deductions', command.data, state, (names) => ({
        type: 'SettlementDeductionRefused',
        data: { ...names, reason: command.data.reason },
      }));
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

/** Which of the two kinds of questions a batch asks accounts. */
type Part = 'lines' | 'deductions';

/** Each is answered once; a claim that the settlement does not want is to be released. */
function acceptPart(
  part: Part,
  { orderId, at }: Data<'AcceptLine'>,
  state: Known,
): SettlementDecision {
  const asked = askedIn(state, part, orderId);
  if (asked === undefined || state.status === 'refused') return reject('line-unknown');
  const answer = entryOf(asked.answers, orderId);
  if (answer === 'claimed') return accept();
  if (answer !== undefined) return reject('line-answered-otherwise', { answer });
  if (state.status === 'cancelled') return reject('settlement-cancelled');
  const { settlementId, merchantId } = state.accepted;
  const type = part === 'lines' ? 'SettlementLineClaimed' : 'SettlementDeductionClaimed';
  const data = { settlementId, merchantId, orderId, claimedAt: at };
  return answered(state, at, { type, data });
}

type Names = Pick<
  Named<SettlementEvent, 'SettlementLineRefused'>['data'],
  'settlementId' | 'merchantId' | 'orderId' | 'refusedAt'
>;

function refusePart(
  part: Part,
  { orderId, at }: Pick<Data<'RefuseLine'>, 'orderId' | 'at'>,
  state: Known,
  refusal: (names: Names) => SettlementEvent,
): SettlementDecision {
  const asked = askedIn(state, part, orderId);
  if (asked === undefined || state.status === 'refused') return reject('line-unknown');
  const answer = entryOf(asked.answers, orderId);
  if (answer === 'claimed') return reject('line-answered-otherwise', { answer });
  if (answer !== undefined || state.status === 'cancelled') return accept();
  const { settlementId, merchantId } = state.accepted;
  return answered(state, at, refusal({ settlementId, merchantId, orderId, refusedAt: at }));
}

function askedIn(state: Known, part: Part, orderId: OrderId): Asked<string> | undefined {
  if (state.status === 'refused') return undefined;
  return state[part].orderIds.has(orderId) ? state[part] : undefined;
}

/**
 * With the last answer, what stands is confirmed in the same append. Where no line stands there
 * is nothing to pay, so the settlement is cancelled, and what it claimed for deduction released: a
 * confirmation always asks for a payment. Deductions that the lines do not cover are left out.
 */
function answered(state: Whole, at: Timestamp, answer: SettlementEvent): SettlementDecision {
  const after = evolve(state, answer);
  assert(after.status === 'proposed', 'an answer leaves the settlement proposed');
  const { settlementId, merchantId } = after.accepted;
  if (!isAnswered(after)) return accept(answer);
  const [lines, claimed] = [linesOf(after, false), deductionsOf(after, false)];
  return lines.length === 0
    ? accept(answer, cancellation(after, at, { lines, deductions: claimed }))
    : accept(answer, {
        type: 'SettlementConfirmed',
        data: { settlementId, merchantId, lines, ...covered(lines, claimed), confirmedAt: at },
      });
}

function covered(
  lines: Whole['accepted']['lines'],
  claimed: readonly SettlementDeduction[],
): Pick<Named<SettlementEvent, 'SettlementConfirmed'>['data'], 'deductions' | 'leftOut' | 'sums'> {
  const deductions = coveredBy(lines, claimed);
  return {
    ...saying('deductions', deductions),
    ...saying('leftOut', claimed.slice(deductions.length)),
    sums: sumsOf(lines, deductions),
  };
}

/** What has happened cannot be refused: a payment of anything but what stands is an alarm. */
function pay({ orderIds, net, at }: Data<'PaySettlement'>, state: Known): SettlementDecision {
  if (state.status !== 'confirmed' && state.status !== 'paid')
    return reject('line-not-claimed', { orderIds });
  const { lines, deductions, sums } = state.stands;
  const standing = new Set(lines.map(({ orderId }) => orderId));
  const unclaimed = orderIds.filter((orderId) => !standing.has(orderId));
  if (unclaimed.length > 0) return reject('line-not-claimed', { orderIds: unclaimed });
  const isWhole = orderIds.length === lines.length && new Set(orderIds).size === lines.length;
  if (!isWhole || !equal(net, sums.net))
    return reject('sums-differ', {
      confirmed: { count: lines.length, net: sums.net },
      paid: { count: orderIds.length, net },
    });
  if (state.status === 'paid') return accept();
  const { settlementId, merchantId } = state.accepted;
  return accept({
    type: 'SettlementPaid',
    data: {
      ...{ settlementId, merchantId, lines },
      ...saying('deductions', deductions),
      ...{ sums, paidAt: at },
    },
  });
}

/** Names everything that is or may still come to be claimed. */
function cancel({ at }: Data<'CancelSettlement'>, state: Known): SettlementDecision {
  switch (state.status) {
    case 'refused':
    case 'cancelled':
      return accept();
    case 'paid':
      return reject('settlement-paid');
    case 'proposed':
    case 'confirmed': {
      const claims = { lines: linesOf(state, true), deductions: deductionsOf(state, true) };
      return accept(cancellation(state, at, claims));
    }
  }
}

function cancellation(
  { accepted: { settlementId, merchantId } }: Whole,
  cancelledAt: Timestamp,
  {
    lines,
    deductions,
  }: Pick<Whole['accepted'], 'lines'> & {
    readonly deductions: readonly SettlementDeduction[];
  },
): SettlementEvent {
  return {
    type: 'SettlementCancelled',
    data: {
      ...{ settlementId, merchantId, lines },
      ...saying('deductions', deductions),
      cancelledAt,
    },
  };
}
