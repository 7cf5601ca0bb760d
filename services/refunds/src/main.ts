import 'reflect-metadata';
import { runProcess, startServiceProcess } from '@libs/platform';
import { RefundsModule } from './refunds.module.js';

/** The service in a process of its own. */
await runProcess('refunds', startServiceProcess(RefundsModule));
