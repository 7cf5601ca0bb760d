import { NeedsScope, awaitPosition } from '@libs/platform';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { READING } from '../input/parameters.js';
import { queryIn } from '../input/query.js';
import { Operation } from '../openapi/operation.js';
import { notFound, ownDocument, withETag } from '../reading.js';
import { callerOf } from '../sign-in/caller.js';
import { SURROUNDINGS, type Surroundings } from '../surroundings.js';

/** The caller's own company, web stores, service and users. */
@Controller('v1/merchant')
export class MerchantController {
  constructor(@Inject(SURROUNDINGS) private readonly surroundings: Surroundings) {}

  @Get()
  @NeedsScope('merchants.merchant.read')
  @Operation({
    tag: 'Merchant',
    summary: 'Your company, web stores, service agreement and users',
    parameters: READING,
    headers: ['If-None-Match'],
    answers: [
      {
        status: 200,
        description: 'The merchant of the token.',
        schema: 'Merchant',
        headers: ['ETag'],
      },
      { status: 304, description: 'Nothing has changed.' },
    ],
    problems: ['invalid-input', 'not-found', 'view-behind'],
  })
  async information(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { ports, views } = this.surroundings;
    const { tenant } = callerOf(request);
    const { atLeast } = queryIn(READING, request.query);
    await awaitPosition(ports, atLeast, views.merchants);
    const merchant = await ownDocument(views.merchants, tenant, tenant);
    if (merchant === undefined) throw notFound();
    const { revision, ...information } = merchant;
    return withETag(request, reply, { merchant: revision }, () => information);
  }
}
