import type { Clock } from '../clock.js';
import type { Configuration } from '../configuration.js';
import { jsonLogger, type Logger } from '../logging.js';
import { prometheusMetrics } from '../metrics.js';
import type { Platform } from '../platform.js';
import { portsFor } from '../ports-for.js';
import { requestsFor, type RequestsChosen } from '../requests-for.js';

/** What a process stands on, with the way to put its controllers at the end of requests. */
export interface OpenPlatform extends Pick<RequestsChosen, 'attach'> {
  readonly platform: Platform;
}

export interface PlatformOptions {
  readonly logger?: Logger;
  readonly clock?: Clock;
}

/** Opens the engines that the configuration names. Fails without leaving anything open. */
export async function openPlatform(
  configuration: Configuration,
  { logger = jsonLogger(configuration.logLevel), clock }: PlatformOptions = {},
): Promise<OpenPlatform> {
  const ports = await portsFor(configuration, { logger, ...(clock !== undefined && { clock }) });
  const { requests, attach } = await requestsFor(configuration, logger);
  const metrics = prometheusMetrics();
  return { platform: { configuration, ports, requests, logger, metrics }, attach };
}
