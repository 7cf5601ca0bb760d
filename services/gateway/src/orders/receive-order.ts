import {
  ERASED,
  REQUEST_TOPICS,
  STATUS_CODE,
  termsOfStore,
  type Checkout,
  type OrderCommand,
  type OrderEvent,
} from '@libs/contracts';
import {
  assert,
  formatMoney,
  idFrom,
  Money,
  orderIdOf,
  type CommandAnswer,
  type Named,
  type OrderId,
  type Refusal,
} from '@libs/kernel';
import type { InputProblem } from '@libs/platform';
import { caughtUp } from '@libs/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { orderLinks } from '../answers/links.js';
import { accepted, refusedBy, tellPosition, type Accepted } from '../commands/accepted.js';
import { sendCommand } from '../commands/send-command.js';
import { etagOf } from '../http/etag.js';
import type { NewOrder } from '../input/order-body.js';
import { Problem } from '../problems/problem.js';
import { notFound } from '../reading.js';
import { callerOf } from '../sign-in/caller.js';
import type { Surroundings } from '../surroundings.js';

const ROUTE = 'POST /v1/orders';

type ReceiveOrder = Named<OrderCommand, 'ReceiveOrder'>['data'];
type OrderReceived = Named<OrderEvent, 'OrderReceived'>['data'];

/**
 * Takes a web store's order in. The payment id is the key: the same contents again answer the
 * same order (200), other contents are refused for ever (409).
 */
export async function receiveOrder(
  surroundings: Surroundings,
  request: FastifyRequest,
  reply: FastifyReply,
  sent: NewOrder,
) {
  const { orderId, answer } = await sendOrder(surroundings, request, { route: ROUTE, sent });
  const yes = await accepted(answer, {
    rejected: refusalOf,
    keyReused: () => new Problem('order.payment-id-used'),
    unknown: notFound,
    stale: () => new Problem('internal-error'),
  });
  const wasThere = yes.repeated || yes.events.length === 0;
  tellPosition(reply, yes);
  reply
    .code(wasThere ? 200 : 201)
    .header('Location', orderLinks(orderId).self)
    .header('ETag', etagOf({ order: 0 }));
  return shown(await receivedIn(surroundings, orderId, yes));
}

/** An order on its way in, by which of the ways it came. */
export interface OrderSent {
  readonly route: string;
  readonly sent: NewOrder;
  readonly checkout?: Checkout;
}

/**
 * Sends an order on, with the terms of this moment. The payment id is the key: an order that was
 * there before is answered as a repeat, or as another wish under the same key.
 */
export async function sendOrder(
  surroundings: Surroundings,
  request: FastifyRequest,
  { route, sent, checkout }: OrderSent,
): Promise<{ readonly orderId: OrderId; readonly answer: CommandAnswer }> {
  const data = await termed(surroundings, request, sent);
  const { sellerId, paymentId, orderId } = data;
  const answer = await sendCommand(surroundings, request, {
    topic: REQUEST_TOPICS.orders,
    key: orderId,
    commandId: idFrom('receive-order', sellerId, paymentId),
    fingerprint: surroundings.ports.secrets.fingerprint({ route, body: whole(sent) }),
    command: {
      type: 'ReceiveOrder',
      data: { ...data, ...(checkout !== undefined && { checkout }) },
    },
  });
  return { orderId, answer };
}

/** What was left out means the same as when it is written out. */
const whole = (sent: NewOrder) => ({ ...sent, delivery: deliveryOf(sent) });

/** The order with its ids and the terms of this moment. */
async function termed(
  { ports, views }: Surroundings,
  request: FastifyRequest,
  sent: NewOrder,
): Promise<ReceiveOrder> {
  const { tenant } = callerOf(request);
  const merchant = (await views.merchants.load([tenant])).get(tenant)?.document;
  const isOwn = merchant?.webStores.some(({ sellerId }) => sellerId === sent.sellerId) ?? false;
  if (merchant === undefined || !isOwn) throw noWebStore();
  if (merchant.agreement === undefined) throw new Problem('order.no-agreement');
  return {
    ...sent,
    orderId: orderIdOf(sent.sellerId, sent.paymentId),
    merchantId: merchant.merchantId,
    delivery: deliveryOf(sent),
    terms: termsOfStore(merchant.agreement, sent.sellerId),
    at: ports.clock.now(),
  };
}

/** Another merchant's web store is answered as one that never was. */
const noWebStore = (): Problem =>
  new Problem('not-found', {
    errors: [{ detail: 'is no web store of yours', pointer: '/sellerId' }],
  });

function deliveryOf({ delivery, buyer }: NewOrder): ReceiveOrder['delivery'] {
  const { name, address, postalCode, city, country } = buyer;
  return delivery ?? { name, address, postalCode, city, country };
}

/** The recorded order; from the view where another way in (same contents) recorded it. */
async function receivedIn(
  { views }: Surroundings,
  orderId: OrderId,
  { events, position }: Accepted,
): Promise<OrderReceived> {
  const received = events.find(({ type }) => type === 'OrderReceived')?.data;
  if (received !== undefined) return received as OrderReceived;
  await caughtUp(position, views.orders);
  const document = (await views.orders.load([orderId])).get(orderId)?.document;
  assert(document !== undefined, 'an order that was taken in is shown');
  return { ...document, rounding: 'row-half-away-from-zero' };
}

function shown(order: OrderReceived) {
  const { orderId, sellerId, paymentId, orderNumber, reference, rows, amount, sellerCosts } = order;
  return {
    ...{ orderId, sellerId, paymentId, orderNumber, reference },
    status: 'received',
    statusCode: STATUS_CODE.received,
    ...{ rows, amount, sellerCosts, total: order.total, vat: order.vat },
    buyer: order.buyer ?? ERASED,
    delivery: order.delivery ?? ERASED,
    receivedAt: order.receivedAt,
    links: orderLinks(orderId),
  };
}

/** Sums that do not add up are told with a pointer to each, besides the figures. */
function refusalOf(refusal: Refusal): Problem {
  const problem = refusedBy('order', refusal);
  const errors = pointersFor(refusal);
  return errors.length === 0
    ? problem
    : new Problem(problem.code, { ...problem.particulars, errors });
}

function pointersFor({ code, details = {} }: Refusal): readonly InputProblem[] {
  switch (code) {
    case 'sums-do-not-add-up':
      return [
        ...differing('/amount', details['givenAmount'], details['expectedAmount']),
        ...differing('/sellerCosts', details['givenSellerCosts'], details['expectedSellerCosts']),
      ];
    case 'negative-price':
      return [
        {
          detail: 'must not be negative, except for a discount (type 6)',
          pointer: `/rows/${Number(details['rowNumber']) - 1}/unitPrice/amount/minorUnits`,
        },
      ];
    case 'sum-too-large':
      return [{ detail: 'come to more than any money', pointer: '/rows' }];
    case 'nothing-to-pay':
      return [{ detail: 'must be something, with or without seller costs', pointer: '/amount' }];
    default:
      return [];
  }
}

function differing(pointer: string, given: unknown, expected: unknown): readonly InputProblem[] {
  const [is, should] = [Money.parse(given), Money.parse(expected)];
  return is.minorUnits === should.minorUnits
    ? []
    : [{ detail: `is ${formatMoney(is)}, but the rows come to ${formatMoney(should)}`, pointer }];
}
