import { Settlement } from '@libs/contracts';
import { SettlementId } from '@libs/kernel';
import { awaitPosition, NeedsScope } from '@libs/platform';
import { Controller, Get, Inject, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { asOf, pageOf } from '../answers/page.js';
import { choice, choices, moment, PAGING, READING } from '../input/parameters.js';
import { queryIn } from '../input/query.js';
import { Operation } from '../openapi/operation.js';
import { merchantOf, notFound } from '../reading.js';
import { SURROUNDINGS, type Surroundings, type Views } from '../surroundings.js';
import { settlementAnswer, settlementDeductions, settlementLines } from './settlement-answer.js';

const SETTLEMENTS = {
  ...PAGING,
  status: choices('Any of these states.', [...Settlement.unwrap().shape.status.options]),
  from: moment('Proposed at or after: a moment, or a date (a day in Europe/Helsinki).'),
  to: moment('Proposed before: a moment, or a date, whose day is left out.'),
  sort: choice('Newest first when left out.', ['-proposedAt', 'proposedAt']),
};

const OF_ONE = {
  tag: 'Settlements',
  parameters: READING,
  pathTexts: { settlementId: 'The id of the settlement, as an order names it.' },
  problems: ['invalid-input', 'not-found', 'view-behind'],
} as const;

/** What left for the merchant, or is about to: settlements, and the orders in each of them. */
@Controller('v1/settlements')
export class SettlementsController {
  constructor(@Inject(SURROUNDINGS) private readonly surroundings: Surroundings) {}

  @Get()
  @NeedsScope('refunds.settlement.read')
  @Operation({
    tag: 'Settlements',
    summary: 'Settlements with their sums',
    description:
      'Sums are of the lines that stand: net = gross - refunded - commission - deducted.',
    parameters: SETTLEMENTS,
    answers: [{ status: 200, description: 'A page.', schema: 'SettlementPage' }],
    problems: ['invalid-input', 'view-behind'],
  })
  async list(@Req() request: FastifyRequest) {
    const { ports, views } = this.surroundings;
    const query = queryIn(SETTLEMENTS, request.query);
    const { atLeast, status, from, to, sort, limit, cursor } = query;
    await awaitPosition(ports, atLeast, views.settlements);
    const page = await pageOf(ports, views.settlements, {
      where: {
        merchantId: { is: merchantOf(request) },
        ...(status !== undefined && { status: { in: status } }),
        ...((from ?? to) !== undefined && {
          proposedAt: { ...(from !== undefined && { from }), ...(to !== undefined && { to }) },
        }),
      },
      sort: { by: 'proposedAt', direction: sort === 'proposedAt' ? 'ascending' : 'descending' },
      sortValue: ({ proposedAt }) => proposedAt,
      ...{ limit, cursor },
    });
    return { ...page, items: page.items.map(settlementAnswer) };
  }

  @Get(':settlementId')
  @NeedsScope('refunds.settlement.read')
  @Operation({
    ...OF_ONE,
    summary: 'One settlement with its sums',
    answers: [{ status: 200, description: 'The settlement.', schema: 'Settlement' }],
  })
  async one(@Param('settlementId') settlementId: string, @Req() request: FastifyRequest) {
    return settlementAnswer(await this.own(request, settlementId));
  }

  @Get(':settlementId/lines')
  @NeedsScope('refunds.settlement.read')
  @Operation({
    ...OF_ONE,
    summary: 'The orders in a settlement, each with its sums and how its account answered',
    answers: [{ status: 200, description: 'All its lines.', schema: 'SettlementLineList' }],
  })
  async lines(@Param('settlementId') settlementId: string, @Req() request: FastifyRequest) {
    return this.allOf(request, settlementId, settlementLines);
  }

  @Get(':settlementId/deductions')
  @NeedsScope('refunds.settlement.read')
  @Operation({
    ...OF_ONE,
    summary: 'What a settlement took back of refunds that were advanced (balance model)',
    answers: [{ status: 200, description: 'All of it.', schema: 'SettlementDeductionList' }],
  })
  async deductions(@Param('settlementId') settlementId: string, @Req() request: FastifyRequest) {
    return this.allOf(request, settlementId, settlementDeductions);
  }

  /** A list within a settlement: it has an end, so it is one page. */
  private async allOf<Item>(
    request: FastifyRequest,
    settlementId: string,
    itemsOf: (views: Views, settlement: Settlement) => Promise<readonly Item[]>,
  ) {
    const { ports, views } = this.surroundings;
    const settlement = await this.own(request, settlementId);
    const seen = await asOf(ports, views.settlements);
    return { items: await itemsOf(views, settlement), next: null, prev: null, asOf: seen };
  }

  /** The caller's settlement; another merchant's is as unknown as one that never was. */
  private async own(request: FastifyRequest, given: string): Promise<Settlement> {
    const { ports, views } = this.surroundings;
    const { atLeast } = queryIn(READING, request.query);
    const merchantId = merchantOf(request);
    await awaitPosition(ports, atLeast, views.settlements);
    const settlementId = SettlementId.safeParse(given).data;
    if (settlementId === undefined) throw notFound();
    const found = (await views.settlements.load([settlementId])).get(settlementId)?.document;
    if (found?.merchantId !== merchantId) throw notFound();
    return found;
  }
}
