import { HEALTH, METRICS, type Health, type Metrics } from '@libs/platform';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

/** For whoever runs the process: no token, no merchant's data. */
@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(
    @Inject(HEALTH) private readonly health: Health,
    @Inject(METRICS) private readonly metrics: Metrics,
  ) {}

  @Get('livez')
  live() {
    return { status: 'ok' };
  }

  @Get('readyz')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const { isReady, checks } = await this.health.readiness();
    reply.code(isReady ? 200 : 503);
    return { status: isReady ? 'ok' : 'failing', checks };
  }

  @Get('metrics')
  async page(@Res({ passthrough: true }) reply: FastifyReply) {
    reply.header('Content-Type', this.metrics.contentType);
    return this.metrics.page();
  }
}
