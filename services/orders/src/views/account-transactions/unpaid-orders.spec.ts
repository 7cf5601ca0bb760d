import { eur } from '@libs/kernel';
import { BANK, viewOf } from '@libs/testing';
import {
  cancelled,
  chosen,
  confirmed,
  expired,
  fundsAwaited,
  PAID_AT,
  PAY_BY,
  received,
  RECEIVED_AT,
  returned,
  returnOrdered,
} from '../../order/order.fixtures.js';
import { history } from '../order-news.fixtures.js';
import type { OrderNews } from '../order-progress.js';
import { accountTransactions } from './account-transactions.projection.js';

const given = (...events: OrderNews[]) => viewOf(accountTransactions)(...history(...events));

describe('an order that is not paid', () => {
  it('waits for money that is on its way', () =>
    given(received(), fundsAwaited()).thenShows({
      ...{ status: 'awaiting-funds', statusCode: '10' },
      ...{ method: BANK, payBy: PAY_BY },
      ...{ pendingWork: 'unpaid', pendingSince: RECEIVED_AT },
    }));

  it('has a method and no more when another one was chosen since', () =>
    given(received(), fundsAwaited(), chosen()).thenShows({ status: 'method-chosen' }));

  it('is no work any more when it has expired or was cancelled', () => {
    const over = { pendingWork: 'none', settlementState: 'none' } as const;
    given(received(), expired).thenShows({ ...over, status: 'expired', statusCode: '11' });
    given(received(), cancelled).thenShows({ ...over, status: 'cancelled', statusCode: '99' });
  });

  it('is revived by late money', () =>
    given(received(), fundsAwaited(), expired, confirmed()).thenShows({
      ...{ status: 'paid-direct', paidAt: PAID_AT },
      ...{ pendingWork: 'being-delivered-or-unsettled', pendingSince: PAID_AT },
    }));

  it('is not paid by money that goes back', () =>
    given(received(), cancelled, returnOrdered(), returned).thenShows({
      status: 'cancelled',
      money: { captured: eur(0), promised: eur(0), refunded: eur(0), settled: eur(0) },
      revisions: { order: 3 },
    }));
});
