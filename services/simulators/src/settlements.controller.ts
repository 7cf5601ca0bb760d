import { SettlementId, z } from '@libs/kernel';
import { awaitPosition, NeedsScope, parsedInput, PORTS, type Ports } from '@libs/platform';
import { settlementsView } from '@libs/contracts';
import { Controller, Get, Inject, NotFoundException, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiResponse } from '@nestjs/swagger';

const Reading = z.strictObject({ atLeast: z.string().optional() });

/** What the settlement system has been told of its settlements. */
@Controller('v1/simulator/settlements')
export class SettlementsController {
  constructor(@Inject(PORTS) private readonly ports: Ports) {}

  @Get(':settlementId')
  @NeedsScope('simulator.write')
  @ApiQuery({ name: 'atLeast', required: false, schema: { type: 'string' } })
  @ApiResponse({ status: 200, description: 'The settlement and the answers to its lines.' })
  @ApiResponse({ status: 404, description: 'No settlement has this id.' })
  @ApiOperation({
    tags: ['Simulator'],
    summary: 'See what the settlement system has been told',
    security: [{ bearer: [] }],
  })
  async settlement(@Param('settlementId') settlementId: string, @Query() query: unknown) {
    const { atLeast } = parsedInput(Reading, query, 'query');
    const settlements = await this.ports.views.open(settlementsView);
    await awaitPosition(this.ports, atLeast, settlements);
    const id = SettlementId.safeParse(settlementId).data ?? '';
    const found = id === '' ? undefined : (await settlements.load([id])).get(id);
    if (found === undefined) throw new NotFoundException();
    return found.document;
  }
}
