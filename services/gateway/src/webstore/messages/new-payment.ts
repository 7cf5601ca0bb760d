import {
  NOTHING,
  plainReference,
  type CommandAnswer,
  type Money,
  type OrderId,
  type Refusal,
} from '@libs/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendOrder } from '../../orders/receive-order.js';
import { Problem } from '../../problems/problem.js';
import { fieldError, generalError, type MessageError, type Read } from '../fields/fields.js';
import { newPaymentIn, rowsIn, shortPaymentIn, type NewPayment } from '../fields/new-payment.js';
import { newPaymentOrder, SHORT_PAYMENT, type HashOrder } from '../hash/hash-orders.js';
import { passwordIn } from '../sign-in/sign-message.js';
import type { Form } from '../wire/form.js';
import { amountText } from '../wire/amount.js';
import type { Webstore } from '../webstore.js';
import { paymentUrl } from '../payment-page/payment-url.js';
import { answerText, type Answer } from './answer.js';
import { formOf, knownSender, type AskedMessage } from './answer-message.js';

/** How a new payment is read: the long form, or the old short one. */
export interface NewPaymentKind {
  readonly prefix: 'pmt';
  readonly order: (texts: Form['texts']) => HashOrder;
  readonly read: typeof newPaymentIn;
  readonly route: string;
}

export const NEW_PAYMENT_EXTENDED: NewPaymentKind = {
  prefix: 'pmt',
  order: (texts) => newPaymentOrder(rowsIn(texts), texts.get('pmt_version') ?? ''),
  read: newPaymentIn,
  route: 'NewPaymentExtended.pmt',
};

export const NEW_PAYMENT: NewPaymentKind = {
  prefix: 'pmt',
  order: () => SHORT_PAYMENT,
  read: shortPaymentIn,
  route: 'NewPayment.pmt',
};

interface Arriving {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/**
 * Takes a new payment in. A server is answered with the payment's address as XML, a browser is
 * sent there; what is wrong is told as XML, or at the shop's own error address (domain: New
 * payments). Nobody is sent to an address that no key has signed for.
 */
export async function takeNewPayment(
  webstore: Webstore,
  kind: NewPaymentKind,
  { request, reply }: Arriving,
): Promise<string> {
  const form = formOf(request, kind);
  reply.type('text/xml; charset=UTF-8');
  const asked = await knownSender(webstore, kind, { request, reply, form });
  if (asked === undefined) return answerText(refused(form.texts, REFUSED), undefined);
  if (webstore.paymentPage === undefined && webstore.environment === 'production')
    return answerText(
      refused(form.texts, [generalError('generic', 'no payment page is set up')]),
      undefined,
    );
  const read = paymentIn(asked, kind);
  const outcome = read.values === undefined ? read : await created(asked, kind, read.values);
  if (outcome.errors !== undefined) return toldErrors(asked, reply, outcome.errors);
  const url = paymentUrl(webstore, request, outcome.orderId);
  if (!isBrowser(request, form.texts))
    return answerText(accepted(asked.texts, outcome.payment, url), undefined);
  return sentTo(reply, url);
}

const REFUSED = [generalError('generic', 'the message could not be verified')];

function paymentIn(
  { texts, shop, unreadable }: AskedMessage,
  kind: NewPaymentKind,
): Read<NewPayment> {
  if (unreadable.length > 0) return { errors: unreadable };
  return kind.read(texts, shop.sellerId);
}

interface Created {
  readonly orderId: OrderId;
  readonly payment: NewPayment;
  readonly errors?: never;
}

interface Refused {
  readonly errors: readonly MessageError[];
}

async function created(
  { webstore, request, shop, signing }: AskedMessage,
  { route }: NewPaymentKind,
  payment: NewPayment,
): Promise<Created | Refused> {
  const agreement = (await webstore.views.merchants.load([shop.merchantId])).get(shop.merchantId)
    ?.document.agreement;
  if (agreement === undefined)
    return { errors: [generalError('generic', 'the service is not in use')] };
  const { method } = payment.checkout;
  if (method !== undefined && !agreement.methods.includes(method))
    return { errors: [fieldError('pmt_paymentmethod', 'is not one of your payment methods')] };
  const { orderId, answer } = await sendOrder(webstore, request, {
    route,
    sent: payment.order,
    checkout: {
      ...payment.checkout,
      ...(signing !== undefined && { signing: signedWith(signing) }),
    },
  });
  const errors = errorsOf(answer);
  return errors === undefined ? { orderId, payment } : { errors };
}

const signedWith = ({ algorithm, generation, charset }: NonNullable<AskedMessage['signing']>) => ({
  algorithm,
  generation,
  charset,
});

/** What a message's own order is; one that was there before is an error, whatever it says. */
function errorsOf(answer: CommandAnswer): readonly MessageError[] | undefined {
  switch (answer.outcome) {
    case 'accepted':
      return answer.repeated || answer.events.length === 0 ? EXISTING : undefined;
    case 'key-reused':
    case 'unknown':
      return EXISTING;
    case 'rejected':
      return refusalErrors(answer.rejection);
    case 'stale':
      throw new Problem('internal-error');
  }
}

/** The payment id is burned for ever (domain: Orders). */
const EXISTING: readonly MessageError[] = [
  generalError('generic', 'the payment exists'),
  fieldError('pmt_sellerid', 'and pmt_id name a payment that exists'),
  fieldError('pmt_id', 'was used before: make a new one, also after a payment that failed'),
  generalError('existingPayment', 'ExistingPayment'),
];

function refusalErrors({ code, details = {} }: Refusal): readonly MessageError[] {
  switch (code) {
    case 'payment-id-used':
      return EXISTING;
    case 'sums-do-not-add-up':
      return [
        ...differing('pmt_amount', details['givenAmount'], details['expectedAmount']),
        ...differing(
          'pmt_sellercosts',
          details['givenSellerCosts'],
          details['expectedSellerCosts'],
        ),
      ];
    case 'negative-price':
      return [
        fieldError(
          `pmt_row_price_gross${String(details['rowNumber'])}`,
          'must not be negative, except for a discount (type 6)',
        ),
      ];
    case 'nothing-to-pay':
      return [fieldError('pmt_amount', 'must be something, with or without seller costs')];
    default:
      return [generalError('generic', code)];
  }
}

function differing(name: string, given: unknown, expected: unknown): readonly MessageError[] {
  // The decider names both sums, as money.
  const [is, should] = [(given ?? NOTHING) as Money, (expected ?? NOTHING) as Money];
  return is.minorUnits === should.minorUnits
    ? []
    : [fieldError(name, `is ${amountText(is)}, but the rows come to ${amountText(should)}`)];
}

/** A browser says that it wants a page; programs say nothing, or anything. */
export function isBrowser({ headers }: FastifyRequest, texts: Form['texts']): boolean {
  const isServer =
    passwordIn(headers.authorization) !== undefined || texts.get('pmt_version') === '4204';
  return !isServer && (headers.accept ?? '').toLowerCase().includes('text/html');
}

const accepted = (texts: Form['texts'], payment: NewPayment, url: string): Answer => ({
  root: 'pmt',
  fields: [
    ['pmt_action', texts.get('pmt_action')],
    ['pmt_version', payment.checkout.version],
    ['pmt_id', payment.order.paymentId],
    ['pmt_reference', paddedReference(payment.order.reference)],
    ['pmt_amount', amountText(payment.order.amount)],
    ['pmt_currency', 'EUR'],
    ['pmt_sellercosts', amountText(payment.order.sellerCosts)],
    ['pmt_paymentmethod', payment.checkout.method],
    ['pmt_paymenturl', url],
  ],
});

/** A reference as messages tell it: 20 digits. */
export const paddedReference = (reference: string): string =>
  plainReference(reference).padStart(20, '0');

const refused = (texts: Form['texts'], errors: readonly MessageError[]): Answer => ({
  root: 'pmt',
  fields: ['pmt_action', 'pmt_version', 'pmt_id'].map((name) => [name, echoed(texts, name)]),
  errors,
});

/** What a message said of itself, where it is no longer than it may be. */
export function echoed(texts: Form['texts'], name: string): string | undefined {
  const text = texts.get(name)?.trim() ?? '';
  return text.length <= 50 ? text : undefined;
}

function toldErrors(
  { request, texts }: AskedMessage,
  reply: FastifyReply,
  errors: readonly MessageError[],
): string {
  const address = texts.get('pmt_errorreturn')?.trim() ?? '';
  if (!isBrowser(request, texts) || !/^https?:\/\//iu.test(address) || !URL.canParse(address))
    return answerText(refused(texts, errors), undefined);
  const url = new URL(address);
  url.searchParams.set('pmt_id', echoed(texts, 'pmt_id') ?? '');
  url.searchParams.set('error_fields', errors.map(({ name }) => `[${name}]`).join(''));
  return sentTo(reply, url.href);
}

/** Sends a browser on, by GET. */
export function sentTo(reply: FastifyReply, address: string): string {
  reply.code(303).header('Location', address);
  return '';
}
