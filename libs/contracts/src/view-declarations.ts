import { plainReference } from '@libs/kernel';
import type {
  MerchantAddresses,
  MerchantInformation,
  SavedViews,
  WebStore,
} from './merchants/merchants.views.js';
import type { CheckoutOfOrder } from './orders/checkout.js';
import type { OrderMails, UnsentMail } from './orders/mails.js';
import type { MerchantMails } from './orders/merchant-mails.js';
import type { AccountTransaction, OrderDetails, PaymentReturn } from './orders/orders.views.js';
import type { ParkedLine } from './parked.views.js';
import type { Advance, MerchantBalance } from './refunds/balance.views.js';
import type { CaseShown } from './refunds/case.views.js';
import type { OrderRefunds, Settlement, Transfer, WaitingRefund } from './refunds/refunds.views.js';
import type { Delivery } from './shipping/shipping.views.js';

/**
 * How a view's documents are kept and may be asked for: the shape of the view store's `View`,
 * declared here because the shape of a view is a contract between its service and its readers.
 */
export interface ViewDeclaration<Document extends object> {
  readonly name: string;
  readonly version: number;
  readonly fields: Readonly<Record<string, 'text' | 'number'>>;
  readonly indexes: readonly (readonly string[])[];
  readonly search: readonly string[];
  readonly words?: (document: Document) => readonly string[];
}

/** A word of digits that begins with zeros. */
const ZEROS_FIRST = /(?<![\p{L}\p{N}])0+\d+(?![\p{L}\p{N}])/gu;

/** One line an order; document id is the order's. Filled by `orders`. */
export const accountTransactionsView: ViewDeclaration<AccountTransaction> = {
  name: 'account-transactions',
  version: 9,
  fields: {
    merchantId: 'text',
    status: 'text',
    method: 'text',
    pendingWork: 'text',
    pendingSince: 'text',
    casesAwait: 'text',
    casesSince: 'text',
    answerBy: 'text',
    refundState: 'text',
    settlementState: 'text',
    settlementId: 'text',
    cardVerification: 'text',
    receivedAt: 'text',
    'total.minorUnits': 'number',
  },
  indexes: [
    ['merchantId', 'receivedAt'],
    ['merchantId', 'total.minorUnits'],
    ['merchantId', 'status', 'receivedAt'],
    ['merchantId', 'method', 'receivedAt'],
    ['merchantId', 'pendingWork', 'pendingSince'],
    ['merchantId', 'casesAwait', 'casesSince'],
    ['merchantId', 'refundState', 'receivedAt'],
    ['merchantId', 'settlementId', 'receivedAt'],
    ['merchantId', 'cardVerification', 'settlementState', 'receivedAt'],
  ],
  search: ['buyerName', 'buyerEmail', 'orderNumber', 'paymentId', 'reference'],
  words: ({ buyerName, buyerEmail, orderNumber, paymentId, reference }) => [
    buyerName,
    ...(buyerEmail === undefined ? [] : [buyerEmail]),
    orderNumber,
    paymentId,
    reference,
    plainReference(reference),
    // A number that is typed may be a reference or not: it is looked for without its zeros.
    ...[orderNumber, paymentId].flatMap((number) =>
      (number.match(ZEROS_FIRST) ?? []).map(plainReference),
    ),
  ],
};

/** Mails that are to be sent; document id is the order's. Filled by `orders`. */
export const orderMailsView: ViewDeclaration<OrderMails> = {
  name: 'order-mails',
  version: 2,
  fields: { merchantId: 'text', dueAt: 'text', lastDueAt: 'text' },
  indexes: [['dueAt']],
  search: [],
};

/** Mails to a merchant's people; document id is the order's. Filled by `orders`. */
export const merchantMailsView: ViewDeclaration<MerchantMails> = {
  name: 'merchant-mails',
  version: 1,
  fields: { merchantId: 'text', dueAt: 'text', lastDueAt: 'text' },
  indexes: [['dueAt']],
  search: [],
};

/** Where a merchant's people are written to; document id is the merchant's. Filled by `merchants`. */
export const merchantAddressesView: ViewDeclaration<MerchantAddresses> = {
  name: 'merchant-addresses',
  version: 1,
  fields: { merchantId: 'text' },
  indexes: [],
  search: [],
};

/** Mails that were not taken, for operators; document id is the mail's. Filled by `orders`. */
export const unsentMailsView: ViewDeclaration<UnsentMail> = {
  name: 'unsent-mails',
  version: 1,
  fields: { status: 'text', changedAt: 'text' },
  indexes: [['changedAt'], ['status', 'changedAt']],
  search: [],
};

/** The order's page; document id is the order's. Filled by `orders`. */
export const orderDetailsView: ViewDeclaration<OrderDetails> = {
  name: 'order-details',
  version: 4,
  fields: { merchantId: 'text' },
  indexes: [],
  search: [],
};

/** Payments that go back, for operators; document id: `returnedPaymentId`. Filled by `orders`. */
export const paymentReturnsView: ViewDeclaration<PaymentReturn> = {
  name: 'payment-returns',
  version: 1,
  fields: { status: 'text', receivedAt: 'text' },
  indexes: [['receivedAt'], ['status', 'receivedAt']],
  search: [],
};

/** The order's money and refunds; document id is the order's. Filled by `refunds`. */
export const orderRefundsView: ViewDeclaration<OrderRefunds> = {
  name: 'order-refunds',
  version: 4,
  fields: { merchantId: 'text' },
  indexes: [],
  search: [],
};

/** Cases, each with who is to answer and by when; document id is the case's. Filled by `refunds`. */
export const casesView: ViewDeclaration<CaseShown> = {
  name: 'cases',
  version: 1,
  fields: {
    merchantId: 'text',
    orderId: 'text',
    status: 'text',
    kind: 'text',
    awaits: 'text',
    openedAt: 'text',
    answerBy: 'text',
  },
  indexes: [
    ['orderId', 'openedAt'],
    ['merchantId', 'openedAt'],
    ['merchantId', 'answerBy'],
    ['merchantId', 'status', 'answerBy'],
    ['merchantId', 'awaits', 'answerBy'],
  ],
  search: [],
};

/** Parcels and inspection; document id is the order's. Filled by `shipping`. */
export const deliveriesView: ViewDeclaration<Delivery> = {
  name: 'deliveries',
  version: 1,
  fields: { merchantId: 'text' },
  indexes: [],
  search: [],
};

/** Bank transfers, for operators; document id is the transfer's. Filled by `refunds`. */
export const transfersView: ViewDeclaration<Transfer> = {
  name: 'transfers',
  version: 2,
  fields: {
    status: 'text',
    reference: 'text',
    receivedAt: 'text',
    'amount.minorUnits': 'number',
  },
  indexes: [
    ['receivedAt'],
    ['status', 'receivedAt'],
    ['reference', 'receivedAt'],
    ['amount.minorUnits'],
  ],
  search: [],
};

/** Refunds that wait for a transfer, for operators; document id is the refund's. Filled by `refunds`. */
export const waitingRefundsView: ViewDeclaration<WaitingRefund> = {
  name: 'waiting-refunds',
  version: 1,
  fields: {
    merchantId: 'text',
    waitsSince: 'text',
    'funding.reference': 'text',
    'funding.amount.minorUnits': 'number',
  },
  indexes: [
    ['waitsSince'],
    ['merchantId', 'waitsSince'],
    ['funding.reference', 'waitsSince'],
    ['funding.amount.minorUnits', 'waitsSince'],
  ],
  search: [],
};

/** Settlements and the answers to their lines; document id is the settlement's. */
export const settlementsView: ViewDeclaration<Settlement> = {
  name: 'settlements',
  version: 3,
  fields: { merchantId: 'text', status: 'text', proposedAt: 'text' },
  indexes: [
    ['merchantId', 'proposedAt'],
    ['merchantId', 'status', 'proposedAt'],
  ],
  search: [],
};

/** What coming payouts owe; document id is the merchant's. Filled by `refunds`. */
export const merchantBalancesView: ViewDeclaration<MerchantBalance> = {
  name: 'merchant-balances',
  version: 1,
  fields: { merchantId: 'text' },
  indexes: [],
  search: [],
};

/** What was advanced for orders; document id is the order's. Filled by `refunds`. */
export const advancesView: ViewDeclaration<Advance> = {
  name: 'advances',
  version: 1,
  fields: { merchantId: 'text', status: 'text', advancedAt: 'text' },
  indexes: [
    ['merchantId', 'advancedAt'],
    ['merchantId', 'status', 'advancedAt'],
  ],
  search: [],
};

/** Company, web stores, service and users; document id is the merchant's. */
export const merchantInformationView: ViewDeclaration<MerchantInformation> = {
  name: 'merchant-information',
  version: 2,
  fields: { merchantId: 'text' },
  indexes: [],
  search: [],
};

/** Orders that came as webstore messages; document id is the order's. Filled by `orders`. */
export const checkoutsView: ViewDeclaration<CheckoutOfOrder> = {
  name: 'checkouts',
  version: 1,
  fields: { merchantId: 'text', callbackDueAt: 'text' },
  indexes: [['callbackDueAt']],
  search: [],
};

/** Whose a seller id is; document id is the seller id. Filled by `merchants`. */
export const webStoresView: ViewDeclaration<WebStore> = {
  name: 'web-stores',
  version: 1,
  fields: { merchantId: 'text' },
  indexes: [],
  search: [],
};

/** Parked messages of all groups, for operators. Filled by the platform. */
export const parkedMessagesView: ViewDeclaration<ParkedLine> = {
  name: 'parked-messages',
  version: 1,
  fields: { status: 'text', service: 'text', group: 'text', lane: 'text', parkedAt: 'text' },
  indexes: [
    ['parkedAt'],
    ['status', 'parkedAt'],
    ['service', 'status', 'parkedAt'],
    ['group', 'status', 'parkedAt'],
    ['lane', 'status'],
  ],
  search: [],
};

/** Saved views of an owner; document id is the shelf's. Filled by `merchants`. */
export const savedViewsView: ViewDeclaration<SavedViews> = {
  name: 'saved-views',
  version: 1,
  fields: { merchantId: 'text' },
  indexes: [],
  search: [],
};
