import type { AccountEvent, CaseCommand } from '@libs/contracts';
import type { CaseId, OrderId, Policy, RefundId } from '@libs/kernel';

/**
 * The account's answers to a case, yes or no, are noted where it was asked (ADR 17). Where a second
 * person decides, their word is the answer: until then the case stays accepting.
 */
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
    RefundRequested: ({ data }) => {
      const { orderId, caseId, refundId, amount, timing, approval, requestedAt } = data;
      return caseId === undefined || approval === 'needed'
        ? []
        : [
            {
              type: 'NoteRefundPromised',
              data: { orderId, caseId, refundId, amount, timing, at: requestedAt },
            },
          ];
    },
    RefundApproved: ({ data: { orderId, caseId, refundId, amount, timing, approvedAt: at } }) =>
      caseId === undefined || timing === undefined
        ? []
        : [{ type: 'NoteRefundPromised', data: { orderId, caseId, refundId, amount, timing, at } }],
    RefundDeclined: ({ data: { declinedAt, ...data } }) =>
      refused(data, 'refund-declined', declinedAt),
    // Of a refund whose case has heard a yes before, the case takes no notice.
    RefundWithdrawn: ({ data: { withdrawnAt, ...data } }) =>
      refused(data, 'refund-withdrawn', withdrawnAt),
    CaseRefundRefused: ({ data: { orderId, caseId, refundId, reason, refusedAt } }) => [
      { type: 'NoteRefundRefused', data: { orderId, caseId, refundId, reason, at: refusedAt } },
    ],
  },
};

interface OfCase {
  readonly orderId: OrderId;
  readonly refundId: RefundId;
  readonly caseId?: CaseId | undefined;
}

/** The case is the merchant's again, with the reason. */
const refused = ({ orderId, caseId, refundId }: OfCase, reason: string, at: string) =>
  caseId === undefined
    ? []
    : [{ type: 'NoteRefundRefused' as const, data: { orderId, caseId, refundId, reason, at } }];
