import {
  groupOf,
  PaymentMethod,
  STATUS_CODE,
  type AccountTransaction,
  type Delivery,
  type MerchantInformation,
  type OrderDetails,
  type OrderRefunds,
  type Terms,
} from '@libs/contracts';
import {
  BusinessId,
  eur,
  Iban,
  idFrom,
  NOTHING,
  orderIdOf,
  PaymentId,
  ReferenceNumber,
  SellerId,
  UserId,
  type MerchantId,
  type OrderId,
  type ParcelId,
  type RefundId,
} from '@libs/kernel';
import type { OpenView } from '@libs/view-store';
import { MERCHANT, NOW } from './gateway.fixtures.js';

export const SELLER = SellerId.parse('kahvikauppa');
export const PAYMENT = PaymentId.parse('1998524_1');
export const ORDER: OrderId = orderIdOf(SELLER, PAYMENT);
export const REFUND = idFrom('refund', 'A') as RefundId;
const CARD = PaymentMethod.parse('FI50');
const REFERENCE = ReferenceNumber.parse('19985242');

export const TERMS: Terms = {
  agreementVersion: 1,
  servicePackage: 'direct',
  settlementModel: 'gross',
  settlementBundling: 'transaction-specific',
  inspectionDays: 0,
  invoicingFeeMax: eur(5_00),
  fundingFee: NOTHING,
};

export const merchant = (over: Partial<MerchantInformation> = {}): MerchantInformation => ({
  merchantId: MERCHANT,
  company: {
    name: 'Kahvikauppa Oy',
    businessId: BusinessId.parse('2121703-0'),
    address: 'Katu 1',
    postalCode: '00100',
    city: 'Helsinki',
    country: 'FI',
    settlementIban: Iban.parse('FI2112345600000785'),
  },
  webStores: [
    {
      sellerId: SELLER,
      name: 'Kahvikauppa',
      url: 'https://kahvi.example',
      keyGenerations: [1],
      openedAt: NOW,
    },
  ],
  agreement: { terms: TERMS, methods: [CARD], returnTerms: '14 days', madeAt: NOW },
  users: [{ userId: UserId.parse('liisa'), name: 'Liisa Laskuttaja', roles: ['manager'] }],
  revision: 4,
  ...over,
});

const names = {
  sellerId: SELLER,
  paymentId: PAYMENT,
  orderNumber: '1998524',
  reference: REFERENCE,
};
const paid = {
  status: 'paid-direct',
  statusCode: STATUS_CODE['paid-direct'],
  method: CARD,
  methodGroup: groupOf(CARD),
  total: eur(573_10),
  money: { captured: eur(573_10), promised: NOTHING, refunded: NOTHING, settled: NOTHING },
  paymentState: 'paid',
  receivedAt: NOW,
  paidAt: NOW,
  openRefunds: {},
  openCases: {},
  isClaimed: false,
  shipping: {},
} as const;

export const transaction = (over: Partial<AccountTransaction> = {}): AccountTransaction => ({
  orderId: ORDER,
  merchantId: MERCHANT,
  ...names,
  buyerName: 'Matti Meikäläinen',
  pendingWork: 'being-delivered-or-unsettled',
  pendingSince: NOW,
  casesAwait: 'nobody',
  refundState: 'none',
  settlementState: 'unsettled',
  servicePackage: 'direct',
  ...paid,
  revisions: { order: 1, account: 1 },
  ...over,
});

export const orderDetails = (over: Partial<OrderDetails> = {}): OrderDetails => ({
  orderId: ORDER,
  merchantId: MERCHANT,
  ...names,
  ...paid,
  rows: [],
  returns: [],
  amount: eur(568_10),
  sellerCosts: eur(5_00),
  vat: [{ vatRate: 2550, gross: eur(573_10) }],
  buyer: {
    name: 'Matti Meikäläinen',
    address: 'Katu 1',
    postalCode: '00100',
    city: 'Helsinki',
    country: 'FI',
  },
  delivery: 'erased',
  terms: TERMS,
  caseRevisions: {},
  timeline: [
    {
      at: NOW,
      what: 'RefundRequested',
      who: { kind: 'user', id: 'liisa' },
      stream: 'account',
      revision: 1,
      details: {},
    },
  ],
  revisions: { order: 1, account: 1 },
  ...over,
});

export const orderRefunds = (over: Partial<OrderRefunds> = {}): OrderRefunds => ({
  rows: [],
  advanced: NOTHING,
  recovered: NOTHING,
  orderId: ORDER,
  merchantId: MERCHANT,
  method: CARD,
  methodGroup: groupOf(CARD),
  terms: TERMS,
  captured: eur(573_10),
  held: eur(573_10),
  funded: NOTHING,
  settled: NOTHING,
  promised: NOTHING,
  refunded: NOTHING,
  claimed: NOTHING,
  fundedFree: NOTHING,
  refundable: eur(573_10),
  refundableVat: [{ vatRate: 2550, gross: eur(573_10) }],
  refundableExcess: NOTHING,
  holds: [],
  heldFor: [],
  refunds: [],
  accountRevision: 1,
  ...over,
});

/** Puts a document into a view, as a projection would have. */
export async function show<Document extends object>(
  view: OpenView<Document>,
  id: MerchantId | OrderId | string,
  document: Document,
  position = '00000000000000000001',
): Promise<void> {
  await view.save([{ id, document, position }], position);
}

export const PARCEL = idFrom('parcel', 'A') as ParcelId;

export const delivery = (over: Partial<Delivery> = {}): Delivery => ({
  orderId: ORDER,
  merchantId: MERCHANT,
  sellerId: SELLER,
  paymentId: PAYMENT,
  servicePackage: 'satisfaction-guarantee',
  inspectionDays: 14,
  parcels: [
    {
      ...{ parcelId: PARCEL, method: 'ITELL', tracking: 'JJFI12345678901234567' },
      ...{ isTraceable: true, addedAt: NOW, changedAt: NOW },
    },
  ],
  allSentAt: NOW,
  deliveryRevision: 2,
  ...over,
});
