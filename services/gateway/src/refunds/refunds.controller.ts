import { OrderId, RefundId } from '@libs/kernel';
import { NeedsScope, awaitPosition } from '@libs/platform';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { asOf } from '../answers/page.js';
import { namesFor } from '../answers/timeline-names.js';
import { languageOf } from '../http/language.js';
import { bodyOf } from '../input/body-of.js';
import { NO_BODY } from '../input/no-body.js';
import { READING } from '../input/parameters.js';
import { queryIn } from '../input/query.js';
import {
  REFUND_LISTS,
  RefundBody,
  RefundWish,
  type RefundWish as AskedRefund,
} from '../input/refund-body.js';
import { REFUND_EXAMPLE, RETURN_EXAMPLE } from '../openapi/examples.js';
import { Operation } from '../openapi/operation.js';
import { knownForm, notFound, ownDocument, withETag } from '../reading.js';
import { callerOf } from '../sign-in/caller.js';
import { SURROUNDINGS, type Surroundings } from '../surroundings.js';
import { decideRefund } from './decide-refund.js';
import { refundAnswer } from './refund-answer.js';
import { refundOptionsAnswer, unpaidOptionsAnswer } from './refund-options-answer.js';
import { OPTIONS, REQUEST, WITHDRAW, REFUNDS, REFUND } from './refunds-told.js';
import { requestRefund } from './request-refund.js';

const REFUND_WISH = bodyOf({ shape: RefundBody, contract: RefundWish, lists: REFUND_LISTS });

interface RefundIds {
  readonly orderId: string;
  readonly refundId: string;
}

/** Refunds of an order: what is possible, asking for one, following it, withdrawing it. */
@Controller('v1/orders/:orderId')
export class RefundsController {
  constructor(@Inject(SURROUNDINGS) private readonly surroundings: Surroundings) {}

  @Get('refund-options')
  @NeedsScope('refunds.refund.read')
  @Operation(OPTIONS)
  async options(
    @Param('orderId') orderId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { ports, views } = this.surroundings;
    const { tenant } = callerOf(request);
    const language = languageOf(request.headers['accept-language']);
    const { atLeast } = queryIn(READING, request.query);
    await awaitPosition(ports, atLeast, views.refunds, views.orders);
    reply.header('Vary', 'Accept-Language');
    const [shown, order] = await Promise.all([
      ownDocument(views.refunds, orderId, tenant),
      ownDocument(views.orders, orderId, tenant),
    ]);
    if (shown !== undefined)
      return withETag(request, reply, { account: shown.accountRevision }, () =>
        refundOptionsAnswer(shown, language, order),
      );
    if (order === undefined) throw notFound();
    return withETag(request, reply, { order: order.revisions.order }, () =>
      unpaidOptionsAnswer(order, language),
    );
  }

  @Post('refunds')
  @NeedsScope('refunds.refund.write')
  @ApiBody({
    type: RefundBody,
    examples: { reduction: { value: REFUND_EXAMPLE }, return: { value: RETURN_EXAMPLE } },
  })
  @Operation(REQUEST)
  request(
    @Param('orderId') orderId: string,
    @Body(REFUND_WISH) asked: AskedRefund,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    queryIn({}, request.query);
    const order = OrderId.parse(knownForm(orderId));
    return requestRefund(this.surroundings, request, reply, { orderId: order, asked });
  }

  @Get('refunds')
  @NeedsScope('refunds.refund.read')
  @Operation(REFUNDS)
  async list(
    @Param('orderId') orderId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { ports, views } = this.surroundings;
    const { refunds, revisions, place } = await this.read(orderId, request);
    const seen = await asOf(ports, views.refunds);
    reply.header('Vary', 'Accept-Language');
    return withETag(request, reply, revisions, () => ({
      items: refunds.map((refund) => refundAnswer(refund, place)),
      next: null,
      prev: null,
      asOf: seen,
    }));
  }

  @Get('refunds/:refundId')
  @NeedsScope('refunds.refund.read')
  @Operation(REFUND)
  async one(
    @Param('orderId') orderId: string,
    @Param('refundId') refundId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { refunds, revisions, place } = await this.read(orderId, request);
    const refund = refunds.find((each) => each.refundId === refundId);
    if (refund === undefined) throw notFound();
    reply.header('Vary', 'Accept-Language');
    return withETag(request, reply, revisions, () => refundAnswer(refund, place));
  }

  @Post('refunds/:refundId/withdraw')
  @HttpCode(200)
  @NeedsScope('refunds.refund.write')
  @Operation(WITHDRAW)
  withdraw(
    @Param() { orderId, refundId }: RefundIds,
    @Body(NO_BODY) _nothing: undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    queryIn({}, request.query);
    const place = {
      orderId: OrderId.parse(knownForm(orderId)),
      refundId: RefundId.parse(knownForm(refundId)),
    };
    const at = this.surroundings.ports.clock.now();
    return decideRefund(this.surroundings, request, reply, {
      ...{ ...place, word: 'withdraw', body: null },
      command: { type: 'WithdrawRefund', data: { ...place, at } },
    });
  }

  /** The refunds of an order of the caller's; an order that is not paid yet has none. */
  private async read(orderId: string, request: FastifyRequest) {
    const { ports, views } = this.surroundings;
    const { tenant } = callerOf(request);
    const { atLeast } = queryIn(READING, request.query);
    await awaitPosition(ports, atLeast, views.refunds, views.orders);
    const shown = await ownDocument(views.refunds, orderId, tenant);
    const order = shown ?? (await ownDocument(views.orders, orderId, tenant));
    if (order === undefined) throw notFound();
    return {
      refunds: shown?.refunds ?? [],
      revisions:
        'accountRevision' in order
          ? { account: order.accountRevision }
          : { order: order.revisions.order },
      place: {
        orderId: order.orderId,
        language: languageOf(request.headers['accept-language']),
        named: await namesFor(views, tenant),
      },
    };
  }
}
