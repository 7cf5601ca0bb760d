import {
  CASE_LINES_MAX,
  casesView,
  type CaseEvent,
  type CaseLine,
  type CaseShown,
} from '@libs/contracts';
import { existing, type Named, type Projection, type Recorded } from '@libs/kernel';

/** Cases as both sides follow them: what is proposed, who is to answer by when, what was said. */
export const cases: Projection<CaseShown, CaseEvent> = {
  name: casesView.name,
  version: casesView.version,
  documentId: ({ data }) => data.caseId,
  on: {
    CaseOpened: (_none, event) => opened(event),
    WithdrawalDeclared: following(({ data }) => {
      const { name, email, contract, rows, periodEndsAt, declaredAt } = data;
      return {
        withdrawal: {
          ...{ name, email, contract, declaredAt },
          ...(rows !== undefined && { rows }),
          ...(periodEndsAt !== undefined && { periodEndsAt }),
        },
      };
    }),
    CaseHeld: following(() => ({ isHeld: true })),
    CaseMessageSent: following((event, shown) => ({
      ...changed(event.data.sentAt),
      lines: withLine(shown, event, { at: event.data.sentAt, what: 'message' }),
    })),
    CaseCounterOffered: following((event, shown) => {
      const { amount, awaits, answerBy, offeredAt } = event.data;
      return {
        ...changed(offeredAt),
        ...{ proposal: { amount }, awaits, answerBy, isOverdue: false },
        lines: withLine(shown, event, { at: offeredAt, what: 'counter-offer' }),
      };
    }),
    CaseGoodsReceived: following(({ data: { receivedAt } }) => ({
      ...changed(receivedAt),
      goodsReceivedAt: receivedAt,
    })),
    CaseAccepted: following((event, shown) => {
      const { by, extent, refund, isBeforeGoods, acceptedAt } = event.data;
      return {
        ...changed(acceptedAt),
        ...{ status: 'accepting', awaits: 'nobody' },
        accepted: {
          ...{ by, extent, isBeforeGoods, acceptedAt },
          ...(refund !== undefined && { refund }),
        },
        lines: withLine(shown, event, { at: acceptedAt, what: 'accepted' }),
      };
    }),
    CaseRefundPromised: following(({ data: { amount, timing, promisedAt } }) => ({
      promised: { amount, timing, promisedAt },
    })),
    CaseAcceptanceFailed: existing((shown, event) => {
      const { accepted: _accepted, ...open } = shown;
      const { awaits, answerBy, reason, failedAt } = event.data;
      return {
        ...{ ...open, ...changed(failedAt), status: 'open', awaits, answerBy, isOverdue: false },
        ...{ failure: { reason, failedAt }, revision: event.revision },
      };
    }),
    CaseDeclined: following((event, shown) => ({
      lines: withLine(shown, event, { at: event.data.declinedAt, what: 'declined' }),
    })),
    CaseDeadlinePassed: following(() => ({ isOverdue: true })),
    CaseClosed: following(({ data: { outcome, reason, closedAt } }) => ({
      ...changed(closedAt),
      ...{ status: 'closed', awaits: 'nobody', outcome, closedAt },
      ...(reason !== undefined && { refusal: reason }),
    })),
  },
};

function opened(event: Recorded<Named<CaseEvent, 'CaseOpened'>>): CaseShown {
  const { caseId, orderId, merchantId, kind, openedBy, proposal, reason } = event.data;
  const { awaits, answerBy, isShipped, terms, openedAt } = event.data;
  return {
    ...{ caseId, orderId, merchantId, kind, status: 'open', openedBy, proposal, reason },
    ...{ awaits, answerBy, isOverdue: false, isShipped, isHeld: false, terms },
    ...{ openedAt, changedAt: openedAt, revision: event.revision },
    lines: [lineOf(event, { at: openedAt, what: 'opened' })],
  };
}

const changed = (changedAt: string): Pick<CaseShown, 'changedAt'> => ({ changedAt });

function following<Type extends CaseEvent['type']>(
  change: (
    event: Recorded<Extract<CaseEvent, { readonly type: Type }>>,
    shown: CaseShown,
  ) => Partial<CaseShown>,
) {
  return existing(
    (shown: CaseShown, event: Recorded<Extract<CaseEvent, { readonly type: Type }>>) => ({
      ...shown,
      ...change(event, shown),
      revision: event.revision,
    }),
  );
}

type Spoken = Recorded<
  Named<
    CaseEvent,
    'CaseOpened' | 'CaseMessageSent' | 'CaseCounterOffered' | 'CaseAccepted' | 'CaseDeclined'
  >
>;
type Said = Pick<CaseLine, 'at' | 'what'>;

const withLine = ({ lines }: CaseShown, event: Spoken, said: Said): readonly CaseLine[] => [
  ...lines.slice(1 - CASE_LINES_MAX),
  lineOf(event, said),
];

function lineOf({ data, metadata }: Spoken, said: Said): CaseLine {
  const amount = 'amount' in data ? data.amount : undefined;
  const { message } = data;
  return {
    ...said,
    by: 'openedBy' in data ? data.openedBy : data.by,
    who: metadata.actor,
    ...(amount !== undefined && { amount }),
    ...(message !== undefined && { message }),
  };
}
