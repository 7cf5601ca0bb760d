import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandAnswer, CommandEnvelope } from '@libs/kernel';
import { Controller, Inject, Module, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { readConfiguration } from './configuration.js';
import type { Dispatch } from './dispatch.js';
import type { Health } from './health.js';
import { silentLogger } from './logging.js';
import { prometheusMetrics } from './metrics.js';
import { PlatformModule } from './platform.module.js';
import { portsFor } from './ports-for.js';
import { requestsFor } from './requests-for.js';
import type { Requests } from './requests.js';
import { ServiceModule } from './service.module.js';
import type { ServiceDefinition } from './service.js';
import { DISPATCH, HEALTH, REQUESTS } from './tokens.js';
import { clock, open, parcel, send, wish } from './toy.fixtures.js';

const toys: ServiceDefinition = {
  name: 'toys',
  requests: 'toys.requests',
  decides: [parcel],
  shows: [],
  follows: [],
  tells: [],
};

@Controller()
class ParcelController {
  constructor(@Inject(DISPATCH) private readonly dispatch: Dispatch) {}

  @MessagePattern('toys.requests')
  take(@Payload() envelope: CommandEnvelope): Promise<CommandAnswer> {
    return this.dispatch(envelope);
  }
}

@Module({ imports: [ServiceModule.of(toys)], controllers: [ParcelController] })
class ToysModule {}

/** A second service beside the first one: each has a door of its own. */
@Module({ imports: [ServiceModule.of({ ...toys, name: 'empty', decides: [] })] })
class EmptyModule {}

async function started(directory: string): Promise<INestApplication> {
  const configuration = readConfiguration({ EXTRANET_DATA: directory });
  const ports = await portsFor(configuration, { logger: silentLogger, clock });
  const transport = await requestsFor(configuration, silentLogger);
  const platform = PlatformModule.of({
    configuration,
    ports,
    requests: transport.requests,
    logger: silentLogger,
    metrics: prometheusMetrics({ withProcess: false }),
  });
  const root = { module: class Root {}, imports: [platform, EmptyModule, ToysModule] };
  const app = await NestFactory.create(root, new FastifyAdapter(), { logger: false });
  transport.attach(app);
  await app.startAllMicroservices();
  await app.init();
  return app;
}

describe('a service in Nest', () => {
  it('takes requests, and closes everything so that the next start finds it', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'nest-'));
    const first = await started(directory);
    const sent = await first.get<Requests>(REQUESTS).send('toys.requests', 'p', wish(send('p')));
    expect(sent).toMatchObject({ outcome: 'accepted', revision: 0 });
    expect(await first.get<Health>(HEALTH).readiness()).toMatchObject({ isReady: true });
    await first.close();

    const second = await started(directory);
    const opened = await second.get<Requests>(REQUESTS).send('toys.requests', 'p', wish(open('p')));
    expect(opened).toMatchObject({ outcome: 'accepted', revision: 1 });
    await second.close();
  });
});
