export {
  inProcessEventBus,
  type BusHooks,
  type BusLimits,
  type InProcessEventBus,
  type InProcessEventBusOptions,
} from './in-process-event-bus.js';
export { inProcessRequests, type InProcessRequests } from './in-process-requests.js';
export { type PayloadSealer } from './outside-messages.js';
export { BusTaken } from './ownership.js';
export { type QueueLimits } from './request-queues.js';
