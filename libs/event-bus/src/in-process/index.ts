export { inProcessRequests, type InProcessRequests } from './in-process-requests.js';
export { type QueueLimits } from './request-queues.js';
