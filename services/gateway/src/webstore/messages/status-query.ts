import { STATUS_CODE, type Delivery, type OrderDetails, type OrderRefunds } from '@libs/contracts';
import { NOTHING, orderIdOf, PaymentId, plus, sum, type Money } from '@libs/kernel';
import { ownDocument } from '../../reading.js';
import { readFields } from '../fields/fields.js';
import { matching, oneOf, optional } from '../fields/kinds.js';
import { STATUS_QUERY as QUERY_ORDER, statusAnswerOrder } from '../hash/hash-orders.js';
import type { Form } from '../wire/form.js';
import { amountText } from '../wire/amount.js';
import { dateText, momentText } from '../wire/message-date.js';
import type { Answer } from './answer.js';
import type { AskedMessage, Message } from './answer-message.js';
import { echoed } from './new-payment.js';
import { STATUS_TEXTS } from './status-texts.js';

const FIELDS = {
  pmtq_action: oneOf('PAYMENT_STATUS_QUERY'),
  pmtq_version: oneOf('0004', '0005'),
  pmtq_id: matching(PaymentId, 20, 'letters, digits, `_`, `.`, `:` and `-`'),
  pmtq_resptype: optional(oneOf('XML')),
} as const;

/** How a payment stands (domain: Status queries). */
export const STATUS_QUERY: Message = {
  prefix: 'pmtq',
  order: () => QUERY_ORDER,
  refused: (texts) => failed(texts),
  answered: async (asked) => {
    const { values } = readFields(FIELDS, asked.texts);
    if (values === undefined || asked.unreadable.length > 0) return failed(asked.texts);
    return answerOf(asked, values.pmtq_id);
  },
};

/** 01 is no answer about the payment: nobody is to take it for unpaid. */
const failed = (texts: Form['texts']): Answer => ({
  root: 'pmtq',
  fields: [...echoOf(texts), ['pmtq_returncode', '01'], ['pmtq_returntext', STATUS_TEXTS['01']]],
});

async function answerOf(
  { webstore: { views }, texts, shop }: AskedMessage,
  paymentId: PaymentId,
): Promise<Answer> {
  const orderId = orderIdOf(shop.sellerId, paymentId);
  const [order, refunds, delivery] = await Promise.all([
    ownDocument(views.orders, orderId, shop.merchantId),
    ownDocument(views.refunds, orderId, shop.merchantId),
    ownDocument(views.deliveries, orderId, shop.merchantId),
  ]);
  const told = order === undefined ? NEVER_CAME : statusFields(order, { refunds, delivery });
  const version = texts.get('pmtq_version') ?? '';
  return {
    root: 'pmtq',
    fields: [...echoOf(texts), ...told],
    hash: { name: 'pmtq_hash', order: statusAnswerOrder(version.trim()) },
  };
}

type Fields = Answer['fields'];

const echoOf = (texts: Form['texts']): Fields =>
  ['action', 'version', 'sellerid', 'id'].map((name) => [
    `pmtq_${name}`,
    echoed(texts, `pmtq_${name}`),
  ]);

const NEVER_CAME: Fields = [
  ['pmtq_amount', amountText(NOTHING)],
  ['pmtq_returncode', '00'],
  ['pmtq_returntext', STATUS_TEXTS['00']],
];

interface Besides {
  readonly refunds: OrderRefunds | undefined;
  readonly delivery: Delivery | undefined;
}

/** Code 00 with nothing as amount: no method was chosen; with the amount, the outcome is open. */
export function statusFields(order: OrderDetails, { refunds, delivery }: Besides): Fields {
  const code = STATUS_CODE[order.status];
  const { invoicingFee = NOTHING } = order;
  const isOpen = order.method === undefined && order.paidAt === undefined;
  return [
    ['pmtq_orderid', order.orderNumber],
    ['pmtq_amount', amountText(isOpen ? NOTHING : order.amount)],
    ['pmtq_returncode', code],
    ['pmtq_returntext', STATUS_TEXTS[code]],
    ['pmtq_trackingcodes', trackingCodes(delivery)],
    ['pmtq_sellercosts', amountText(plus(order.sellerCosts, invoicingFee))],
    ['pmtq_invoicingfee', order.invoicingFee === undefined ? undefined : amountText(invoicingFee)],
    ['pmtq_paymentmethod', order.method],
    ['pmtq_escrow', isEscrow(order) ? 'Y' : 'N'],
    ['pmtq_paymentstarttimestamp', momentText(order.receivedAt)],
    ['pmtq_paymentdate', order.paidAt === undefined ? undefined : dateText(order.paidAt)],
    ['pmtq_amountrefunded', refunds === undefined ? undefined : amountText(givenBack(refunds))],
    ...buyerFields(order),
  ];
}

/** The contract decides, whatever the shop wished. */
export const isEscrow = ({ terms }: Pick<OrderDetails, 'terms'>): boolean =>
  terms.servicePackage === 'satisfaction-guarantee';

/**
 * What is back with the buyer or on its way: a shop that lost an answer reckons by it. One that
 * waits for the shop's own transfer is not (domain: Status queries).
 */
export const givenBack = ({ refunds }: Pick<OrderRefunds, 'refunds'>): Money =>
  sum(
    refunds
      .filter(({ status }) => status === 'payout-ordered' || status === 'paid-out')
      .map(({ amount }) => amount),
  );

const CODES_LENGTH_MAX = 400;

/** `[method|code|Y]` a parcel, `Y` once it was handed over; as many as find room. */
export function trackingCodes(delivery: Delivery | undefined): string | undefined {
  const parcels = delivery?.parcels ?? [];
  const codes = parcels
    .map(({ method, tracking, handedOverAt }) => {
      const code = (tracking ?? '').replace(/[[\]|]/gu, ' ');
      return `[${method}|${code}|${handedOverAt === undefined ? 'N' : 'Y'}]`;
    })
    .reduce((told, code) => (`${told}${code}`.length > CODES_LENGTH_MAX ? told : told + code), '');
  return codes === '' ? undefined : codes;
}

function buyerFields({ buyer }: OrderDetails): Fields {
  if (buyer === 'erased') return [];
  return [
    ['pmtq_buyername', buyer.name],
    ['pmtq_buyeraddress1', buyer.address],
    ['pmtq_buyerpostalcode', buyer.postalCode],
    ['pmtq_buyercity', buyer.city],
  ];
}
