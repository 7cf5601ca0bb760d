import { NeedsScope, awaitPosition } from '@libs/platform';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pageOf } from '../answers/page.js';
import { bodyOf } from '../input/body-of.js';
import { NO_BODY } from '../input/no-body.js';
import { READING } from '../input/parameters.js';
import { queryIn } from '../input/query.js';
import {
  AllocationBody,
  AllocationWish,
  SendBackBody,
  SendBackWish,
} from '../input/transfer-body.js';
import { Operation } from '../openapi/operation.js';
import { SURROUNDINGS, type Surroundings } from '../surroundings.js';
import { actOnTransfer, knownTransfer, neededFor } from './act-on-transfer.js';
import { transferAnswer } from './transfer-answer.js';
import { ALLOCATE, LIST, ONE, SEND_BACK, SENT_BACK, TRANSFERS_QUERY } from './transfers-told.js';

const ALLOCATION = bodyOf({ shape: AllocationBody, contract: AllocationWish });
const SEND_BACK_BODY = bodyOf({ shape: SendBackBody, contract: SendBackWish });

/** Bank transfers: what operators look at, and what they do about those that nobody awaits. */
@Controller('v1/operations/transfers')
export class TransfersController {
  constructor(@Inject(SURROUNDINGS) private readonly surroundings: Surroundings) {}

  @Get()
  @NeedsScope('ops.transfers.read')
  @Operation(LIST)
  async list(@Req() request: FastifyRequest) {
    const { ports, views } = this.surroundings;
    const { atLeast, status, sort, limit, cursor } = queryIn(TRANSFERS_QUERY, request.query);
    await awaitPosition(ports, atLeast, views.transfers);
    const page = await pageOf(ports, views.transfers, {
      where: status === undefined ? {} : { status: { in: status } },
      sort: { by: 'receivedAt', direction: sort === 'receivedAt' ? 'ascending' : 'descending' },
      sortValue: ({ receivedAt }) => receivedAt,
      limit,
      cursor,
    });
    return { ...page, items: page.items.map(transferAnswer) };
  }

  @Get(':transferId')
  @NeedsScope('ops.transfers.read')
  @Operation(ONE)
  async one(@Param('transferId') transferId: string, @Req() request: FastifyRequest) {
    const { ports, views } = this.surroundings;
    await awaitPosition(ports, queryIn(READING, request.query).atLeast, views.transfers);
    return transferAnswer(await knownTransfer(this.surroundings, transferId));
  }

  @Post(':transferId/allocate')
  @HttpCode(200)
  @NeedsScope('ops.transfers.write')
  @ApiBody({ type: AllocationBody })
  @Operation(ALLOCATE)
  allocate(
    @Param('transferId') transferId: string,
    @Body(ALLOCATION) body: AllocationWish,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    queryIn({}, request.query);
    return actOnTransfer(
      this.surroundings,
      { request, reply },
      {
        ...{ transferId, word: 'allocate', body },
        command: async ({ by: allocatedBy, ...about }) => {
          const needed = await neededFor(this.surroundings, body);
          return {
            type: 'AllocateTransfer',
            data: { ...about, ...body, ...(needed !== undefined && { needed }), allocatedBy },
          };
        },
      },
    );
  }

  @Post(':transferId/send-back')
  @HttpCode(200)
  @NeedsScope('ops.transfers.write')
  @ApiBody({ type: SendBackBody })
  @Operation(SEND_BACK)
  sendBack(
    @Param('transferId') transferId: string,
    @Body(SEND_BACK_BODY) body: SendBackWish,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    queryIn({}, request.query);
    return actOnTransfer(
      this.surroundings,
      { request, reply },
      {
        ...{ transferId, word: 'send-back', body },
        command: ({ by: decidedBy, ...about }) => ({
          type: 'SendTransferBack',
          data: { ...about, ...body, decidedBy },
        }),
      },
    );
  }

  @Post(':transferId/sent-back')
  @HttpCode(200)
  @NeedsScope('ops.transfers.write')
  @Operation(SENT_BACK)
  sentBack(
    @Param('transferId') transferId: string,
    @Body(NO_BODY) _nothing: undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    queryIn({}, request.query);
    return actOnTransfer(
      this.surroundings,
      { request, reply },
      {
        ...{ transferId, word: 'sent-back', body: null },
        command: ({ by: sentBackBy, ...about }) => ({
          type: 'NoteTransferSentBack',
          data: { ...about, sentBackBy },
        }),
      },
    );
  }
}
