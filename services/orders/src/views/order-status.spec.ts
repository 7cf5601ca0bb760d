import {
  OrderStatus,
  STATUS_CODE,
  ServicePackage,
  STATUSES_OF_SETTLEMENT,
  type CaseKind,
  type PendingWork,
  type RefundState,
  type SettlementState,
} from '@libs/contracts';
import { CaseId, eur, RefundId } from '@libs/kernel';
import { CARD } from '@libs/testing';
import { PAID_AT } from '../order/order.fixtures.js';
import {
  answerByOf,
  casesAwaitOf,
  pendingWorkOf,
  refundStateOf,
  settlementStateOf,
  statusOf,
  type OrderFacts,
} from './order-status.js';

const refundId = RefundId.parse('00000000-0000-4000-8000-00000000000a');
const money = { captured: eur(100), promised: eur(0), refunded: eur(0), settled: eur(0) };
const unpaid: OrderFacts = {
  ...{ money, openRefunds: {}, openCases: {}, isClaimed: false, shipping: {} },
  paymentState: 'open',
};
const paid: OrderFacts = { ...unpaid, method: CARD, paymentState: 'paid' };
const allSentAt = '2026-01-06T09:30:00Z';
const inspectionEndsAt = '2026-01-20T22:00:00Z';
const settled: OrderFacts = { ...paid, settledAt: PAID_AT };
const unapproved = { openRefunds: { [refundId]: 'awaiting-approval' } } as const;
const waiting = { openRefunds: { [refundId]: 'waiting-for-transfer' } } as const;
const beingPaid = { openRefunds: { [refundId]: 'being-paid' } } as const;

describe("an order's status", () => {
  it.each<[string, OrderFacts, OrderStatus, PendingWork]>([
    ['came', unpaid, 'received', 'unpaid'],
    ['has a method', { ...unpaid, method: CARD }, 'method-chosen', 'unpaid'],
    [
      'waits for money on its way',
      { ...unpaid, method: CARD, paymentState: 'awaiting-funds' },
      'awaiting-funds',
      'unpaid',
    ],
    ['has expired', { ...unpaid, method: CARD, paymentState: 'expired' }, 'expired', 'none'],
    ['was cancelled', { ...unpaid, paymentState: 'cancelled' }, 'cancelled', 'none'],
    ['is paid', paid, 'paid-direct', 'being-delivered-or-unsettled'],
    [
      'is claimed',
      { ...paid, isClaimed: true },
      'claimed-for-settlement',
      'being-delivered-or-unsettled',
    ],
    [
      'is claimed, with a refund that waits for a transfer',
      { ...paid, ...waiting, isClaimed: true },
      'claimed-for-settlement',
      'refund-waiting-for-your-transfer',
    ],
    [
      'is paid, with a refund that waits for a second person',
      { ...paid, ...unapproved },
      'paid-direct',
      'refund-waiting-for-approval',
    ],
    ['is settled', settled, 'settled', 'none'],
    [
      'is settled, with a refund that waits for a transfer',
      { ...settled, ...waiting },
      'refund-after-settlement-requested',
      'refund-waiting-for-your-transfer',
    ],
    [
      'is settled, with a refund that is being paid',
      { ...settled, ...beingPaid },
      'refund-after-settlement-requested',
      'none',
    ],
    [
      'is partly refunded',
      { ...paid, money: { ...money, refunded: eur(99) } },
      'paid-direct',
      'being-delivered-or-unsettled',
    ],
    ['is fully refunded', { ...paid, money: { ...money, refunded: eur(100) } }, 'refunded', 'none'],
    [
      'is settled and fully refunded',
      { ...settled, money: { ...money, refunded: eur(100) } },
      'refunded',
      'none',
    ],
    [
      'is paid, before its money was captured',
      { ...paid, money: { ...money, captured: eur(0) } },
      'paid-direct',
      'being-delivered-or-unsettled',
    ],
  ])('when it %s', (_title, facts, status, work) => {
    expect(statusOf(facts, 'direct')).toBe(status);
    expect(pendingWorkOf(status, facts)).toBe(work);
  });

  it.each<[string, OrderFacts['shipping'], OrderStatus, PendingWork]>([
    ['nothing is told', {}, 'paid-awaiting-shipping', 'missing-tracking'],
    ['all is sent', { allSentAt }, 'in-delivery', 'being-delivered-or-unsettled'],
    [
      'the buyer has it all',
      { allSentAt, inspectionEndsAt },
      'in-inspection',
      'being-delivered-or-unsettled',
    ],
    [
      'the inspection is over',
      { allSentAt, inspectionEndsAt, inspectionEndedAt: inspectionEndsAt },
      'awaiting-settlement',
      'being-delivered-or-unsettled',
    ],
    [
      'the buyer was content before a carrier told anything',
      { allSentAt, inspectionEndedAt: allSentAt },
      'awaiting-settlement',
      'being-delivered-or-unsettled',
    ],
  ])('with the Satisfaction Guarantee, when %s', (_title, shipping, status, work) => {
    const facts = { ...paid, shipping };
    expect(statusOf(facts, 'satisfaction-guarantee')).toBe(status);
    expect(pendingWorkOf(status, facts)).toBe(work);
  });

  it('is in inspection from the payment on with refund tools, until that is over', () => {
    expect(statusOf(paid, 'refund-tools')).toBe('in-inspection');
    const over = { inspectionEndsAt, inspectionEndedAt: inspectionEndsAt };
    expect(statusOf({ ...paid, shipping: over }, 'refund-tools')).toBe('awaiting-settlement');
  });

  it('is settled however its delivery stands', () =>
    expect(statusOf({ ...settled, shipping: { allSentAt } }, 'satisfaction-guarantee')).toBe(
      'settled',
    ));
});

describe("an order's cases", () => {
  const [first, second] = ['a', 'b'].map((end) =>
    CaseId.parse(`00000000-0000-4000-8000-00000000000${end}`),
  ) as [CaseId, CaseId];
  const open = (kind: CaseKind, awaits: 'merchant' | 'buyer' | 'nobody' = 'merchant') => ({
    ...{ kind, awaits },
    answerBy: '2026-01-20T22:00:00.000Z',
  });

  it.each<[CaseKind, OrderStatus, string]>([
    ['cancellation', 'cancellation-proposed', '91'],
    ['price-reduction', 'price-reduction-proposed', '92'],
    ['partial-return', 'partial-return-proposed', '93'],
    ['reclamation', 'reclamation-open', '95'],
  ])('make of it, when one of them is a %s, %s (%s)', (kind, status, code) => {
    const facts = { ...paid, openCases: { [first]: open(kind) } };
    expect(statusOf(facts, 'satisfaction-guarantee')).toBe(status);
    expect(STATUS_CODE[status]).toBe(code);
    expect(pendingWorkOf(status, facts)).toBe('case-waiting-for-you');
  });

  it('come before its delivery and its claim, the gravest first', () => {
    const openCases = { [first]: open('price-reduction'), [second]: open('reclamation') };
    const facts = { ...paid, openCases, isClaimed: true, shipping: { allSentAt } };
    expect(statusOf(facts, 'satisfaction-guarantee')).toBe('reclamation-open');
  });

  it('leave it settled, or refunded, and still wait for the merchant', () => {
    const openCases = { [first]: open('reclamation') };
    expect(statusOf({ ...settled, openCases }, 'direct')).toBe('settled');
    expect(pendingWorkOf('settled', { ...settled, openCases })).toBe('case-waiting-for-you');
    const back = { ...settled, openCases, money: { ...money, refunded: eur(100) } };
    expect(statusOf(back, 'direct')).toBe('refunded');
  });

  it('have the first deadline of those that wait for the merchant', () => {
    const later = { ...open('price-reduction'), answerBy: '2026-01-22T22:00:00.000Z' };
    const theirs = { ...open('reclamation', 'buyer'), answerBy: '2026-01-01T22:00:00.000Z' };
    expect(answerByOf({ openCases: { [first]: later, [second]: theirs } })).toBe(later.answerBy);
    expect(answerByOf({ openCases: { [second]: theirs } })).toBeUndefined();
  });

  it('wait for the merchant if one of them does, also while a refund waits for a transfer', () => {
    const [ours, theirs] = [open('price-reduction'), open('reclamation', 'buyer')];
    expect(casesAwaitOf({ openCases: { [first]: theirs, [second]: ours } })).toBe('merchant');
    expect(casesAwaitOf({ openCases: { [first]: theirs } })).toBe('buyer');
    expect(casesAwaitOf({ openCases: { [first]: open('reclamation', 'nobody') } })).toBe('nobody');
    expect(casesAwaitOf({ openCases: {} })).toBe('nobody');
  });
});

describe("an order's refunds and its settlement", () => {
  const back = (cents: number) => ({ money: { ...money, refunded: eur(cents) } });

  it.each<[string, OrderFacts, RefundState, SettlementState]>([
    ['is not paid', unpaid, 'none', 'none'],
    ['is paid', paid, 'none', 'unsettled'],
    ['is claimed', { ...paid, isClaimed: true }, 'none', 'claimed'],
    ['is settled', settled, 'none', 'settled'],
    ['is claimed anew', { ...settled, isClaimed: true }, 'none', 'settled'],
    ['has a refund being paid', { ...paid, ...beingPaid }, 'being-paid', 'unsettled'],
    [
      'has one that waits for a transfer',
      { ...settled, ...waiting, ...back(1) },
      'waiting-for-transfer',
      'settled',
    ],
    [
      'has one that waits for a second person',
      { ...paid, ...unapproved },
      'awaiting-approval',
      'unsettled',
    ],
    ['has one cent back', { ...paid, ...back(1) }, 'partly-refunded', 'unsettled'],
    ['has all but one cent back', { ...settled, ...back(99) }, 'partly-refunded', 'settled'],
    ['has all back before settlement', { ...paid, ...back(100) }, 'refunded', 'none'],
    ['has all back after settlement', { ...settled, ...back(100) }, 'refunded', 'settled'],
  ])('when it %s', (_title, facts, refunds, settlement) => {
    expect([refundStateOf(facts), settlementStateOf(facts)]).toEqual([refunds, settlement]);
    for (const servicePackage of ServicePackage.options)
      expect(STATUSES_OF_SETTLEMENT[settlement]).toContain(statusOf(facts, servicePackage));
  });

  it('leave no status out of what the list narrows them to', () =>
    expect(new Set(Object.values(STATUSES_OF_SETTLEMENT).flat())).toEqual(
      new Set(OrderStatus.options),
    ));
});
