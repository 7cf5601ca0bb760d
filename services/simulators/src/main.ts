import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { ConfigurationRefused, HealthController, runProcess, type Start } from '@libs/platform';
import { startDoor } from '@services/gateway';
import { SimulatorsModule } from './simulators.module.js';

@Module({ imports: [SimulatorsModule], controllers: [HealthController] })
class SimulatorsProcessModule {}

/** The simulators in a process of their own; they would play with real money elsewhere. */
const startInTestOnly: Start = (starting) => {
  if (starting.configuration.environment === 'production')
    throw new ConfigurationRefused(['simulators run with EXTRANET_ENV=test only']);
  return startDoor(SimulatorsProcessModule)(starting);
};

await runProcess('simulators', startInTestOnly);
