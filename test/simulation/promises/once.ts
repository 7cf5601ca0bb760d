import { NEWS_TOPICS } from '@libs/contracts';
import type { Recorded } from '@libs/kernel';
import { factsOf } from './log.js';

/** One order a payment, one payout a refund, one end a refund, one answer a transfer: what came twice. */
export function happenedTwice(log: readonly Recorded[]): readonly string[] {
  const twice = (types: readonly string[], field: string) => {
    const seen = new Set<unknown>();
    return log
      .filter(({ type }) => types.includes(type))
      .flatMap((event) => {
        const id = factsOf(event)[field];
        const isSecond = seen.has(id);
        seen.add(id);
        return isSecond ? [`${event.type} of ${String(id)} comes second`] : [];
      });
  };
  return [
    ...allocationsOf(log).flatMap(({ name, answers }) =>
      answers > 1 ? [`${name} is answered twice`] : [],
    ),
    ...paymentsOfSeveral(log),
    ...twice(['ReceiptTaken'], 'receiptId'),
    ...twice(['OrderReceived'], 'orderId'),
    ...twice(['PaymentCaptured'], 'orderId'),
    ...twice(['RefundRequested'], 'refundId'),
    ...twice(['RefundPayoutOrdered'], 'refundId'),
    ...twice(['RefundPaidOut', 'RefundPayoutFailed', ...NOT_PAID], 'refundId'),
    ...twice(['RefundFunded'], 'refundId'),
    ...twice(['RefundAdvanced'], 'refundId'),
    ...twice(['PaymentReturned', 'PaymentReturnFailed'], 'returnId'),
    ...twice(['TransferReceived'], 'transferId'),
    ...twice(['TransferMatched', 'TransferSendBackDecided'], 'transferId'),
    ...twice(['TransferSentBack'], 'transferId'),
    ...twice(['SettlementConfirmed', 'SettlementRefused'], 'settlementId'),
    ...twice(['SettlementPaid', 'SettlementCancelled'], 'settlementId'),
    ...twice(['MailSent'], 'mailId'),
  ];
}

/** Payments that more than one order recorded, as its own or as one that goes back. */
function paymentsOfSeveral(log: readonly Recorded[]): readonly string[] {
  const orders = new Map<unknown, Set<unknown>>();
  for (const event of log) {
    if (event.type !== 'PaymentConfirmed' && event.type !== 'PaymentReturnOrdered') continue;
    const { receiptId, orderId } = factsOf(event);
    orders.set(receiptId, (orders.get(receiptId) ?? new Set()).add(orderId));
  }
  return [...orders].flatMap(([receiptId, { size }]) =>
    size > 1 ? [`${String(receiptId)} is a payment of ${size} orders`] : [],
  );
}

const NOT_PAID = ['RefundWithdrawn', 'RefundDeclined'];

/** What a transfer was to fund, each time, and how often an account has answered that (ADR 36). */
function allocationsOf(log: readonly Recorded[]) {
  const nameOf = (event: Recorded): string => {
    const { transferId, allocation } = factsOf(event);
    return `allocation ${String(allocation)} of ${String(transferId)}`;
  };
  const answers = log.filter(({ type }) => ANSWERS.includes(type)).map(nameOf);
  return log
    .filter(({ type }) => type === 'TransferAssigned')
    .map(nameOf)
    .map((name) => ({ name, answers: answers.filter((each) => each === name).length }));
}

const ANSWERS = ['TransferMatched', 'TransferUnmatched'];

/** Nothing is left hanging: each question between two streams has its answer. */
export function unanswered(log: readonly Recorded[]): readonly string[] {
  const without = (
    asked: string,
    answers: readonly string[],
    field: string,
    waiting: readonly unknown[] = [],
  ) => {
    const answered = new Set([
      ...waiting,
      ...log.filter(({ type }) => answers.includes(type)).map((event) => factsOf(event)[field]),
    ]);
    return log
      .filter(({ type, data }) => type === asked && field in data)
      .map((event) => factsOf(event)[field])
      .filter((id) => !answered.has(id))
      .map((id) => `${asked} of ${String(id)} has no answer`);
  };
  // What a second person has not decided waits for that: their word is the answer.
  const waiting = undecided(log);
  return [
    ...without('PaymentConfirmed', ['PaymentCaptured'], 'orderId'),
    ...without('PaymentConfirmed', ['DeliveryAwaited'], 'orderId'),
    ...without(
      'TransferReceived',
      ['TransferMatched', 'TransferUnmatched'],
      'transferId',
      waiting('TransferOffered').map(({ transferId }) => transferId),
    ),
    ...allocationsOf(log).flatMap(({ name, answers }) =>
      answers === 0 ? [`${name} has no answer`] : [],
    ),
    ...without(
      'SettlementAccepted',
      ['SettlementConfirmed', 'SettlementCancelled'],
      'settlementId',
    ),
    ...without('CaseOpened', ['CaseHeld', 'CaseClosed'], 'caseId'),
    ...without(
      'CaseAccepted',
      ['CaseRefundPromised', 'CaseAcceptanceFailed', 'CaseClosed'],
      'caseId',
      waiting('RefundRequested')
        .filter(({ approval }) => approval === 'needed')
        .map(({ caseId }) => caseId),
    ),
  ];
}

/** What events of a type say of refunds that no second person has decided. */
function undecided(log: readonly Recorded[]) {
  const decided = new Set(
    log.filter(({ type }) => DECIDED.includes(type)).map((event) => factsOf(event)['refundId']),
  );
  return (told: string) =>
    log
      .filter(({ type }) => type === told)
      .map(factsOf)
      .filter(({ refundId }) => !decided.has(refundId));
}

const DECIDED = ['RefundApproved', 'RefundDeclined', 'RefundWithdrawn'];

/** What one of our own services told another, and that other had no answer to. */
export const parkedAmongOurselves = (log: readonly Recorded[]): readonly string[] =>
  log
    .filter(({ type }) => type === 'MessageParked')
    .map((event) => factsOf(event) as { readonly topic: string; readonly group: string })
    .filter(({ topic }) => NEWS_TOPICS.some((news) => news === topic))
    .map(({ topic, group }) => `${group} could not handle news of ${topic}`);
