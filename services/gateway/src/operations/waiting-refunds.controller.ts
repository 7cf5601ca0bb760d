import { plainReference } from '@libs/kernel';
import { awaitPosition, NeedsScope } from '@libs/platform';
import { Controller, Get, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { pageOf } from '../answers/page.js';
import { choice, PAGING, textParameter, wholeNumber } from '../input/parameters.js';
import { queryIn } from '../input/query.js';
import { Operation } from '../openapi/operation.js';
import { SURROUNDINGS, type Surroundings } from '../surroundings.js';

const WAITING = {
  ...PAGING,
  amount: wholeNumber('Waiting for exactly this sum, in cents.', {
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER - 1,
  }),
  reference: textParameter('Waiting under this reference number, with or without leading zeros.', {
    max: 20,
    pattern: /^\d{4,20}$/u,
    takes: 'a reference number: 4 to 20 digits',
  }),
  sort: choice('Longest waiting first when left out.', ['waitsSince', '-waitsSince']),
};

/** Refunds that wait for a transfer: among them an operator finds what an unmatched one is for. */
@Controller('v1/operations/waiting-refunds')
export class WaitingRefundsController {
  constructor(@Inject(SURROUNDINGS) private readonly surroundings: Surroundings) {}

  @Get()
  @NeedsScope('ops.transfers.read')
  @Operation({
    tag: 'Operations',
    summary: "Refunds of all merchants that wait for their merchant's transfer",
    description: 'What each merchant was told to transfer, and since when it is awaited.',
    parameters: WAITING,
    answers: [{ status: 200, description: 'A page.', schema: 'WaitingRefundPage' }],
    problems: ['invalid-input', 'view-behind'],
  })
  async list(@Req() request: FastifyRequest) {
    const { ports, views } = this.surroundings;
    const query = queryIn(WAITING, request.query);
    const { atLeast, amount, reference, sort, limit, cursor } = query;
    await awaitPosition(ports, atLeast, views.waitingRefunds);
    return pageOf(ports, views.waitingRefunds, {
      where: {
        ...(amount !== undefined && { 'funding.amount.minorUnits': { is: amount } }),
        ...(reference !== undefined && { 'funding.reference': { is: plainReference(reference) } }),
      },
      sort: { by: 'waitsSince', direction: sort === '-waitsSince' ? 'descending' : 'ascending' },
      sortValue: ({ waitsSince }) => waitsSince,
      ...{ limit, cursor },
    });
  }
}
