import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Health } from './health.js';
import type { Metrics } from './metrics.js';
import { HEALTH, METRICS } from './tokens.js';

/** As much of an HTTP reply as is needed here, whatever serves it. */
interface Reply {
  code(status: number): unknown;
  header(name: string, value: string): unknown;
}

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
  async ready(@Res({ passthrough: true }) reply: Reply) {
    const { isReady, checks } = await this.health.readiness();
    reply.code(isReady ? 200 : 503);
    return { status: isReady ? 'ok' : 'failing', checks };
  }

  @Get('metrics')
  async page(@Res({ passthrough: true }) reply: Reply) {
    reply.header('Content-Type', this.metrics.contentType);
    return this.metrics.page();
  }
}
