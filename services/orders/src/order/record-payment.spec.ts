import { returnIdOf } from '@libs/contracts';
import { eur } from '@libs/kernel';
import { BANK, ORDER, specFor } from '@libs/testing';
import { orderDecider } from './order.decider.js';
import {
  cancelled,
  chosen,
  confirmed,
  confirmReturn,
  expired,
  failReturn,
  fundsAwaited,
  NEXT_RETURN,
  orderReturnAgain,
  pay,
  received,
  returned,
  returnFailed,
  returnOrdered,
} from './order.fixtures.js';

const given = specFor(orderDecider);

describe('a payment that fits', () => {
  it('records what was asked, what was paid and its VAT parts', () =>
    given(received(), chosen()).when(pay()).then(confirmed()));

  it('needs no chosen method, and tells the one that was used', () =>
    given(received())
      .when(pay({ method: BANK }))
      .then(confirmed({ method: BANK, methodGroup: 'bank' })));

  it('is what awaited funds wait for', () =>
    given(received(), fundsAwaited()).when(pay()).then(confirmed()));

  it('revives an expired order', () => given(received(), expired).when(pay()).then(confirmed()));

  it('keeps what is known of the card', () => {
    const card = { brand: 'visa', lastFour: '4242', isAuthenticated: true } as const;
    given(received()).when(pay({ card })).then(confirmed({ card }));
  });

  it('may be more than was asked, up to the agreed invoicing fee', () =>
    given(received())
      .when(pay({ paid: eur(578_10) }))
      .then(confirmed({ paid: eur(578_10), excess: eur(5_00) })));

  it('waits for its receipt to be taken, and not once it is recorded', () => {
    given(received())
      .when(pay({ isTaken: false }))
      .thenRejected('receipt-not-taken');
    given(received(), confirmed())
      .when(pay({ isTaken: false }))
      .thenNothing();
  });

  it('counts once when it is told twice', () =>
    given(received(), confirmed())
      .when(pay({ at: '2026-01-05T10:00:00Z' }))
      .thenNothing());
});

describe('a payment that does not fit', () => {
  const second = {
    receiptId: 'receipt-2',
    returnId: returnIdOf(ORDER, 'receipt-2', 1),
  };

  it('goes back when it is one cent above asked and invoicing fee', () =>
    given(received())
      .when(pay({ paid: eur(578_11) }))
      .then(returnOrdered({ amount: eur(578_11), reason: 'paid-more-than-asked' })));

  it('goes back when it is one cent below what was asked', () =>
    given(received())
      .when(pay({ paid: eur(573_09) }))
      .then(returnOrdered({ amount: eur(573_09), reason: 'paid-less-than-asked' })));

  it('goes back when it is the right sum of another currency', () => {
    const paid = { minorUnits: 573_10, currency: 'SEK' };
    given(received())
      .when(pay({ paid }))
      .then(returnOrdered({ amount: paid, reason: 'currency-differs' }));
  });

  it('goes back when the order was cancelled, also after it had expired', () => {
    given(received(), cancelled).when(pay()).then(returnOrdered());
    given(received(), expired, cancelled).when(pay()).then(returnOrdered());
  });

  it('goes back when the order is paid already', () =>
    given(received(), confirmed())
      .when(pay({ receiptId: 'receipt-2' }))
      .then(returnOrdered({ ...second, reason: 'already-paid' })));

  it('leaves the order as it was: the next one may fit', () =>
    given(received(), returnOrdered({ ...second, amount: eur(1), reason: 'paid-less-than-asked' }))
      .when(pay())
      .then(confirmed()));

  it('goes back once when it is told twice, whatever happened since', () => {
    given(received(), cancelled, returnOrdered()).when(pay()).thenNothing();
    given(received(), cancelled, returnOrdered(), returned).when(pay()).thenNothing();
    given(received(), cancelled, returnOrdered(), returnFailed).when(pay()).thenNothing();
  });
});

describe('a payment that contradicts what was recorded', () => {
  it('is refused when its receipt was told with another sum, currency or method', () => {
    const paid = given(received(), confirmed());
    paid.when(pay({ paid: eur(573_11) })).thenRejected('receipt-id-reused');
    paid.when(pay({ method: BANK })).thenRejected('receipt-id-reused');
    const sentBack = given(received(), cancelled, returnOrdered());
    sentBack
      .when(pay({ paid: { minorUnits: 573_10, currency: 'SEK' } }))
      .thenRejected('receipt-id-reused');
  });
});

describe('a payment on its way back', () => {
  const onItsWay = [received(), cancelled, returnOrdered()];

  it('is returned when its payout was paid, told once or twice', () => {
    given(...onItsWay)
      .when(confirmReturn())
      .then(returned);
    given(...onItsWay, returned)
      .when(confirmReturn())
      .thenNothing();
  });

  it('is kept when its payout failed, told once or twice', () => {
    given(...onItsWay)
      .when(failReturn())
      .then(returnFailed);
    given(...onItsWay, returnFailed)
      .when(failReturn())
      .thenNothing();
  });

  it('has the outcome that was told first', () => {
    given(...onItsWay, returned)
      .when(failReturn())
      .thenRejected('return-outcome-differs', { outcome: 'returned' });
    given(...onItsWay, returnFailed)
      .when(confirmReturn())
      .thenRejected('return-outcome-differs', { outcome: 'failed' });
  });

  it('is ordered back again after a failure, by a payout of its own', () => {
    const again = returnOrdered({ returnId: NEXT_RETURN, orderedAt: '2026-01-07T08:00:00Z' });
    given(...onItsWay, returnFailed)
      .when(orderReturnAgain)
      .then(again);
    given(...onItsWay, returnFailed, again)
      .when(failReturn())
      .thenNothing();
    given(...onItsWay, returnFailed, again)
      .when(confirmReturn())
      .thenRejected('return-outcome-differs', { outcome: 'failed' });
  });

  it('is never ordered twice at once', () => {
    given(...onItsWay)
      .when(orderReturnAgain)
      .thenRejected('return-not-failed', { outcome: 'ordered' });
    given(...onItsWay, returned)
      .when(orderReturnAgain)
      .thenRejected('return-not-failed', { outcome: 'returned' });
  });

  it('is unknown where no such payment goes back', () => {
    given(received(), confirmed()).when(confirmReturn()).thenRejected('return-unknown');
    given(received(), confirmed()).when(orderReturnAgain).thenRejected('return-unknown');
    given(...onItsWay)
      .when(confirmReturn(NEXT_RETURN))
      .thenRejected('return-unknown');
  });
});
