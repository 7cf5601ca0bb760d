import type { CaseShown } from '@libs/contracts';
import { CaseId, OrderId } from '@libs/kernel';
import { awaitPosition, NeedsScope } from '@libs/platform';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { casePath } from '../answers/links.js';
import { asOf, pageOf } from '../answers/page.js';
import { namesFor } from '../answers/timeline-names.js';
import { bodyOf } from '../input/body-of.js';
import {
  Acceptance,
  AcceptBody,
  CASE_LISTS,
  CaseBody,
  CounterOfferBody,
  Message,
  MessageBody,
  NewCase,
  Offer,
} from '../input/case-body.js';
import { NO_BODY } from '../input/no-body.js';
import { READING } from '../input/parameters.js';
import { queryIn } from '../input/query.js';
import { Operation } from '../openapi/operation.js';
import { knownForm, merchantOf, notFound, ownDocument, withETag } from '../reading.js';
import { callerOf } from '../sign-in/caller.js';
import { SURROUNDINGS, type Surroundings } from '../surroundings.js';
import {
  acceptCase,
  declineCase,
  offerOnCase,
  openCase,
  receiveGoods,
  writeInCase,
  type OnCase,
} from './act-on-case.js';
import { caseAnswer, caseRevision } from './case-answer.js';
import { casesOfOrder, revisionsOf } from './cases-of-order.js';
import * as told from './cases-told.js';

const NEW_CASE = bodyOf({ shape: CaseBody, contract: NewCase, lists: CASE_LISTS });
const ACCEPTANCE = bodyOf({ shape: AcceptBody, contract: Acceptance, lists: CASE_LISTS });
const OFFER = bodyOf({ shape: CounterOfferBody, contract: Offer });
const MESSAGE = bodyOf({ shape: MessageBody, contract: Message });

/** Cases of orders, as a merchant's people answer them. */
@Controller('v1')
export class CasesController {
  constructor(@Inject(SURROUNDINGS) private readonly surroundings: Surroundings) {}

  @Get('orders/:orderId/cases')
  @NeedsScope('refunds.case.read')
  @Operation(told.OF_ORDER)
  async ofOrder(
    @Param('orderId') known: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { ports, views } = this.surroundings;
    const { atLeast } = queryIn(READING, request.query);
    const orderId = OrderId.parse(knownForm(known));
    await awaitPosition(ports, atLeast, views.cases, views.orders);
    const order = await ownDocument(views.orders, orderId, callerOf(request).tenant);
    if (order === undefined) throw notFound();
    const seen = await asOf(ports, views.cases);
    const cases = await casesOfOrder(views, order);
    const answer = await this.answering(request);
    const revisions = { order: order.revisions.order, ...revisionsOf(cases) };
    return withETag(request, reply, revisions, () => ({
      ...{ items: cases.map(answer), next: null, prev: null, asOf: seen },
    }));
  }

  @Post('orders/:orderId/cases')
  @NeedsScope('refunds.case.write')
  @ApiBody({ type: CaseBody })
  @Operation(told.OPEN)
  async open(
    @Param('orderId') known: string,
    @Body(NEW_CASE) asked: NewCase,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    queryIn({}, request.query);
    const orderId = OrderId.parse(knownForm(known));
    const acting = { by: 'merchant', merchantId: merchantOf(request), orderId } as const;
    const route = `POST /v1/orders/${orderId}/cases`;
    const exchange = { request, reply };
    const shown = await openCase(this.surroundings, exchange, { ...acting, route }, asked);
    reply.code(201).header('Location', casePath(shown.caseId));
    return (await this.answering(request))(shown);
  }

  @Get('cases')
  @NeedsScope('refunds.case.read')
  @Operation(told.LIST)
  async list(@Req() request: FastifyRequest) {
    const { ports, views } = this.surroundings;
    const { atLeast, status, awaits, limit, cursor } = queryIn(told.CASES_QUERY, request.query);
    await awaitPosition(ports, atLeast, views.cases);
    const page = await pageOf(ports, views.cases, {
      where: {
        merchantId: { is: merchantOf(request) },
        ...(status !== undefined && { status: { in: status } }),
        ...(awaits !== undefined && { awaits: { is: awaits } }),
      },
      sort: { by: 'answerBy', direction: 'ascending' },
      sortValue: ({ answerBy }) => answerBy,
      ...{ limit, cursor },
    });
    return { ...page, items: page.items.map(await this.answering(request)) };
  }

  @Get('cases/:caseId')
  @NeedsScope('refunds.case.read')
  @Operation(told.ONE)
  async one(
    @Param('caseId') caseId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { ports, views } = this.surroundings;
    const { atLeast } = queryIn(READING, request.query);
    await awaitPosition(ports, atLeast, views.cases);
    const shown = await this.own(caseId, request);
    const answer = await this.answering(request);
    return withETag(request, reply, caseRevision(shown), () => answer(shown));
  }

  @Post('cases/:caseId/messages')
  @HttpCode(200)
  @NeedsScope('refunds.case.write')
  @ApiBody({ type: MessageBody })
  @Operation(told.WRITE)
  write(
    @Param('caseId') caseId: string,
    @Body(MESSAGE) asked: Message,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.act({ request, reply }, caseId, ['messages', asked], (exchange, on) =>
      writeInCase(this.surroundings, exchange, on, asked.message),
    );
  }

  @Post('cases/:caseId/counter-offer')
  @HttpCode(200)
  @NeedsScope('refunds.case.write')
  @ApiBody({ type: CounterOfferBody })
  @Operation(told.COUNTER)
  counterOffer(
    @Param('caseId') caseId: string,
    @Body(OFFER) asked: Offer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.act({ request, reply }, caseId, ['counter-offer', asked], (exchange, on) =>
      offerOnCase(this.surroundings, exchange, on, asked),
    );
  }

  @Post('cases/:caseId/goods-received')
  @HttpCode(200)
  @NeedsScope('refunds.case.write')
  @Operation(told.RECEIVED)
  goodsReceived(
    @Param('caseId') caseId: string,
    @Body(NO_BODY) _nothing: undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.act({ request, reply }, caseId, ['goods-received', {}], (exchange, on) =>
      receiveGoods(this.surroundings, exchange, on),
    );
  }

  @Post('cases/:caseId/accept')
  @HttpCode(200)
  @NeedsScope('refunds.case.write')
  @ApiBody({ type: AcceptBody })
  @Operation(told.ACCEPT)
  accept(
    @Param('caseId') caseId: string,
    @Body(ACCEPTANCE) asked: Acceptance,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.act({ request, reply }, caseId, ['accept', asked], (exchange, on) =>
      acceptCase(this.surroundings, exchange, on, asked),
    );
  }

  @Post('cases/:caseId/decline')
  @HttpCode(200)
  @NeedsScope('refunds.case.write')
  @ApiBody({ type: MessageBody })
  @Operation(told.DECLINE)
  decline(
    @Param('caseId') caseId: string,
    @Body(MESSAGE) asked: Message,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.act({ request, reply }, caseId, ['decline', asked], (exchange, on) =>
      declineCase(this.surroundings, exchange, on, asked.message),
    );
  }

  /** A command of the merchant's on one of their cases. */
  private async act(
    exchange: { readonly request: FastifyRequest; readonly reply: FastifyReply },
    known: string,
    [command, body]: readonly [command: string, body: unknown],
    how: (
      exchange: { request: FastifyRequest; reply: FastifyReply },
      on: OnCase,
    ) => Promise<CaseShown>,
  ) {
    const { request } = exchange;
    queryIn({}, request.query);
    const { orderId, merchantId } = await this.own(known, request);
    const caseId = CaseId.parse(known);
    const route = `POST /v1/cases/${caseId}/${command}`;
    const on = { by: 'merchant', merchantId, orderId, caseId, route, body } as const;
    return (await this.answering(request))(await how(exchange, on));
  }

  private async own(caseId: string, request: FastifyRequest): Promise<CaseShown> {
    const shown = await ownDocument(this.surroundings.views.cases, caseId, merchantOf(request));
    if (shown === undefined) throw notFound();
    return shown;
  }

  private async answering(request: FastifyRequest) {
    const named = await namesFor(this.surroundings.views, callerOf(request).tenant);
    return (shown: CaseShown) =>
      caseAnswer(shown, { party: 'merchant', path: casePath(shown.caseId), named });
  }
}
