import { setTimeout as sleep } from 'node:timers/promises';
import {
  Global,
  Inject,
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { dispatcher } from './dispatcher.js';
import { healthOf, lagsOf } from './health.js';
import { platformService } from './parked/platform-service.js';
import type { Platform } from './platform.js';
import { RunningServices } from './running-services.js';
import { startService } from './service-runner.js';
import {
  CLOCK,
  CONFIGURATION,
  HEALTH,
  LOGGER,
  METRICS,
  PLATFORM,
  PORTS,
  REQUESTS,
} from './tokens.js';

/** How long handlers and projectors may take to finish what they have in hand. */
const STOP_MS_MAX = 15_000;

/** Gives every module its ports, and closes them after everything else has ended. */
@Global()
@Module({})
export class PlatformModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(PLATFORM) private readonly platform: Platform,
    @Inject(RunningServices) private readonly services: RunningServices,
  ) {}

  static of(platform: Platform): DynamicModule {
    const { configuration, ports, requests, logger, metrics } = platform;
    const services = new RunningServices();
    const running = { ports, requests, services: () => services.all() };
    metrics.watch(lagsOf(running));
    const providers = [
      { provide: PLATFORM, useValue: platform },
      { provide: CONFIGURATION, useValue: configuration },
      { provide: PORTS, useValue: ports },
      { provide: REQUESTS, useValue: requests },
      { provide: LOGGER, useValue: logger },
      { provide: METRICS, useValue: metrics },
      { provide: CLOCK, useValue: ports.clock },
      { provide: HEALTH, useValue: healthOf(running) },
      { provide: RunningServices, useValue: services },
    ];
    return {
      module: PlatformModule,
      providers,
      exports: providers.map(({ provide }) => provide),
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    const { ports, logger, metrics } = this.platform;
    const { store, clock } = ports;
    const dispatch = dispatcher(platformService, { store, clock });
    this.services.add(await startService(platformService, ports, { dispatch, logger, metrics }));
  }

  /** Nest has closed the doors by now: nothing new comes in. */
  async onApplicationShutdown(): Promise<void> {
    const { ports, requests } = this.platform;
    const stopped = this.services.stop().then(() => Promise.all([requests.close(), ports.close()]));
    const isStopped = await Promise.race([
      stopped.then(() => true),
      sleep(STOP_MS_MAX, false, { ref: false }),
    ]);
    if (!isStopped) this.platform.logger.warn('stopped before all had ended');
  }
}
