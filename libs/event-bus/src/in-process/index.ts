export { busAtRest, type BusAtRest } from './bus-at-rest.js';
export { inProcessEventBus, type InProcessEventBus } from './in-process-event-bus.js';
export { inProcessRequests } from './in-process-requests.js';
export { type BusHooks, type BusLimits, type InProcessEventBusOptions } from './options.js';
export { type PayloadSealer } from './outside-messages.js';
export { BusTaken, own, type Ownership } from './ownership.js';
export { type QueueLimits } from '../serving/request-queues.js';
