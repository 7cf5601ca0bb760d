import 'reflect-metadata';
import { runProcess, startServiceProcess } from '@libs/platform';
import { ShippingModule } from './shipping.module.js';

/** The service in a process of its own. */
await runProcess('shipping', startServiceProcess(ShippingModule));
