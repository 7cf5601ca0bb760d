import { ERASED, type OrderEvent } from '@libs/contracts';
import { eur, PaymentId } from '@libs/kernel';
import {
  BUYER,
  DELIVERY,
  DIRECT,
  MERCHANT,
  ORDER,
  PAYMENT,
  REFERENCE,
  row,
  SELLER,
  specFor,
} from '@libs/testing';
import { orderDecider } from './order.decider.js';
import { chosen, confirmed, PAY_BY, receive, received, RECEIVED_AT } from './order.fixtures.js';

const given = specFor(orderDecider);

describe('receiving an order', () => {
  it('takes the worked example of the provider, row by row', () =>
    given()
      .when(receive())
      .then({
        type: 'OrderReceived',
        data: {
          orderId: ORDER,
          merchantId: MERCHANT,
          sellerId: SELLER,
          paymentId: PAYMENT,
          orderNumber: '1998524',
          reference: REFERENCE,
          rows: [
            {
              ...row(eur(123_00), { quantity: '2' }),
              ...{ rowNumber: 1, gross: eur(246_00), net: eur(196_02), vat: eur(49_98) },
            },
            {
              ...row(eur(369_00), { discount: 1000, type: 4 }),
              ...{ rowNumber: 2, gross: eur(332_10), net: eur(264_62), vat: eur(67_48) },
            },
            {
              ...row(eur(-10_00), { type: 6 }),
              ...{ rowNumber: 3, gross: eur(-10_00), net: eur(-7_97), vat: eur(-2_03) },
            },
            {
              ...row(eur(5_00), { type: 2 }),
              ...{ rowNumber: 4, gross: eur(5_00), net: eur(3_98), vat: eur(1_02) },
            },
          ],
          rounding: 'row-half-away-from-zero',
          amount: eur(568_10),
          sellerCosts: eur(5_00),
          total: eur(573_10),
          vat: [{ vatRate: 2550, gross: eur(573_10) }],
          buyer: BUYER,
          delivery: DELIVERY,
          terms: DIRECT,
          payBy: PAY_BY,
          receivedAt: RECEIVED_AT,
        },
      }));

  it('is refused with both sums named when the amount is a cent off', () =>
    given()
      .when(receive({ amount: eur(568_11) }))
      .thenRejected('sums-do-not-add-up', {
        givenAmount: eur(568_11),
        expectedAmount: eur(568_10),
        givenSellerCosts: eur(5_00),
        expectedSellerCosts: eur(5_00),
      }));

  it('is refused when the shipping stands in the wrong sum', () =>
    given()
      .when(receive({ amount: eur(573_10), sellerCosts: eur(0) }))
      .thenRejected('sums-do-not-add-up', {
        givenAmount: eur(573_10),
        expectedAmount: eur(568_10),
        givenSellerCosts: eur(0),
        expectedSellerCosts: eur(5_00),
      }));

  it('is refused when the discounts are more than the goods', () =>
    given()
      .when(receive({ rows: [row(eur(-1_00), { type: 6 })], amount: eur(0), sellerCosts: eur(0) }))
      .thenRejected('sums-do-not-add-up'));

  it.each([1, 2, 3, 4, 5] as const)('is refused when a row of type %i is negative', (type) =>
    given()
      .when(receive({ rows: [row(eur(10_00)), row(eur(-1), { type })] }))
      .thenRejected('negative-price', { rowNumber: 2 }),
  );

  it('is refused when there is nothing to pay', () =>
    given()
      .when(receive({ rows: [row(eur(0))], amount: eur(0), sellerCosts: eur(0) }))
      .thenRejected('nothing-to-pay'));

  it('may ask for seller costs alone', () => {
    const shipping = { rows: [row(eur(1), { type: 2 })], amount: eur(0), sellerCosts: eur(1) };
    given().when(receive(shipping)).then(received(shipping));
  });

  it('is refused when the sums are beyond 2^53', () =>
    given()
      .when(receive({ rows: [row(eur(2 ** 52), { quantity: '2' })] }))
      .thenRejected('sum-too-large'));

  it('spreads a discount at a rate of its own, so that no VAT part is negative', () => {
    const rows = [row(eur(10_00)), row(eur(-1_00), { type: 6, vatRate: 1400 })];
    const { data } = received({ rows, amount: eur(9_00), sellerCosts: eur(0) });
    expect(data.vat).toEqual([{ vatRate: 2550, gross: eur(9_00) }]);
  });

  it('is refused under an id that is not made of its payment id', () =>
    given()
      .when(receive({ paymentId: PaymentId.parse('1998524_2') }))
      .thenRejected('order-id-differs'));
});

describe('the time to pay', () => {
  const payBy = (at: string, paymentDays?: number) => {
    const terms = { ...DIRECT, ...(paymentDays !== undefined && { paymentDays }) };
    return received({ at, terms }).data.payBy;
  };

  it('is the rest of the day and seven more in Helsinki, where nothing was agreed', () => {
    expect(payBy('2026-01-05T21:59:59Z')).toBe('2026-01-12T22:00:00.000Z');
    expect(payBy('2026-01-05T22:00:00Z')).toBe('2026-01-13T22:00:00.000Z');
  });

  it('is what was agreed, also over a day of 23 hours', () =>
    expect(payBy('2026-03-28T10:00:00Z', 1)).toBe('2026-03-29T21:00:00.000Z'));
});

describe('receiving an order again', () => {
  it('changes nothing, also when time has passed and terms have changed', () =>
    given(received())
      .when(receive({ at: '2026-02-01T10:00:00Z', terms: { ...DIRECT, agreementVersion: 2 } }))
      .thenNothing());

  it('changes nothing when the order is paid by now', () =>
    given(received(), chosen(), confirmed()).when(receive()).thenNothing());

  it('is refused with other contents: a payment id is burned for ever', () => {
    given(received())
      .when(receive({ orderNumber: '1998525' }))
      .thenRejected('payment-id-used');
    given(received())
      .when(receive({ rows: [row(eur(568_10)), row(eur(5_00), { type: 2 })] }))
      .thenRejected('payment-id-used');
    given(received())
      .when(receive({ buyer: { ...BUYER, city: 'Espoo' } }))
      .thenRejected('payment-id-used');
    given(received())
      .when(receive({ delivery: { ...DELIVERY, city: 'Espoo' } }))
      .thenRejected('payment-id-used');
  });

  it('does not compare what was erased since', () => {
    const { type, data } = received();
    const erased: OrderEvent = { type, data: { ...data, buyer: ERASED, delivery: ERASED } };
    given(erased).when(receive()).thenNothing();
    given(erased)
      .when(receive({ orderNumber: '1998525' }))
      .thenRejected('payment-id-used');
  });
});
