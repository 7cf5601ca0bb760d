export { type DriverLog, type KafkaSettings } from './connection.js';
export { kafkaEventBus, type KafkaEventBus } from './kafka-event-bus.js';
export {
  type KafkaEventBusOptions,
  type KafkaHooks,
  type KafkaLimits,
  type TopicSettings,
} from './options.js';
