import type { CaseShown, OrderDetails } from '@libs/contracts';
import { CaseId } from '@libs/kernel';
import { awaitPosition, caughtUp, OpenedByLink } from '@libs/platform';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  acceptCase,
  declineCase,
  offerOnCase,
  openCase,
  withdrawCase,
  writeInCase,
  type OnCase,
} from '../cases/act-on-case.js';
import type { Exchange } from '../commands/exchange.js';
import { caseRevision } from '../cases/case-answer.js';
import { tellPosition } from '../commands/accepted.js';
import { acceptedByOrder, sendToOrder, wishOf } from '../commands/order-command.js';
import { languageOf } from '../http/language.js';
import { bodyOf } from '../input/body-of.js';
import {
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
import {
  Confirmation,
  ConfirmationBody,
  NewWithdrawal,
  WithdrawalBody,
} from '../input/withdrawal-body.js';
import { Operation } from '../openapi/operation.js';
import { notFound, ownDocument, withETag } from '../reading.js';
import { refusedByDelivery } from '../shipping/change-parcels.js';
import { SURROUNDINGS, type Surroundings } from '../surroundings.js';
import { buyerDoor, type BuyerDoor } from './buyer-door.js';
import { buyersCase } from './buyer-page.js';
import { readBuyerPage } from './read-buyer-page.js';
import * as told from './buyer-told.js';
import { acknowledgementOf, confirmWithdrawal, prepareWithdrawal } from './withdrawal.js';

const NEW_CASE = bodyOf({ shape: CaseBody, contract: NewCase, lists: CASE_LISTS });
const OFFER = bodyOf({ shape: CounterOfferBody, contract: Offer });
const MESSAGE = bodyOf({ shape: MessageBody, contract: Message });
const WITHDRAWAL = bodyOf({ shape: WithdrawalBody, contract: NewWithdrawal, lists: CASE_LISTS });
const CONFIRMATION = bodyOf({ shape: ConfirmationBody, contract: Confirmation });

/** The buyer's side of one order, for whoever has its link (domain: Cases). */
@Controller('v1/buyer/:link')
export class BuyerController {
  private readonly enter: BuyerDoor;

  constructor(@Inject(SURROUNDINGS) private readonly surroundings: Surroundings) {
    this.enter = buyerDoor(surroundings);
  }

  @Get()
  @OpenedByLink()
  @Operation(told.PAGE)
  async page(
    @Param('link') link: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { ports, views } = this.surroundings;
    await this.enter(request, link);
    const { atLeast } = queryIn(READING, request.query);
    await awaitPosition(ports, atLeast, views.orders, views.cases, views.deliveries);
    const { revisions, page } = await readBuyerPage(this.surroundings, request, pathOf(link));
    reply.header('Vary', 'Accept-Language');
    return withETag(request, reply, revisions, () => page);
  }

  @Post('cases')
  @OpenedByLink()
  @ApiBody({ type: CaseBody })
  @Operation(told.OPEN)
  async open(
    @Param('link') link: string,
    @Body(NEW_CASE) asked: NewCase,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { orderId, merchantId } = await this.enter(request, link);
    queryIn({}, request.query);
    const acting = { by: 'buyer', merchantId, orderId, route: 'POST /v1/buyer/cases' } as const;
    const shown = await openCase(this.surroundings, { request, reply }, acting, asked);
    reply.code(201).header('Location', `${pathOf(link)}/cases/${shown.caseId}`);
    return buyersCase(shown, pathOf(link));
  }

  @Get('cases/:caseId')
  @OpenedByLink()
  @Operation(told.ONE)
  async one(
    @Param() { link, caseId }: CaseIds,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { ports, views } = this.surroundings;
    const order = await this.enter(request, link);
    const { atLeast } = queryIn(READING, request.query);
    await awaitPosition(ports, atLeast, views.cases);
    const shown = await this.caseOf(order, caseId);
    return withETag(request, reply, caseRevision(shown), () => buyersCase(shown, pathOf(link)));
  }

  @Post('cases/:caseId/messages')
  @HttpCode(200)
  @OpenedByLink()
  @ApiBody({ type: MessageBody })
  @Operation(told.WRITE)
  write(
    @Param() ids: CaseIds,
    @Body(MESSAGE) asked: Message,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.act({ request, reply }, ids, ['messages', asked], (exchange, on) =>
      writeInCase(this.surroundings, exchange, on, asked.message),
    );
  }

  @Post('cases/:caseId/counter-offer')
  @HttpCode(200)
  @OpenedByLink()
  @ApiBody({ type: CounterOfferBody })
  @Operation(told.COUNTER)
  counterOffer(
    @Param() ids: CaseIds,
    @Body(OFFER) asked: Offer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.act({ request, reply }, ids, ['counter-offer', asked], (exchange, on) =>
      offerOnCase(this.surroundings, exchange, on, asked),
    );
  }

  @Post('cases/:caseId/accept')
  @HttpCode(200)
  @OpenedByLink()
  @Operation(told.ACCEPT)
  accept(
    @Param() ids: CaseIds,
    @Body(NO_BODY) _nothing: undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.act({ request, reply }, ids, ['accept', {}], (exchange, on) =>
      acceptCase(this.surroundings, exchange, on, { extent: 'full', beforeGoods: false }),
    );
  }

  @Post('cases/:caseId/decline')
  @HttpCode(200)
  @OpenedByLink()
  @ApiBody({ type: MessageBody })
  @Operation(told.DECLINE)
  decline(
    @Param() ids: CaseIds,
    @Body(MESSAGE) asked: Message,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.act({ request, reply }, ids, ['decline', asked], (exchange, on) =>
      declineCase(this.surroundings, exchange, on, asked.message),
    );
  }

  @Post('cases/:caseId/withdraw')
  @HttpCode(200)
  @OpenedByLink()
  @Operation(told.LET_GO)
  letGo(
    @Param() ids: CaseIds,
    @Body(NO_BODY) _nothing: undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.act({ request, reply }, ids, ['withdraw', {}], (exchange, on) =>
      withdrawCase(this.surroundings, exchange, on),
    );
  }

  @Post('approve')
  @HttpCode(200)
  @OpenedByLink()
  @Operation(told.APPROVE)
  async approve(
    @Param('link') link: string,
    @Body(NO_BODY) _nothing: undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { ports, views } = this.surroundings;
    const { orderId } = await this.enter(request, link);
    queryIn({}, request.query);
    const wish = wishOf(this.surroundings, request, {
      ...{ orderId, stream: 'delivery', route: 'POST /v1/buyer/approve', body: {} },
    });
    const answer = await sendToOrder(this.surroundings, request, wish, {
      type: 'ApproveDelivery',
      data: { orderId, at: ports.clock.now() },
    });
    const about = { wish, answer };
    const yes = await acceptedByOrder(this.surroundings, request, about, refusedByDelivery);
    tellPosition(reply, yes);
    await caughtUp(yes.position, views.deliveries, views.orders);
    const { revisions, page } = await readBuyerPage(this.surroundings, request, pathOf(link));
    return withETag(request, reply, revisions, () => page);
  }

  @Post('withdrawal')
  @HttpCode(200)
  @OpenedByLink()
  @ApiBody({ type: WithdrawalBody })
  @Operation(told.PREPARE)
  async prepare(
    @Param('link') link: string,
    @Body(WITHDRAWAL) asked: NewWithdrawal,
    @Req() request: FastifyRequest,
  ) {
    const order = await this.enter(request, link);
    queryIn({}, request.query);
    const prepared = await prepareWithdrawal(this.surroundings, order, asked, spokenIn(request));
    return { ...prepared, links: { confirm: `${pathOf(link)}/withdrawal/confirm` } };
  }

  @Post('withdrawal/confirm')
  @OpenedByLink()
  @ApiBody({ type: ConfirmationBody })
  @Operation(told.CONFIRM)
  async confirm(
    @Param('link') link: string,
    @Body(CONFIRMATION) { confirmation }: Confirmation,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const order = await this.enter(request, link);
    queryIn({}, request.query);
    const exchange = { request, reply };
    const shown = await confirmWithdrawal(this.surroundings, exchange, order, confirmation);
    const answer = acknowledgementOf(shown, { language: spokenIn(request), path: pathOf(link) });
    reply.code(201).header('Location', answer.links.self);
    return answer;
  }

  @Get('withdrawals/:caseId')
  @OpenedByLink()
  @Operation(told.ACKNOWLEDGEMENT)
  async acknowledgement(@Param() { link, caseId }: CaseIds, @Req() request: FastifyRequest) {
    const { ports, views } = this.surroundings;
    const order = await this.enter(request, link);
    const { atLeast } = queryIn(READING, request.query);
    await awaitPosition(ports, atLeast, views.cases);
    const shown = await this.caseOf(order, caseId);
    return acknowledgementOf(shown, { language: spokenIn(request), path: pathOf(link) });
  }

  /** A command of the buyer's on a case of their order. */
  private async act(
    exchange: Exchange,
    { link, caseId: known }: CaseIds,
    [command, body]: readonly [command: string, body: unknown],
    how: (exchange: Exchange, on: OnCase) => Promise<CaseShown>,
  ) {
    const order = await this.enter(exchange.request, link);
    queryIn({}, exchange.request.query);
    const { orderId, merchantId } = await this.caseOf(order, known);
    const caseId = CaseId.parse(known);
    const route = `POST /v1/buyer/cases/${caseId}/${command}`;
    const on = { by: 'buyer', merchantId, orderId, caseId, route, body } as const;
    return buyersCase(await how(exchange, on), pathOf(link));
  }

  /** A case of the link's own order; any other is as unknown as one that never was. */
  private async caseOf({ orderId, merchantId }: OrderDetails, caseId: string): Promise<CaseShown> {
    const shown = await ownDocument(this.surroundings.views.cases, caseId, merchantId);
    if (shown?.orderId !== orderId) throw notFound();
    return shown;
  }
}

interface CaseIds {
  readonly link: string;
  readonly caseId: string;
}

const pathOf = (link: string): string => `/v1/buyer/${link}`;
const spokenIn = ({ headers }: FastifyRequest) => languageOf(headers['accept-language']);
