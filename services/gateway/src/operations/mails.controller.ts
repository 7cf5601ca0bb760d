import { UnsentMail } from '@libs/contracts';
import { awaitPosition, NeedsScope } from '@libs/platform';
import { Controller, Get, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { pageOf } from '../answers/page.js';
import { choice, choices, PAGING } from '../input/parameters.js';
import { queryIn } from '../input/query.js';
import { Operation } from '../openapi/operation.js';
import { SURROUNDINGS, type Surroundings } from '../surroundings.js';

const MAILS = {
  ...PAGING,
  status: choices('Any of these states; those that were `given-up` are sent by nobody any more.', [
    ...UnsentMail.unwrap().shape.status.options,
  ]),
  sort: choice('Newest first when left out.', ['-changedAt', 'changedAt']),
};

/** Mails that their readers do not have: what operators look at when a mail server is away. */
@Controller('v1/operations/mails')
export class MailsController {
  constructor(@Inject(SURROUNDINGS) private readonly surroundings: Surroundings) {}

  @Get()
  @NeedsScope('ops.mails.read')
  @Operation({
    tag: 'Operations',
    summary: 'Mails that were not taken: to be tried again, or given up',
    description: 'Names no address and no word of theirs. A mail that goes out leaves the list.',
    parameters: MAILS,
    answers: [{ status: 200, description: 'A page.', schema: 'UnsentMailPage' }],
    problems: ['invalid-input', 'view-behind'],
  })
  async list(@Req() request: FastifyRequest) {
    const { ports, views } = this.surroundings;
    const { atLeast, status, sort, limit, cursor } = queryIn(MAILS, request.query);
    await awaitPosition(ports, atLeast, views.unsentMails);
    return pageOf(ports, views.unsentMails, {
      where: status === undefined ? {} : { status: { in: status } },
      sort: { by: 'changedAt', direction: sort === 'changedAt' ? 'ascending' : 'descending' },
      sortValue: ({ changedAt }) => changedAt,
      limit,
      cursor,
    });
  }
}
