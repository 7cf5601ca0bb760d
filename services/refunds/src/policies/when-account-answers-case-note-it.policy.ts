import type { AccountEvent, CaseCommand } from '@libs/contracts';
import type { Policy } from '@libs/kernel';

/** The account's answers to a case, yes or no, are noted where it was asked (ADR 17). */
export const whenAccountAnswersCaseNoteIt: Policy<AccountEvent, CaseCommand> = {
  name: 'when-account-answers-case-note-it',
  topic: 'refunds.events',
  on: {
    HoldPlaced: ({ data: { orderId, caseId, placedAt } }) =>
      caseId === undefined
        ? []
        : [{ type: 'NoteCaseHeld', data: { orderId, caseId, at: placedAt } }],
    CaseHoldRefused: ({ data: { orderId, caseId, reason, refusedAt } }) => [
      { type: 'NoteHoldRefused', data: { orderId, caseId, reason, at: refusedAt } },
    ],
    RefundRequested: ({ data: { orderId, caseId, refundId, amount, timing, requestedAt } }) =>
      caseId === undefined
        ? []
        : [
            {
              type: 'NoteRefundPromised',
              data: { orderId, caseId, refundId, amount, timing, at: requestedAt },
            },
          ],
    CaseRefundRefused: ({ data: { orderId, caseId, refundId, reason, refusedAt } }) => [
      { type: 'NoteRefundRefused', data: { orderId, caseId, refundId, reason, at: refusedAt } },
    ],
  },
};
