import { ParkedStatus } from '@libs/contracts';
import { awaitPosition, NeedsScope } from '@libs/platform';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pageOf } from '../answers/page.js';
import { bodyOf } from '../input/body-of.js';
import { NO_BODY } from '../input/no-body.js';
import { queryIn } from '../input/query.js';
import { SkipBody, SkipReason } from '../input/skip-body.js';
import { Operation } from '../openapi/operation.js';
import { SURROUNDINGS, type Surroundings } from '../surroundings.js';
import { actOnParked, type ParkedIds } from './act-on-parked.js';
import { parkedAnswer, waitingBehind } from './parked-answer.js';
import { LIST, PARKED_QUERY, RETRY, SKIP } from './parked-told.js';

const SKIP_REASON = bodyOf({ shape: SkipBody, contract: SkipReason });
/** What waits for somebody. */
const OPEN: readonly ParkedStatus[] = ['parked', 'waiting'];

/** Messages that could not be handled: what operators look at, try again and give up. */
@Controller('v1/operations/parked')
export class ParkedController {
  constructor(@Inject(SURROUNDINGS) private readonly surroundings: Surroundings) {}

  @Get()
  @NeedsScope('ops.parked.read')
  @Operation(LIST)
  async list(@Req() request: FastifyRequest) {
    const { ports, views } = this.surroundings;
    const query = queryIn(PARKED_QUERY, request.query);
    const { atLeast, status = OPEN, service, group, sort, limit, cursor } = query;
    await awaitPosition(ports, atLeast, views.parked);
    const page = await pageOf(ports, views.parked, {
      where: {
        status: { in: status },
        ...(service !== undefined && { service: { in: service } }),
        ...(group !== undefined && { group: { is: group } }),
      },
      sort: { by: 'parkedAt', direction: sort === '-parkedAt' ? 'descending' : 'ascending' },
      sortValue: ({ parkedAt }) => parkedAt,
      ...{ limit, cursor },
    });
    const behind = await waitingBehind(views.parked, page.items);
    return { ...page, items: page.items.map((line) => parkedAnswer(line, behind(line))) };
  }

  @Post(':group/:messageId/retry')
  @HttpCode(200)
  @NeedsScope('ops.parked.write')
  @Operation(RETRY)
  retry(
    @Param() ids: ParkedIds,
    @Body(NO_BODY) _nothing: undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    queryIn({}, request.query);
    return actOnParked(this.surroundings, { request, reply }, ids, (about) => ({
      type: 'RetryParkedMessage',
      data: about,
    }));
  }

  @Post(':group/:messageId/skip')
  @HttpCode(200)
  @NeedsScope('ops.parked.write')
  @ApiBody({ type: SkipBody })
  @Operation(SKIP)
  skip(
    @Param() ids: ParkedIds,
    @Body(SKIP_REASON) { reason }: SkipReason,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    queryIn({}, request.query);
    return actOnParked(this.surroundings, { request, reply }, ids, (about) => ({
      type: 'SkipParkedMessage',
      data: { ...about, reason },
    }));
  }
}
