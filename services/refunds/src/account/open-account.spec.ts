import type { AccountCommand } from '@libs/contracts';
import { eur } from '@libs/kernel';
import { DIRECT, GUARANTEE, MERCHANT, REFUND_TOOLS, specFor } from '@libs/testing';
import { accountDecider } from './account.decider.js';
import {
  AT,
  accountAfter,
  after,
  holdPlaced,
  holdReleased,
  open,
  ORDER,
  PAID,
  ready,
  releaseHold,
  vat,
} from './account.fixtures.js';

const given = specFor(accountDecider);
const typesAfter = (...commands: readonly AccountCommand[]) =>
  after(...commands).map(({ type }) => type);

describe('opening an account', () => {
  it('captures the payment and tells at once that a direct order may be settled', () => {
    const { sellerId, paymentId, orderNumber, reference, method, methodGroup } =
      accountAfter(open()).opened;
    given()
      .when(open())
      .then(
        {
          type: 'AccountOpened',
          data: {
            ...{ orderId: ORDER, merchantId: MERCHANT },
            ...{ sellerId, paymentId, orderNumber, reference, method, methodGroup },
            terms: DIRECT,
            openedAt: AT,
          },
        },
        {
          type: 'PaymentCaptured',
          data: {
            orderId: ORDER,
            merchantId: MERCHANT,
            receiptId: 'receipt-1',
            captured: PAID,
            vat: [vat(2550, PAID)],
            excess: eur(0),
            capturedAt: AT,
          },
        },
        ready(PAID),
      );
  });

  it('waits for shipping and inspection under the guarantee', () =>
    expect(after(open({ terms: GUARANTEE })).slice(2)).toEqual([
      holdPlaced('shipping'),
      holdPlaced('inspection'),
    ]));

  it('waits for inspection with the refund tools', () =>
    expect(after(open({ terms: REFUND_TOOLS })).slice(2)).toEqual([holdPlaced('inspection')]));

  it('waits for neither in the balance model', () =>
    expect(typesAfter(open({ terms: { ...GUARANTEE, settlementModel: 'balance' } }))).toEqual([
      'AccountOpened',
      'PaymentCaptured',
      'OrderReadyForSettlement',
    ]));

  it('captures what was paid over the asked sum in a bucket of its own', () => {
    const account = accountAfter(open({ captured: eur(576_10), excess: eur(3_00) }));
    expect(account.left).toEqual({ vat: [vat(2550, PAID)], excess: eur(3_00) });
  });

  it('counts a payment that is told twice once', () =>
    given(...after(open()))
      .when(open({ at: '2026-02-01T00:00:00Z' }))
      .thenNothing());

  it('takes no second payment', () =>
    given(...after(open()))
      .when(open({ receiptId: 'receipt-2' }))
      .thenRejected('account-opened-otherwise'));

  it('takes no payment whose parts miss a cent', () =>
    given()
      .when(open({ vat: [vat(2550, eur(573_09))] }))
      .thenRejected('capture-does-not-add-up', { captured: PAID, parts: eur(573_09) }));

  it('takes no rate twice', () =>
    given()
      .when(open({ vat: [vat(2550, eur(573_00)), vat(2550, eur(10))] }))
      .thenRejected('capture-does-not-add-up'));

  it('takes no negative part', () =>
    given()
      .when(open({ vat: [vat(2550, eur(574_10)), vat(1400, eur(-1_00))] }))
      .thenRejected('capture-does-not-add-up'));
});

describe('releasing a hold', () => {
  const guaranteed = after(open({ terms: GUARANTEE }));

  it('tells nothing while another hold stands', () =>
    given(...guaranteed)
      .when(releaseHold('shipping'))
      .then(holdReleased('shipping')));

  it('tells that the order is ready when it was the last', () =>
    given(...guaranteed, holdReleased('shipping'))
      .when(releaseHold('inspection'))
      .then(holdReleased('inspection'), ready(PAID)));

  it('changes nothing where there is none', () =>
    given(...after(open()))
      .when(releaseHold('shipping'))
      .thenNothing());
});
