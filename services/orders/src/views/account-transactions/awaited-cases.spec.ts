import { eur } from '@libs/kernel';
import { viewOf } from '@libs/testing';
import { confirmed, received } from '../../order/order.fixtures.js';
import {
  captured,
  caseOffered,
  caseOpened,
  claimed,
  FUNDING,
  history,
  opened,
  requested,
  settled,
} from '../order-news.fixtures.js';
import type { OrderNews } from '../order-progress.js';
import { accountTransactions } from './account-transactions.projection.js';

const given = (...events: OrderNews[]) => viewOf(accountTransactions)(...history(...events));
const asked = [
  ...[received(), confirmed(), opened, captured(), claimed(), settled()],
  requested(eur(20_00), { funding: { ...FUNDING, amount: eur(20_00) } }),
];

describe('a case of an order whose refund waits for a transfer', () => {
  it('is to be answered by the merchant since it was opened, whatever comes first', () =>
    given(...asked, caseOpened).thenShows({
      pendingWork: 'refund-waiting-for-your-transfer',
      pendingSince: '2026-01-07T08:00:00Z',
      casesAwait: 'merchant',
      casesSince: '2026-01-09T08:00:00Z',
      answerBy: '2026-01-20T22:00:00.000Z',
    }));

  it('is the buyer’s to answer since the merchant’s offer', () =>
    given(...asked, caseOpened, caseOffered).thenShows({
      pendingWork: 'refund-waiting-for-your-transfer',
      casesAwait: 'buyer',
      casesSince: '2026-01-10T08:00:00Z',
    }));
});
