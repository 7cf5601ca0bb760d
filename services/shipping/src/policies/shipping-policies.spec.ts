import type { OrderEvent, Terms } from '@libs/contracts';
import { ask, askAfterRefusal, eur } from '@libs/kernel';
import {
  BANK,
  GUARANTEE,
  MERCHANT,
  ORDER,
  PAYMENT,
  recorded,
  REFERENCE,
  SELLER,
} from '@libs/testing';
import { A, awaitDelivery, handOver, LATER, PAID_AT } from '../delivery/delivery.fixtures.js';
import { whenParcelDeliveredRecordHandOver } from './when-parcel-delivered-record-hand-over.policy.js';
import { whenPaymentConfirmedAwaitDelivery } from './when-payment-confirmed-await-delivery.policy.js';

const terms: Terms = { ...GUARANTEE, inspectionDays: 14 };
const paid: OrderEvent = {
  type: 'PaymentConfirmed',
  data: {
    ...{ orderId: ORDER, merchantId: MERCHANT, sellerId: SELLER, paymentId: PAYMENT, terms },
    orderNumber: '1998524',
    reference: REFERENCE,
    receiptId: 'receipt-1',
    method: BANK,
    methodGroup: 'bank',
    ...{ asked: eur(573_10), paid: eur(573_10), excess: eur(0), vat: [] },
    confirmedAt: PAID_AT,
  },
};

describe('when a payment is confirmed', () => {
  it('awaits the delivery, by the terms of the order', () =>
    expect(ask(whenPaymentConfirmedAwaitDelivery, recorded(paid))).toEqual([awaitDelivery()]));

  it('says by which ways it may go, where they were agreed', () => {
    const deliveryMethods = ['PICKU'] as const;
    const agreed = { ...paid, data: { ...paid.data, terms: { ...terms, deliveryMethods } } };
    expect(ask(whenPaymentConfirmedAwaitDelivery, recorded(agreed))).toEqual([
      awaitDelivery('satisfaction-guarantee', { deliveryMethods }),
    ]);
  });
});

describe('when a carrier has delivered a parcel', () => {
  const delivered = {
    id: 'delivered-1',
    type: 'ParcelDelivered',
    data: { orderId: ORDER, parcelId: A, handedOverAt: LATER, toldAt: LATER },
  } as const;

  it('records the hand-over', () =>
    expect(ask(whenParcelDeliveredRecordHandOver, delivered)).toEqual([handOver(A)]));

  it('has no answer to a refusal, so that the message is parked', () =>
    expect(
      askAfterRefusal(
        whenParcelDeliveredRecordHandOver,
        delivered,
        { code: 'parcel-unknown' },
        handOver(A),
      ),
    ).toBeUndefined());
});
