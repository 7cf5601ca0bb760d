import { CASE_TERMS, type CaseCommand, type CaseEvent, type OrderedRow } from '@libs/contracts';
import { CaseId, eur, type Actor, type Named, type Timestamp } from '@libs/kernel';
import { historyOf, MERCHANT, ORDER } from '@libs/testing';
import { caseDecider } from './case.decider.js';

export const CASE = CaseId.parse('00000000-0000-4000-8000-0000000000ca');
export const OPENED_AT = '2026-03-02T09:00:00.000Z';
export const LATER = '2026-03-05T12:00:00.000Z';
/** The end of the fourteenth day after the opening, in Helsinki. */
export const ANSWER_BY = '2026-03-16T22:00:00.000Z';
/** The same, counted from `LATER`. */
export const LATER_BY = '2026-03-19T22:00:00.000Z';

/** Two cups and a postage. */
export const ROWS: readonly OrderedRow[] = [
  { rowNumber: 1, quantity: '3', gross: eur(100_00), type: 1 },
  { rowNumber: 2, quantity: '1', gross: eur(25_00), type: 4 },
  { rowNumber: 3, quantity: '1', gross: eur(5_00), type: 2 },
];

type Wish<Type extends CaseCommand['type']> = Named<CaseCommand, Type>['data'];
type OrderFacts = Wish<'OpenCase'>['order'];

export const order: OrderFacts = {
  merchantId: MERCHANT,
  servicePackage: 'satisfaction-guarantee',
  terms: CASE_TERMS,
  rows: ROWS,
  refundable: eur(130_00),
  isShipped: false,
};

const ids = { caseId: CASE, orderId: ORDER };

export const open = (
  over: Partial<Wish<'OpenCase'>> = {},
  facts: Partial<OrderFacts> = {},
): CaseCommand => ({
  type: 'OpenCase',
  data: {
    ...{ ...ids, by: 'buyer', kind: 'cancellation', reason: 'other', at: OPENED_AT },
    order: { ...order, ...facts },
    ...over,
  },
});
/** A buyer who asks for 20,00 back and keeps the goods. */
export const reduction = (facts: Partial<OrderFacts> = {}): CaseCommand =>
  open({ kind: 'price-reduction', amount: eur(20_00) }, facts);

export const declare = (
  over: Partial<Wish<'DeclareWithdrawal'>> = {},
  facts: Partial<OrderFacts> = {},
): CaseCommand => ({
  type: 'DeclareWithdrawal',
  data: {
    ...{ ...ids, name: 'Matti Meikäläinen', email: 'matti@example.com', contract: '1998524' },
    ...{ order: { ...order, ...facts }, at: OPENED_AT, ...over },
  },
});

export const accept = (over: Partial<Wish<'AcceptCase'>> = {}): CaseCommand => ({
  type: 'AcceptCase',
  data: {
    ...{ ...ids, by: 'merchant', extent: 'full', beforeGoods: false, isShipped: false },
    ...{ at: LATER, ...over },
  },
});

export const decline = (by: 'buyer' | 'merchant' = 'merchant'): CaseCommand => ({
  type: 'DeclineCase',
  data: { ...ids, by, message: 'Cups were fine.', at: LATER },
});

export const offer = (by: 'buyer' | 'merchant', cents: number, offeredBy?: Actor): CaseCommand => ({
  type: 'CounterOffer',
  data: { ...ids, by, amount: eur(cents), ...(offeredBy && { offeredBy }), at: LATER },
});

export const write = (
  messageId: string = CASE,
  by: 'buyer' | 'merchant' = 'buyer',
): CaseCommand => ({
  type: 'SendCaseMessage',
  data: { ...ids, by, messageId, message: 'Is it on its way?', at: LATER },
});

export const receiveGoods: CaseCommand = { type: 'ReceiveGoods', data: { ...ids, at: LATER } };
export const withdrawCase: CaseCommand = { type: 'WithdrawCase', data: { ...ids, at: LATER } };

export const passDeadline = (answerBy: Timestamp, at: Timestamp = answerBy): CaseCommand => ({
  type: 'PassDeadline',
  data: { ...ids, answerBy, at },
});

export const held: CaseCommand = { type: 'NoteCaseHeld', data: { ...ids, at: OPENED_AT } };
export const notHeld: CaseCommand = {
  type: 'NoteHoldRefused',
  data: { ...ids, reason: 'nothing-left-to-refund', at: OPENED_AT },
};

/** What these commands lead to. */
export const after = historyOf(caseDecider);

export const refundIn = (history: readonly CaseEvent[]) => {
  const [last] = history.flatMap((event) =>
    event.type === 'CaseAccepted' ? [event.data.refund] : [],
  );
  if (last === undefined) throw new Error('the case was accepted with a refund');
  return last;
};

export const promised = (history: readonly CaseEvent[], cents: number): CaseCommand => ({
  type: 'NoteRefundPromised',
  data: {
    ...{ ...ids, refundId: refundIn(history).refundId, amount: eur(cents) },
    ...{ timing: 'before-settlement', at: LATER },
  },
});

export const refused = (history: readonly CaseEvent[]): CaseCommand => ({
  type: 'NoteRefundRefused',
  data: {
    ...{ ...ids, refundId: refundIn(history).refundId },
    ...{ reason: 'amount-exceeds-refundable', at: LATER },
  },
});
