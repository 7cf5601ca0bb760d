export { beginRelaysAfter, RelayHasBegun } from './beginning.js';
export { type DriverLog, type KafkaSettings } from './connection.js';
export { kafkaEventBus, type KafkaEventBus } from './kafka-event-bus.js';
export { kafkaRequests } from './kafka-requests.js';
export { type KafkaRequestsOptions, type KafkaRequestLimits } from './request-ground.js';
export {
  type KafkaEventBusOptions,
  type KafkaHooks,
  type KafkaLimits,
  type TopicSettings,
} from './options.js';
