import {
  OFFER_KEPT_HOURS,
  offersDueView,
  type Due,
  type FundingCommand,
  type FundingEvent,
} from '@libs/contracts';
import { hoursAfter, isBefore, type Projection } from '@libs/kernel';

/** A transfer that is kept for a request falls due a while after the last one that was offered. */
export const offersDue: Projection<Due<FundingCommand>, FundingEvent> = {
  name: offersDueView.name,
  version: offersDueView.version,
  documentId: ({ data }) => data.reference,
  on: {
    TransferOffered: (_before, { data: { reference, offeredAt } }) => {
      const dueAt = hoursAfter(offeredAt, OFFER_KEPT_HOURS);
      return { dueAt, command: { type: 'DeclineOffers', data: { reference, at: dueAt } } };
    },
    FundingReserved: () => undefined,
    FundingAwaited: () => undefined,
    FundingClosed: () => undefined,
    // One that was offered while an older one was declined falls due still.
    TransferDeclined: (before, { data: { declinedAt } }) =>
      before !== undefined && isBefore(declinedAt, before.dueAt) ? before : undefined,
  },
};
