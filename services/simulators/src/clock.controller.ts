import { Timestamp, z } from '@libs/kernel';
import { NeedsScope, parsedInput, PORTS, type Ports } from '@libs/platform';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { moveTime } from './move-time.js';

const NO_QUERY = z.strictObject({});
const To = z.strictObject({ to: Timestamp });
const SHOWN = { type: 'object', properties: { now: { type: 'string', format: 'date-time' } } };

/** The clock of the test environment: what is due falls due when it is moved past it. */
@Controller('v1/simulator/clock')
export class ClockController {
  constructor(@Inject(PORTS) private readonly ports: Ports) {}

  @Get()
  @NeedsScope('simulator.write')
  @ApiOperation({ tags: ['Simulator'], summary: 'The time it is', security: [{ bearer: [] }] })
  @ApiResponse({ status: 200, description: 'The time it is.', schema: SHOWN })
  now(@Query() query: unknown) {
    parsedInput(NO_QUERY, query, 'query');
    return { now: this.ports.clock.now() };
  }

  @Post()
  @HttpCode(200)
  @NeedsScope('simulator.write')
  @ApiOperation({
    tags: ['Simulator'],
    summary: 'Move the clock forward',
    description: 'Answers when all that was due by then is done, in its order. Never back.',
    security: [{ bearer: [] }],
  })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['to'],
      properties: { to: { type: 'string', format: 'date-time' } },
      additionalProperties: false,
    },
    examples: { spring: { value: { to: '2027-03-01T00:00:00.000Z' } } },
  })
  @ApiResponse({ status: 200, description: 'The time it is now.', schema: SHOWN })
  @ApiResponse({ status: 400, description: 'It is no moment, or one that has passed.' })
  @ApiResponse({ status: 503, description: 'What is due is not done in time; ask again.' })
  async move(@Body() body: unknown, @Query() query: unknown) {
    parsedInput(NO_QUERY, query, 'query');
    const { to } = parsedInput(To, body);
    await moveTime(this.ports, to);
    return { now: this.ports.clock.now() };
  }
}
