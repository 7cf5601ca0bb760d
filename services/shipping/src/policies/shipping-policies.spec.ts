import { PaymentMethod, type OrderEvent, type Terms } from '@libs/contracts';
import { ask, askAfterRefusal, eur, ReferenceNumber } from '@libs/kernel';
import { recorded } from '@libs/testing';
import {
  A,
  awaitDelivery,
  handOver,
  LATER,
  MERCHANT,
  ORDER,
  PAID_AT,
  PAYMENT,
  SELLER,
} from '../delivery/delivery.fixtures.js';
import { whenParcelDeliveredRecordHandOver } from './when-parcel-delivered-record-hand-over.policy.js';
import { whenPaymentConfirmedAwaitDelivery } from './when-payment-confirmed-await-delivery.policy.js';

const terms: Terms = {
  agreementVersion: 1,
  servicePackage: 'satisfaction-guarantee',
  settlementModel: 'net',
  settlementBundling: 'bundled',
  inspectionDays: 14,
  invoicingFeeMax: eur(5_00),
  fundingFee: eur(0),
};
const paid: OrderEvent = {
  type: 'PaymentConfirmed',
  data: {
    ...{ orderId: ORDER, merchantId: MERCHANT, sellerId: SELLER, paymentId: PAYMENT, terms },
    orderNumber: '1998524',
    reference: ReferenceNumber.parse('19985242'),
    receiptId: 'receipt-1',
    method: PaymentMethod.parse('FI01'),
    methodGroup: 'bank',
    ...{ asked: eur(573_10), paid: eur(573_10), excess: eur(0), vat: [] },
    confirmedAt: PAID_AT,
  },
};

describe('when a payment is confirmed', () => {
  it('awaits the delivery, by the terms of the order', () =>
    expect(ask(whenPaymentConfirmedAwaitDelivery, recorded(paid))).toEqual([awaitDelivery()]));
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
