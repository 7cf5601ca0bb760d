import 'reflect-metadata';
import { runProcess } from '@libs/platform';
import { GatewayModule } from './gateway.module.js';
import { startDoor } from './start-door.js';

/** The gateway in a process of its own. */
await runProcess('gateway', startDoor(GatewayModule));
