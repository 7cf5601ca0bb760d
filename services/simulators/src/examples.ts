const order = { orderId: '5a1f0f5e-52a7-5b0e-9d3c-1f6f2a3b4c5d' };
const payment = { sellerId: 'kahvikauppa', paymentId: '1998524_1' };
const sentBack = {
  ...order,
  receiptId: 'receipt-2',
  returnId: '4a6b8c0d-2e4f-5a6b-8c0d-2e4f6a8b0c1d',
};
const refund = { ...order, refundId: '9b7c2a3e-41d8-5f6a-8c21-0d9e8f7a6b5c' };
const settlement = {
  settlementId: 'settlement-1',
  merchantId: '11111111-1111-4111-8111-111111111111',
};
const eur = (minorUnits: number) => ({ minorUnits, currency: 'EUR' });
const sums = {
  gross: eur(57310),
  refunded: eur(1500),
  commission: eur(0),
  commissionVat: eur(0),
  net: eur(55810),
};

/** One example of each message; times are left out, and filled from the clock. */
export const EXAMPLES = {
  payments: {
    picked: { value: { type: 'PaymentMethodPicked', data: { ...payment, method: 'FI50' } } },
    pending: { value: { type: 'PaymentPending', data: { ...payment, method: 'FI01' } } },
    succeeded: {
      value: {
        type: 'PaymentSucceeded',
        data: {
          ...payment,
          receiptId: 'receipt-1',
          method: 'FI50',
          paid: eur(57310),
          card: { brand: 'visa', lastFour: '1111', issuerCountry: 'FI', isAuthenticated: true },
        },
      },
    },
  },
  payouts: {
    paid: { value: { type: 'PayoutPaid', data: refund } },
    failed: { value: { type: 'PayoutFailed', data: { ...refund, reason: 'card expired' } } },
    returned: { value: { type: 'ReturnPaid', data: sentBack } },
    notReturned: {
      value: { type: 'ReturnFailed', data: { ...sentBack, reason: 'account closed' } },
    },
  },
  bank: {
    transfer: {
      value: {
        type: 'TransferArrived',
        data: {
          transferId: 'bank-1',
          iban: 'FI7740123477777777',
          reference: '19985242',
          amount: eur(2000),
          payerName: 'Kahvikauppa Oy',
        },
      },
    },
  },
  carriers: {
    delivered: {
      value: {
        type: 'ParcelDelivered',
        data: {
          ...order,
          parcelId: '7d1e9c5b-62f4-5a3b-9e80-4c2d6f8a1b3e',
          handedOverAt: '2026-03-05T12:00:00.000Z',
        },
      },
    },
  },
  settlement: {
    proposed: {
      value: {
        type: 'SettlementProposed',
        data: { ...settlement, lines: [{ ...order, ...sums }], sums: { count: 1, ...sums } },
      },
    },
    paid: {
      value: {
        type: 'SettlementPaymentMade',
        data: { ...settlement, orderIds: [order.orderId], net: eur(55810) },
      },
    },
    calledOff: { value: { type: 'SettlementCalledOff', data: settlement } },
  },
};
