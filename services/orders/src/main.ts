import 'reflect-metadata';
import { runProcess, startServiceProcess } from '@libs/platform';
import { OrdersModule } from './orders.module.js';

/** The service in a process of its own. */
await runProcess('orders', startServiceProcess(OrdersModule));
