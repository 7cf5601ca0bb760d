import 'reflect-metadata';
import { runProcess, startServiceProcess } from '@libs/platform';
import { MerchantsModule } from './merchants.module.js';

/** The service in a process of its own. */
await runProcess('merchants', startServiceProcess(MerchantsModule));
