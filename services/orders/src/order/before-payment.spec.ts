import { BANK, specFor } from '@libs/testing';
import { orderDecider } from './order.decider.js';
import {
  awaitFunds,
  cancel,
  cancelled,
  choose,
  chosen,
  confirmed,
  expire,
  expired,
  fundsAwaited,
  PAY_BY,
  received,
} from './order.fixtures.js';

const given = specFor(orderDecider);

describe('choosing a payment method', () => {
  it('is recorded with its group', () => given(received()).when(choose(BANK)).then(chosen(BANK)));

  it('changes nothing when it is chosen already', () =>
    given(received(), chosen()).when(choose()).thenNothing());

  it('may be done anew with another one', () =>
    given(received(), chosen(BANK)).when(choose()).then(chosen()));

  it('says less than that money is on its way by that very method', () =>
    given(received(), fundsAwaited()).when(choose(BANK)).thenNothing());

  it('may be done anew while money by another method is awaited', () =>
    given(received(), fundsAwaited()).when(choose()).then(chosen()));

  it('is too late when the order is paid, cancelled or expired', () => {
    given(received(), confirmed()).when(choose(BANK)).thenRejected('already-paid');
    given(received(), cancelled).when(choose(BANK)).thenRejected('order-cancelled');
    given(received(), expired).when(choose(BANK)).thenRejected('order-expired');
  });
});

describe('awaiting funds', () => {
  it('is recorded with the time the order has anyway', () =>
    given(received(), chosen(BANK)).when(awaitFunds()).then(fundsAwaited()));

  it('may give the order another time, written so that it sorts', () =>
    given(received())
      .when(awaitFunds({ payBy: '2026-02-01T12:00:00Z' }))
      .then(fundsAwaited({ payBy: '2026-02-01T12:00:00.000Z' })));

  it('changes nothing when it is told twice', () =>
    given(received(), fundsAwaited())
      .when(awaitFunds({ at: '2026-01-06T09:31:00Z' }))
      .thenNothing());

  it('is over when the order is paid, cancelled or expired', () => {
    given(received(), confirmed()).when(awaitFunds()).thenRejected('already-paid');
    given(received(), cancelled).when(awaitFunds()).thenRejected('order-cancelled');
    given(received(), expired).when(awaitFunds()).thenRejected('order-expired');
  });
});

describe('the expiry of an order', () => {
  it.each([
    ['nothing was chosen', [received()]],
    ['a method was chosen', [received(), chosen()]],
    ['money was awaited', [received(), fundsAwaited()]],
  ])('comes at the end of its time to pay, when %s', (_what, history) =>
    given(...history)
      .when(expire())
      .then(expired),
  );

  it('does not come a moment before', () =>
    given(received()).when(expire('2026-01-12T21:59:59.999Z')).thenNothing());

  it('waits where money is awaited for longer', () =>
    given(received(), fundsAwaited({ payBy: '2026-02-01T12:00:00.000Z' }))
      .when(expire(PAY_BY))
      .thenNothing());

  it('is nothing to an order that is paid, cancelled or expired', () => {
    given(received(), confirmed()).when(expire()).thenNothing();
    given(received(), cancelled).when(expire()).thenNothing();
    given(received(), expired).when(expire()).thenNothing();
  });

  it('is unknown to orders of before it was known', () => {
    const { type, data } = received();
    const { payBy: _payBy, ...old } = data;
    given({ type, data: old }).when(expire('2030-01-01T00:00:00Z')).thenNothing();
  });
});

describe('cancelling an order', () => {
  it.each([
    ['nothing was chosen', [received()]],
    ['money is awaited', [received(), fundsAwaited()]],
    ['it has expired', [received(), expired]],
  ])('is the end of it when %s', (_what, history) =>
    given(...history)
      .when(cancel)
      .then(cancelled),
  );

  it('changes nothing the second time', () =>
    given(received(), cancelled).when(cancel).thenNothing());

  it('is too late after the payment, which is named', () =>
    given(received(), confirmed()).when(cancel).thenRejected('already-paid', {
      receiptId: 'receipt-1',
      paid: confirmed().data.paid,
      confirmedAt: confirmed().data.confirmedAt,
    }));
});
