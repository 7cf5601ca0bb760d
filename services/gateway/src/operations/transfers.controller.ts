import { Transfer } from '@libs/contracts';
import { NeedsScope, awaitPosition } from '@libs/platform';
import { Controller, Get, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { pageOf } from '../answers/page.js';
import { choice, choices, PAGING } from '../input/parameters.js';
import { queryIn } from '../input/query.js';
import { Operation } from '../openapi/operation.js';

import { SURROUNDINGS, type Surroundings } from '../surroundings.js';

const TRANSFERS = {
  ...PAGING,
  status: choices('Any of these states; `unmatched` ones wait for an operator.', [
    ...Transfer.unwrap().shape.status.options,
  ]),
  sort: choice('Newest first when left out.', ['-receivedAt', 'receivedAt']),
};

/** What the institution's operators look at. */
@Controller('v1/operations/transfers')
export class TransfersController {
  constructor(@Inject(SURROUNDINGS) private readonly surroundings: Surroundings) {}

  @Get()
  @NeedsScope('ops.transfers.read')
  @Operation({
    tag: 'Operations',
    summary: "Bank transfers to the institution's account, matched or not",
    parameters: TRANSFERS,
    answers: [{ status: 200, description: 'A page.', schema: 'TransferPage' }],
    problems: ['invalid-input', 'view-behind'],
  })
  async list(@Req() request: FastifyRequest) {
    const { ports, views } = this.surroundings;
    const { atLeast, status, sort, limit, cursor } = queryIn(TRANSFERS, request.query);
    await awaitPosition(ports, atLeast, views.transfers);
    return pageOf(ports, views.transfers, {
      where: status === undefined ? {} : { status: { in: status } },
      sort: { by: 'receivedAt', direction: sort === 'receivedAt' ? 'ascending' : 'descending' },
      sortValue: ({ receivedAt }) => receivedAt,
      limit,
      cursor,
    });
  }
}
