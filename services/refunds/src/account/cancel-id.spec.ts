import { eur } from '@libs/kernel';
import { specFor } from '@libs/testing';
import { accountDecider } from './account.decider.js';
import { A, after, B, failPayout, open, request } from './account.fixtures.js';

const given = specFor(accountDecider);
const cancelId = 'CANCEL-1';
const first = after(open(), request(A, eur(15_00), { cancelId }));

describe("a web store's own id of a refund", () => {
  it('counts once, and the refusal names the refund that has it', () =>
    given(...first)
      .when(request(B, eur(15_00), { cancelId }))
      .thenRejected('cancel-id-used', { cancelId, refundId: A }));

  it('is refused as used before all else is looked at', () =>
    given(...after(open(), request(A, 'full', { cancelId })))
      .when(request(B, 'full', { cancelId }))
      .thenRejected('cancel-id-used'));

  it('stays used when its refund comes to nothing', () =>
    given(...first, ...after(open(), request(A, eur(15_00)), failPayout(A)).slice(-2))
      .when(request(B, eur(15_00), { cancelId }))
      .thenRejected('cancel-id-used'));

  it('is answered as the first time when the same refund is asked for again', () =>
    given(...first)
      .when(request(A, eur(15_00), { cancelId }))
      .thenNothing());

  it('cannot be taken off or changed by asking again', () =>
    given(...first)
      .when(request(A, eur(15_00), { cancelId: 'CANCEL-2' }))
      .thenRejected('refund-id-reused'));
});
