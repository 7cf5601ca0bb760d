import type { AccountTransaction } from '@libs/contracts';
import { NeedsScope, awaitPosition } from '@libs/platform';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { orderLinks } from '../answers/links.js';
import { asOf, pageOf } from '../answers/page.js';
import { standingPages } from '../answers/standing-pages.js';
import { READING } from '../input/parameters.js';
import { queryIn } from '../input/query.js';
import { Operation } from '../openapi/operation.js';
import { merchantOf } from '../reading.js';
import { callerOf } from '../sign-in/caller.js';
import { SURROUNDINGS, type Surroundings } from '../surroundings.js';
import { pendingGroups } from './pending-work.js';
import { searched } from './searched.js';
import { conditionsOf, sortOf, sortValueBy, TRANSACTIONS } from './transactions-query.js';

/** Account Transactions: the list with search and filters, and the summary of waiting work. */
@Controller('v1/transactions')
export class TransactionsController {
  private readonly pages = standingPages();

  constructor(@Inject(SURROUNDINGS) private readonly surroundings: Surroundings) {}

  @Get()
  @NeedsScope('orders.order.read')
  @Operation({
    tag: 'Transactions',
    summary: 'Account Transactions: orders with their state and money',
    description:
      'Newest first. Cursors are opaque: follow `next` and `prev` with the same filters.',
    parameters: TRANSACTIONS,
    answers: [{ status: 200, description: 'A page.', schema: 'TransactionPage' }],
    problems: ['invalid-input', 'view-behind'],
  })
  async list(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { ports, views } = this.surroundings;
    reply.header('Content-Type', 'application/json; charset=utf-8');
    const asker = `${callerOf(request).tenant} ${request.url}`;
    const position = await views.transactions.position();
    const standing = this.pages.find(asker, position, ports.clock.now());
    return standing ?? this.pages.write(asker, await this.page(request));
  }

  private async page(request: FastifyRequest) {
    const { ports, views } = this.surroundings;
    const query = queryIn(TRANSACTIONS, request.query);
    await awaitPosition(ports, query.atLeast, views.transactions);
    const sort = sortOf(query);
    const page = await pageOf(ports, views.transactions, {
      where: conditionsOf(query, merchantOf(request)),
      search: query.q === undefined ? undefined : searched(query.q),
      sort,
      sortValue: sortValueBy(sort),
      limit: query.limit,
      cursor: query.cursor,
    });
    return { ...page, items: page.items.map(lineOf) };
  }

  @Get('summary')
  @NeedsScope('orders.order.read')
  @Operation({
    tag: 'Transactions',
    summary: 'How much work waits, by kind, and since when',
    parameters: READING,
    answers: [{ status: 200, description: 'Each group, also empty ones.', schema: 'Summary' }],
    problems: ['invalid-input', 'view-behind'],
  })
  async summary(@Req() request: FastifyRequest) {
    const { ports, views } = this.surroundings;
    const { atLeast } = queryIn(READING, request.query);
    await awaitPosition(ports, atLeast, views.transactions);
    const seen = await asOf(ports, views.transactions);
    const groups = await pendingGroups(views.transactions, merchantOf(request));
    return { groups, asOf: seen };
  }
}

const lineOf = ({ merchantId: _merchantId, ...line }: AccountTransaction) => ({
  ...line,
  href: orderLinks(line.orderId).self,
});
