import type { FundingCommand } from '@libs/contracts';
import { recorded, viewOf } from '@libs/testing';
import {
  A,
  after,
  awaitFunding,
  B,
  close,
  DAY_AFTER,
  declineOffers,
  KEPT_UNTIL,
  offer,
  reserve,
  T1,
  T2,
} from '../funding/funding.fixtures.js';
import { offersDue } from './offers-due.projection.js';

const due = (...commands: readonly FundingCommand[]) =>
  viewOf(offersDue)(...after(...commands).map((event) => recorded(event)));
const laterOffer = (): FundingCommand => {
  const { type, data } = offer(T2);
  return { type, data: { ...data, at: DAY_AFTER } } as FundingCommand;
};

describe('a transfer that is kept for a request', () => {
  it('falls due after a week', () =>
    due(reserve(A), offer(T1)).then({ dueAt: KEPT_UNTIL, command: declineOffers(KEPT_UNTIL) }));

  it('falls due with the last one that was offered', () =>
    due(reserve(A), offer(T1), laterOffer()).thenShows({ dueAt: '2026-01-13T09:30:00.000Z' }));

  it.each([
    ['the request came', [awaitFunding(A)]],
    ['the refund was withdrawn', [close(A)]],
    ['it was declined', [declineOffers(KEPT_UNTIL)]],
    ['the reference was taken over', [reserve(B, { abandonedBefore: DAY_AFTER })]],
  ])('is not waited for once %s', (_what, commands) =>
    due(reserve(A), offer(T1), ...commands).then(undefined),
  );

  it('falls due still when it was offered while an older one was declined', () =>
    due(reserve(A), offer(T1), laterOffer(), declineOffers(KEPT_UNTIL)).thenShows({
      dueAt: '2026-01-13T09:30:00.000Z',
    }));

  it('is not there where a reference is only reserved', () => due(reserve(A)).then(undefined));
});
