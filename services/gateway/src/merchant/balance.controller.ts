import { Advance, type MerchantBalance } from '@libs/contracts';
import { NOTHING } from '@libs/kernel';
import { awaitPosition, NeedsScope } from '@libs/platform';
import { Controller, Get, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { orderLinks, settlementPath } from '../answers/links.js';
import { asOf, pageOf } from '../answers/page.js';
import { choice, choices, PAGING, READING } from '../input/parameters.js';
import { queryIn } from '../input/query.js';
import { Operation } from '../openapi/operation.js';
import { merchantOf } from '../reading.js';
import { SURROUNDINGS, type Surroundings } from '../surroundings.js';

const ADVANCES = {
  ...PAGING,
  status: choices('Any of these states; `owed` is not taken back yet, or not all of it.', [
    ...Advance.unwrap().shape.status.options,
  ]),
  sort: choice('Oldest first when left out.', ['advancedAt', '-advancedAt']),
};

const LINKS = { self: '/v1/merchant/balance', advances: '/v1/merchant/advances' };
const NOTHING_OWED = {
  advanced: NOTHING,
  recovered: NOTHING,
  beingDeducted: NOTHING,
  owed: NOTHING,
};

/** What a merchant's coming payouts owe, and why (domain: Settlement). */
@Controller('v1/merchant')
export class BalanceController {
  constructor(@Inject(SURROUNDINGS) private readonly surroundings: Surroundings) {}

  @Get('balance')
  @NeedsScope('refunds.settlement.read')
  @Operation({
    tag: 'Settlements',
    summary: 'What your coming payouts owe for refunds that we advanced',
    description:
      'In the balance model a refund after settlement is paid to the buyer at once and deducted from coming payouts. `owed` is what they have not covered yet: your debt.',
    parameters: READING,
    answers: [{ status: 200, description: 'The sums.', schema: 'MerchantBalance' }],
    problems: ['invalid-input', 'not-found', 'view-behind'],
  })
  async balance(@Req() request: FastifyRequest) {
    const { ports, views } = this.surroundings;
    const merchantId = merchantOf(request);
    const { atLeast } = queryIn(READING, request.query);
    await awaitPosition(ports, atLeast, views.balances);
    const seen = await asOf(ports, views.balances);
    const found = (await views.balances.load([merchantId])).get(merchantId)?.document;
    return { ...(found === undefined ? NOTHING_OWED : sumsIn(found)), links: LINKS, asOf: seen };
  }

  @Get('advances')
  @NeedsScope('refunds.settlement.read')
  @Operation({
    tag: 'Settlements',
    summary: 'Orders whose refunds we advanced, with what settlements took back',
    parameters: ADVANCES,
    answers: [{ status: 200, description: 'A page.', schema: 'AdvancePage' }],
    problems: ['invalid-input', 'not-found', 'view-behind'],
  })
  async advances(@Req() request: FastifyRequest) {
    const { ports, views } = this.surroundings;
    const merchantId = merchantOf(request);
    const { atLeast, status, sort, limit, cursor } = queryIn(ADVANCES, request.query);
    await awaitPosition(ports, atLeast, views.advances);
    const page = await pageOf(ports, views.advances, {
      where: {
        merchantId: { is: merchantId },
        ...(status !== undefined && { status: { in: status } }),
      },
      sort: { by: 'advancedAt', direction: sort === '-advancedAt' ? 'descending' : 'ascending' },
      sortValue: ({ advancedAt }) => advancedAt,
      ...{ limit, cursor },
    });
    return { ...page, items: page.items.map(advanceAnswer) };
  }
}

function sumsIn({ advanced, recovered, beingDeducted, owed }: MerchantBalance) {
  return { advanced, recovered, beingDeducted, owed };
}

function advanceAnswer({ merchantId: _merchantId, deductions, ...advance }: Advance) {
  return {
    ...advance,
    deductions: deductions.map((each) => ({ ...each, href: settlementPath(each.settlementId) })),
    href: orderLinks(advance.orderId).self,
  };
}
