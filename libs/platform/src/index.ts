export * from './clock.js';
export {
  ConfigurationRefused,
  readConfiguration,
  SELF_MADE_ISSUER,
  type Configuration,
  type MasterKeySource,
  type SignIn,
} from './configuration.js';
export { dispatcher, type Dispatch, type Dispatching } from './dispatcher.js';
export * from './input.js';
export { errorFields, jsonLogger, silentLogger, type LogFields, type Logger } from './logging.js';
export {
  prometheusMetrics,
  type Metrics,
  type MetricsOptions,
  type MetricsSource,
  type ViewLag,
} from './metrics.js';
export { nestLogger } from './nest-logger.js';
export { policySubscription, type Patience, type PolicyRunning } from './policy-runner.js';
export * from './ports.js';
export * from './requests.js';
export * from './scopes.js';
export * from './secrets.js';
export * from './service.js';
export * from './tokens.js';
