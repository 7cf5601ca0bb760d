export {
  ConnectionStringRefused,
  readConnectionString,
  type Connection,
} from './eventstoredb/connection-string.js';
export { copyLog, TargetHoldsAnother, type LogCopying } from './copy-log.js';
export * from './event-store.js';
export { commandHandler, MalformedCommand, type CommandHandling } from './handle-command.js';
export {
  digestOf,
  pagesOf,
  runningDigest,
  type LogDigest,
  type RunningDigest,
} from './log-digest.js';
