import { ROWS_MAX } from '@libs/contracts';
import { OrderId } from '@libs/kernel';
import { NeedsScope, awaitPosition } from '@libs/platform';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { namesFor } from '../answers/timeline-names.js';
import { bodyOf } from '../input/body-of.js';
import { NewOrder, OrderBody, type NewOrder as SentOrder } from '../input/order-body.js';
import { NO_BODY } from '../input/no-body.js';
import { READING } from '../input/parameters.js';
import { queryIn } from '../input/query.js';
import { ORDER_EXAMPLE } from '../openapi/examples.js';
import { Operation } from '../openapi/operation.js';
import { knownForm, notFound, ownDocument, withETag } from '../reading.js';
import { callerOf } from '../sign-in/caller.js';
import { SURROUNDINGS, type Surroundings } from '../surroundings.js';
import { cancelOrder } from './cancel-order.js';
import { orderPage, revisionsIn } from './order-page.js';
import { receiveOrder } from './receive-order.js';

const NEW_ORDER = bodyOf({ shape: OrderBody, contract: NewOrder, lists: { rows: ROWS_MAX } });

/** Orders: a web store sends them in, people look at them. */
@Controller('v1/orders')
export class OrdersController {
  constructor(@Inject(SURROUNDINGS) private readonly surroundings: Surroundings) {}

  @Post()
  @NeedsScope('orders.order.write')
  @ApiBody({ type: OrderBody, examples: { worked: { value: ORDER_EXAMPLE } } })
  @Operation({
    tag: 'Orders',
    summary: 'Send an order in',
    description:
      'The payment id is the key: the same contents again answer the same order (200), other contents 409 for ever. Needs neither `Idempotency-Key` nor `If-Match`.',
    answers: [
      {
        status: 201,
        description: 'The order is taken in.',
        schema: 'ReceivedOrder',
        headers: ['Location', 'ETag', 'Extranet-Position'],
      },
      {
        status: 200,
        description: 'It had been taken in before; the first answer again.',
        schema: 'ReceivedOrder',
        headers: ['Location', 'ETag', 'Extranet-Position', 'Idempotency-Hit'],
      },
    ],
    problems: [
      'invalid-input',
      'order.sums-do-not-add-up',
      'not-found',
      'order.payment-id-used',
      'order.no-agreement',
      'body-too-large',
      'unsupported-media-type',
      'outcome-unknown',
      'timed-out',
    ],
  })
  receive(
    @Body(NEW_ORDER) order: SentOrder,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    queryIn({}, request.query);
    return receiveOrder(this.surroundings, request, reply, order);
  }

  @Get(':orderId')
  @NeedsScope('orders.order.read')
  @Operation({
    tag: 'Orders',
    summary: "An order's page: rows, money, and who did what and when",
    parameters: READING,
    headers: ['If-None-Match'],
    pathIds: ['orderId'],
    answers: [
      { status: 200, description: 'The order.', schema: 'Order', headers: ['ETag'] },
      { status: 304, description: 'Nothing has changed.' },
    ],
    problems: ['invalid-input', 'not-found', 'view-behind'],
  })
  async page(
    @Param('orderId') orderId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { ports, views } = this.surroundings;
    const { tenant } = callerOf(request);
    const { atLeast } = queryIn(READING, request.query);
    await awaitPosition(ports, atLeast, views.orders);
    const order = await ownDocument(views.orders, orderId, tenant);
    if (order === undefined) throw notFound();
    const named = await namesFor(views, tenant);
    return withETag(request, reply, revisionsIn(order), () => orderPage(order, named));
  }
  @Post(':orderId/cancel')
  @HttpCode(200)
  @NeedsScope('orders.cancellation.write')
  @Operation({
    tag: 'Orders',
    summary: 'Call an order off before its payment',
    description:
      'Money that still comes for it goes back to its payer. After the payment, a refund is what gives the money back.',
    headers: ['Idempotency-Key', 'If-Match'],
    pathIds: ['orderId'],
    answers: [
      {
        status: 200,
        description: 'The order, cancelled.',
        schema: 'Order',
        headers: ['ETag', 'Extranet-Position', 'Idempotency-Hit'],
      },
    ],
    problems: [
      'invalid-input',
      'not-found',
      'order.already-paid',
      'revision-stale',
      'idempotency-key-reused',
      'if-match-missing',
      'outcome-unknown',
      'timed-out',
    ],
  })
  cancel(
    @Param('orderId') orderId: string,
    @Body(NO_BODY) _nothing: undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    queryIn({}, request.query);
    return cancelOrder(this.surroundings, request, reply, OrderId.parse(knownForm(orderId)));
  }
}
