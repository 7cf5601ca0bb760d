import { specFor } from '@libs/testing';
import { checkoutDecider } from './checkout.decider.js';
import { answered, AT, change, changed, failed, record } from './checkout.fixtures.js';

const given = specFor(checkoutDecider);
const LATER = '2026-03-05T10:00:00.000Z';

describe("changing when a payment's address expires", () => {
  it('is recorded', () => given().when(change(LATER)).then(changed(LATER)));

  it('changes nothing when it is told again', () =>
    given(changed(LATER)).when(change(LATER, '2026-03-06T10:00:00.000Z')).thenNothing());

  it('is refused for a moment that is not ahead', () =>
    given().when(change(AT)).thenRejected('expiry-has-passed', { openUntil: AT }));
});

describe('telling a shop of a payment', () => {
  it.each([200, 302, 404, 499])('has succeeded when its server answers %i', (status) =>
    given().when(record(1, { status })).then(answered(1, status)),
  );

  it.each([500, 503, 599])('is due again when its server answers %i', (status) =>
    given()
      .when(record(1, { status }))
      .then(failed(1, { status }, 1 / 60)),
  );

  it('is due later each time', () =>
    given(failed(1, { status: 500 }, 1 / 60))
      .when(record(2, { fault: 'timed-out' }))
      .then(failed(2, { fault: 'timed-out' }, 5 / 60)));

  it('is given up after the last attempt', () =>
    given(...[1, 2, 3, 4, 5].map((attempt) => failed(attempt, { status: 500 }, 1)))
      .when(record(6, { status: 500 }))
      .then(failed(6, { status: 500 }, undefined)));

  it('is given up at once for an address that may not be called', () =>
    given()
      .when(record(1, { fault: 'address-not-allowed' }))
      .then(failed(1, { fault: 'address-not-allowed' }, undefined)));

  it('counts an attempt once, whatever two who made it heard', () =>
    given(failed(1, { status: 500 }, 1 / 60))
      .when(record(1, { status: 200 }))
      .thenNothing());

  it('is over once the shop was told', () =>
    given(answered(1, 200))
      .when(record(2, { status: 500 }))
      .thenNothing());

  it('has no attempt before the one that is due', () =>
    given()
      .when(record(2, { status: 200 }))
      .thenRejected('attempt-out-of-order', { given: 2, expected: 1 }));
});
