import type { AccountCommand, CaseCommand, CaseEvent } from '@libs/contracts';
import type { Policy } from '@libs/kernel';

/**
 * A case asks the order's account for its part: a hold when it is opened, the money when it is
 * accepted, and no hold any more when it has ended (ADR 17). One policy, so that the account hears
 * of a case in the order in which things happened to it.
 */
export const whenCaseMovesAskAccount: Policy<CaseEvent, AccountCommand | CaseCommand> = {
  name: 'when-case-moves-ask-account',
  topic: 'refunds.events',
  on: {
    CaseOpened: ({ data: { orderId, caseId, openedAt } }) => [
      { type: 'PlaceCaseHold', data: { orderId, caseId, at: openedAt } },
    ],
    CaseAccepted: ({ data: { orderId, caseId, refund, offeredBy, acceptedAt }, metadata }) => {
      if (refund === undefined) return [];
      // Taken by the buyer, it is asked for by who offered it, who then cannot approve it.
      const requestedBy = offeredBy ?? metadata?.actor;
      const { refundId, kind, amount, rows, reason } = refund;
      return [
        {
          type: 'RefundCase',
          data: {
            ...{ orderId, caseId, refundId, kind, reason },
            ...(amount !== undefined && { amount }),
            ...(rows !== undefined && {
              rows: rows.map(({ rowNumber, quantity }) => ({ rowNumber, quantity })),
            }),
            ...(requestedBy !== undefined && { requestedBy }),
            at: acceptedAt,
          },
        },
      ];
    },
    CaseClosed: ({ data: { orderId, caseId, closedAt } }) => [
      { type: 'ReleaseCaseHold', data: { orderId, caseId, at: closedAt } },
    ],
  },
  refused: {
    CaseOpened: ({ data: { orderId, caseId, openedAt } }, { code }) =>
      code === 'unknown'
        ? [{ type: 'NoteHoldRefused', data: { orderId, caseId, reason: 'not-paid', at: openedAt } }]
        : undefined,
    CaseClosed: (_event, { code }) => (code === 'unknown' ? [] : undefined),
  },
};
