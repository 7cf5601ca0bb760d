import type { Configuration } from './configuration.js';
import type { Logger } from './logging.js';
import type { Metrics } from './metrics.js';
import type { Ports } from './ports.js';
import type { Requests } from './requests.js';

/** What one process stands on, made before Nest starts. */
export interface Platform {
  readonly configuration: Configuration;
  readonly ports: Ports;
  readonly requests: Requests;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Timers fire from then on: history that is still being told must not fall due. */
  readonly timersFrom?: Promise<void>;
}
