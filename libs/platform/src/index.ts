export * from './at-least.js';
export { buyerLinks, type BuyerLinks } from './buyer-link.js';
export type { Campaign } from './campaigns.js';
export * from './clock.js';
export {
  ConfigurationRefused,
  readConfiguration,
  SELF_MADE_ISSUER,
  type Configuration,
  type MasterKeySource,
  type SignIn,
} from './configuration.js';
export type { Dispatch } from './dispatch.js';
export { dispatcher, type Dispatching } from './dispatcher.js';
export { DataDirectoryRefused, DirectoryNotInUse } from './data-directory.js';
export { HealthController } from './health.controller.js';
export { healthOf, lagsOf, type Check, type Health, type Readiness } from './health.js';
export * from './input.js';
export { LogTooOld } from './log-too-old.js';
export { errorFields, jsonLogger, silentLogger, type LogFields, type Logger } from './logging.js';
export {
  prometheusMetrics,
  type Metrics,
  type MetricsOptions,
  type MetricsSource,
  type ViewLag,
} from './metrics.js';
export { nestLogger } from './nest-logger.js';
export { backUp, BackupRefused, type TellProgress } from './operations/backup.js';
export { NotEmbedded } from './operations/embedded.js';
export { moveHouse, MoveRefused, type Moved } from './operations/move-house.js';
export { BackupUnusable, type BackupManifest } from './operations/manifest.js';
export { restore, RestoreRefused, type Restored } from './operations/restore.js';
export { outagesOf, type Outages } from './outages.js';
export { policySubscription, type Patience, type PolicyRunning } from './policy-runner.js';
export { PlatformModule } from './platform.module.js';
export { type Platform } from './platform.js';
export { portsFor, type PortsOptions } from './ports-for.js';
export { fileMails } from './mails/file-mails.js';
export { MailNotSent, type Letter, type MailSender } from './mails/mail-sender.js';
export { addressBook, type AddressBook, type Mailing, type MailToSend } from './mails/mailing.js';
export { movableClock, type MovableClock } from './movable-clock.js';
export * from './ports.js';
export { openPlatform, type OpenPlatform, type PlatformOptions } from './process/open-platform.js';
export {
  runProcess,
  startPatiently,
  type Start,
  type Started,
  type Starting,
} from './process/run-process.js';
export { serve } from './process/serve.js';
export { startServiceProcess } from './process/start-service-process.js';
export { requestsFor, type RequestsChosen } from './requests-for.js';
export * from './requests.js';
export * from './scopes.js';
export * from './secrets.js';
export {
  startService,
  type RunningProjector,
  type RunningService,
  type ServiceRunning,
} from './service-runner.js';
export { ServiceModule } from './service.module.js';
export * from './service.js';
export * from './shown.js';
export * from './tokens.js';
