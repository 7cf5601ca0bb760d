import { caseDeadlinesView, type CaseCommand, type CaseEvent, type Due } from '@libs/contracts';
import type { CaseId, OrderId, Projection, Timestamp } from '@libs/kernel';

/** Each case that somebody is to answer falls due at the end of the last day for it. */
export const caseDeadlines: Projection<Due<CaseCommand>, CaseEvent> = {
  name: caseDeadlinesView.name,
  version: caseDeadlinesView.version,
  documentId: ({ data }) => data.caseId,
  on: {
    CaseOpened: (_nothing, { data }) => deadlineOf(data),
    CaseCounterOffered: (_before, { data }) => deadlineOf(data),
    CaseAcceptanceFailed: (_nothing, { data }) => deadlineOf(data),
    CaseAccepted: () => undefined,
    CaseDeadlinePassed: () => undefined,
    CaseClosed: () => undefined,
  },
};

interface Awaited {
  readonly caseId: CaseId;
  readonly orderId: OrderId;
  readonly answerBy: Timestamp;
}

const deadlineOf = ({ caseId, orderId, answerBy }: Awaited): Due<CaseCommand> => ({
  dueAt: answerBy,
  command: { type: 'PassDeadline', data: { caseId, orderId, answerBy, at: answerBy } },
});
