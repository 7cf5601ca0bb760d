import { PAGE_MAX, START } from '@libs/event-store';
import { z } from '@libs/kernel';
import { NeedsScope, parsedInput, PORTS, type Ports } from '@libs/platform';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiResponse } from '@nestjs/swagger';

const Hearing = z.strictObject({
  after: z
    .string()
    .regex(/^\d{20}$/u, 'must be a position: 20 digits')
    .default(START),
});

/** What a settlement system hears on `refunds.events` of all that is told there. */
const HEARD = [
  'OrderReadyForSettlement',
  'AdvanceReadyForDeduction',
  'SettlementConfirmed',
  'SettlementRefused',
  'SettlementCancelled',
];
/** Looked at for one answer; what is not heard moves the position on all the same. */
const LOOKED_AT_MAX = Math.min(1000, PAGE_MAX);

/** News for the settlement system where no Kafka carries them: in order, after a position. */
@Controller('v1/simulator/settlement')
export class SettlementFeedController {
  constructor(@Inject(PORTS) private readonly ports: Ports) {}

  @Get()
  @NeedsScope('simulator.write')
  @ApiQuery({ name: 'after', required: false, schema: { type: 'string', pattern: '^\\d{20}$' } })
  @ApiResponse({
    status: 200,
    description: 'What was told after the position, in order, and the position to go on after.',
  })
  @ApiResponse({ status: 400, description: 'It is no position.' })
  @ApiOperation({
    tags: ['Simulator'],
    summary: 'Hear what the settlement system is told',
    security: [{ bearer: [] }],
  })
  async hear(@Query() query: unknown) {
    const { after } = parsedInput(Hearing, query, 'query');
    const { events, position } = await this.ports.store.readAll({
      after,
      types: HEARD,
      limit: LOOKED_AT_MAX,
    });
    const items = events.map((event) => {
      const { id, type, data } = event;
      return { id, type, time: event.metadata.occurredAt, position: event.position, data };
    });
    return { items, position };
  }
}
