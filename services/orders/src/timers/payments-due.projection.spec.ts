import type { OrderEvent } from '@libs/contracts';
import { recorded, viewOf } from '@libs/testing';
import {
  cancelled,
  chosen,
  confirmed,
  expire,
  expired,
  fundsAwaited,
  PAY_BY,
  received,
} from '../order/order.fixtures.js';
import { paymentsDue } from './payments-due.projection.js';

const due = (...events: readonly OrderEvent[]) =>
  viewOf(paymentsDue)(...events.map((event) => recorded(event)));

describe('an order that waits for its payment', () => {
  it('falls due at the end of its time, and is asked to expire at that moment however late it is', () =>
    due(received(), chosen()).then({ dueAt: PAY_BY, command: expire() }));

  it('falls due later where money is awaited for longer', () => {
    const payBy = '2026-02-01T12:00:00.000Z';
    due(received(), fundsAwaited({ payBy })).then({ dueAt: payBy, command: expire(payBy) });
  });

  it('is due no more when it is paid, cancelled or expired, and never where no time is known', () => {
    due(received(), confirmed()).then(undefined);
    due(received(), cancelled).then(undefined);
    due(received(), expired).then(undefined);
    const { type, data } = received();
    const { payBy: _payBy, ...old } = data;
    due({ type, data: old }).then(undefined);
  });
});
