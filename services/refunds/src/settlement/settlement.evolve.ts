import type { SettlementEvent } from '@libs/contracts';
import { assert, EMPTY_MAP, entryOf, withEntry, type OrderId } from '@libs/kernel';
import { isAnswered, type Asked, type Batch, type SettlementState } from './settlement.state.js';

/** What an event does to a batch: proposed, answered line by line, confirmed, and over. */
export function evolve(state: SettlementState, { type, data }: SettlementEvent): SettlementState {
  if (type === 'SettlementRefused' || type === 'SettlementAccepted') {
    assert(state.status === 'awaited', 'a settlement is proposed once');
    return type === 'SettlementRefused' ? { status: 'refused', refused: data } : batchOf(data);
  }
  assert(
    state.status === 'proposed' || state.status === 'confirmed',
    `${type} ends a settlement once`,
  );
  const { accepted, lines, deductions } = state;
  const batch: Batch = { accepted, lines, deductions };
  switch (type) {
    case 'SettlementLineClaimed':
      return answered(state, { lines: withAnswer(lines, data.orderId, 'claimed') });
    case 'SettlementLineRefused':
      return answered(state, { lines: withAnswer(lines, data.orderId, data.reason) });
    case 'SettlementDeductionClaimed':
      return answered(state, { deductions: withAnswer(deductions, data.orderId, 'claimed') });
    case 'SettlementDeductionRefused':
      return answered(state, { deductions: withAnswer(deductions, data.orderId, data.reason) });
    case 'SettlementConfirmed': {
      assert(isAnswered(state), 'a settlement is confirmed when every line is answered');
      const { deductions: taken = [], lines: paid, sums } = data;
      return { ...batch, status: 'confirmed', stands: { lines: paid, deductions: taken, sums } };
    }
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
  lines: asked(accepted.lines),
  deductions: asked(accepted.deductions ?? []),
});

const asked = <Refusal extends string>(
  parts: readonly { readonly orderId: OrderId }[],
): Asked<Refusal> => ({
  orderIds: new Set(parts.map(({ orderId }) => orderId)),
  answers: EMPTY_MAP,
});

function answered(
  state: SettlementState,
  answers: Partial<Pick<Batch, 'lines' | 'deductions'>>,
): SettlementState {
  assert(state.status === 'proposed', 'lines are answered before the settlement is confirmed');
  return { ...state, ...answers };
}

function withAnswer<Refusal extends string>(
  { orderIds, answers }: Asked<Refusal>,
  orderId: OrderId,
  answer: 'claimed' | Refusal,
): Asked<Refusal> {
  assert(orderIds.has(orderId), 'an answer is to a line of the settlement');
  assert(entryOf(answers, orderId) === undefined, 'a line is answered once');
  return { orderIds, answers: withEntry(answers, orderId, answer) };
}
