import { Inject, Module, type DynamicModule, type OnApplicationBootstrap } from '@nestjs/common';
import type { Dispatch } from './dispatch.js';
import { dispatcher } from './dispatcher.js';
import { parkedCommands } from './parked/parked-commands.js';
import type { Platform } from './platform.js';
import { RunningServices } from './running-services.js';
import type { ServiceDefinition } from './service.js';
import { startService } from './service-runner.js';
import { DISPATCH, PLATFORM } from './tokens.js';

const DEFINITION = Symbol('Definition');

/** What a service's own module imports: gives its controllers `DISPATCH`, and sets it to work. */
@Module({})
export class ServiceModule implements OnApplicationBootstrap {
  constructor(
    @Inject(DEFINITION) private readonly definition: ServiceDefinition,
    @Inject(DISPATCH) private readonly dispatch: Dispatch,
    @Inject(PLATFORM) private readonly platform: Platform,
    @Inject(RunningServices) private readonly services: RunningServices,
  ) {}

  static of(definition: ServiceDefinition): DynamicModule {
    return {
      module: ServiceModule,
      providers: [
        { provide: DEFINITION, useValue: definition },
        {
          provide: DISPATCH,
          inject: [PLATFORM],
          useFactory: (platform: Platform) => {
            const { metrics } = platform;
            const { store, clock, bus } = platform.ports;
            const besides = parkedCommands({ service: definition.name, bus, store });
            const dispatch = dispatcher(definition, { store, clock, metrics, besides });
            return definition.through?.(dispatch, platform) ?? dispatch;
          },
        },
      ],
      exports: [DISPATCH],
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    const { ports, logger, metrics, timersFrom } = this.platform;
    const { definition, dispatch } = this;
    this.services.add(
      await startService(definition, ports, {
        ...{ dispatch, logger, metrics },
        ...(timersFrom !== undefined && { timersFrom }),
      }),
    );
  }
}
