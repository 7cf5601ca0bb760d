import { NEWS_TOPICS } from '@libs/contracts';
import type { Recorded } from '@libs/kernel';
import { factsOf } from './log.js';

/** One order, one payout a refund, one end a refund, one answer a transfer: what came twice. */
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
    ...twice(['OrderReceived'], 'orderId'),
    ...twice(['PaymentCaptured'], 'orderId'),
    ...twice(['RefundRequested'], 'refundId'),
    ...twice(['RefundPayoutOrdered'], 'refundId'),
    ...twice(['RefundPaidOut', 'RefundPayoutFailed', ...NOT_PAID], 'refundId'),
    ...twice(['RefundFunded'], 'refundId'),
    ...twice(['PaymentReturned', 'PaymentReturnFailed'], 'returnId'),
    ...twice(['TransferReceived'], 'transferId'),
    ...twice(['TransferMatched', 'TransferUnmatched'], 'transferId'),
    ...twice(['SettlementConfirmed', 'SettlementRefused'], 'settlementId'),
    ...twice(['SettlementPaid', 'SettlementCancelled'], 'settlementId'),
    ...twice(['MailSent'], 'mailId'),
  ];
}

const NOT_PAID = ['RefundWithdrawn', 'RefundDeclined'];

/** Nothing is left hanging: each question between two streams has its answer. */
export function unanswered(log: readonly Recorded[]): readonly string[] {
  const without = (asked: string, answers: readonly string[], field: string) => {
    const answered = new Set(
      log.filter(({ type }) => answers.includes(type)).map((event) => factsOf(event)[field]),
    );
    return log
      .filter(({ type, data }) => type === asked && field in data)
      .map((event) => factsOf(event)[field])
      .filter((id) => !answered.has(id))
      .map((id) => `${asked} of ${String(id)} has no answer`);
  };
  return [
    ...without('PaymentConfirmed', ['PaymentCaptured'], 'orderId'),
    ...without('PaymentConfirmed', ['DeliveryAwaited'], 'orderId'),
    ...without('TransferReceived', ['TransferMatched', 'TransferUnmatched'], 'transferId').filter(
      (what) => !waitingTransfers(log).some((transferId) => what.includes(transferId)),
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
    ).filter((what) => !waitingCases(log).some((caseId) => what.includes(caseId))),
  ];
}

/** Transfers that came for a refund which a second person has not decided: they wait for that. */
function waitingTransfers(log: readonly Recorded[]): readonly string[] {
  const decided = new Set(
    log.filter(({ type }) => DECIDED.includes(type)).map((event) => factsOf(event)['refundId']),
  );
  return log
    .filter((event) => event.type === 'TransferOffered' && !decided.has(factsOf(event)['refundId']))
    .map((event) => ` ${String(factsOf(event)['transferId'])} `);
}

/** Cases whose refund a second person has not decided: their word is the answer. */
function waitingCases(log: readonly Recorded[]): readonly string[] {
  const decided = new Set(
    log.filter(({ type }) => DECIDED.includes(type)).map((event) => factsOf(event)['refundId']),
  );
  return log
    .filter(({ type }) => type === 'RefundRequested')
    .map(factsOf)
    .filter(({ approval, refundId }) => approval === 'needed' && !decided.has(refundId))
    .map(({ caseId }) => ` ${String(caseId)} `);
}

const DECIDED = ['RefundApproved', 'RefundDeclined', 'RefundWithdrawn'];

/** What one of our own services told another, and that other had no answer to. */
export const parkedAmongOurselves = (log: readonly Recorded[]): readonly string[] =>
  log
    .filter(({ type }) => type === 'MessageParked')
    .map((event) => factsOf(event) as { readonly topic: string; readonly group: string })
    .filter(({ topic }) => NEWS_TOPICS.some((news) => news === topic))
    .map(({ topic, group }) => `${group} could not handle news of ${topic}`);
