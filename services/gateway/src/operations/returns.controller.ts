import { PaymentReturn } from '@libs/contracts';
import { OrderId } from '@libs/kernel';
import { awaitPosition, NeedsScope } from '@libs/platform';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pageOf } from '../answers/page.js';
import { NO_BODY } from '../input/no-body.js';
import { choice, choices, PAGING } from '../input/parameters.js';
import { queryIn } from '../input/query.js';
import { Operation } from '../openapi/operation.js';
import { knownForm } from '../reading.js';
import { SURROUNDINGS, type Surroundings } from '../surroundings.js';
import { orderReturnAgain, returnShown } from './order-return-again.js';

const RETURNS = {
  ...PAGING,
  status: choices('Any of these states; `failed` ones wait for an operator.', [
    ...PaymentReturn.unwrap().shape.status.options,
  ]),
  sort: choice('Newest first when left out.', ['-receivedAt', 'receivedAt']),
};

/** Payments that did not fit their orders and go back: what operators look at. */
@Controller('v1/operations/returns')
export class ReturnsController {
  constructor(@Inject(SURROUNDINGS) private readonly surroundings: Surroundings) {}

  @Get()
  @NeedsScope('ops.returns.read')
  @Operation({
    tag: 'Operations',
    summary: 'Payments that did not fit their orders and go back to their payers',
    parameters: RETURNS,
    answers: [{ status: 200, description: 'A page.', schema: 'ReturnPage' }],
    problems: ['invalid-input', 'view-behind'],
  })
  async list(@Req() request: FastifyRequest) {
    const { ports, views } = this.surroundings;
    const { atLeast, status, sort, limit, cursor } = queryIn(RETURNS, request.query);
    await awaitPosition(ports, atLeast, views.returns);
    const page = await pageOf(ports, views.returns, {
      where: status === undefined ? {} : { status: { in: status } },
      sort: { by: 'receivedAt', direction: sort === 'receivedAt' ? 'ascending' : 'descending' },
      sortValue: ({ receivedAt }) => receivedAt,
      limit,
      cursor,
    });
    return { ...page, items: page.items.map(returnShown) };
  }

  @Post(':orderId/:receiptId/retry')
  @HttpCode(200)
  @NeedsScope('ops.returns.write')
  @Operation({
    tag: 'Operations',
    summary: 'Order a payment back again whose payout failed',
    description: 'By a payout of its own. Only after a failure, so nobody gets the money twice.',
    pathIds: ['orderId'],
    pathTexts: { receiptId: "The payment's own id." },
    answers: [
      {
        status: 200,
        description: 'The payment, on its way back again.',
        schema: 'PaymentReturn',
        headers: ['Extranet-Position'],
      },
    ],
    problems: [
      'invalid-input',
      'not-found',
      'order.return-not-failed',
      'outcome-unknown',
      'timed-out',
    ],
  })
  retry(
    @Param() { orderId, receiptId }: { readonly orderId: string; readonly receiptId: string },
    @Body(NO_BODY) _nothing: undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    queryIn({}, request.query);
    const payment = { orderId: OrderId.parse(knownForm(orderId)), receiptId };
    return orderReturnAgain(this.surroundings, { request, reply }, payment);
  }
}
