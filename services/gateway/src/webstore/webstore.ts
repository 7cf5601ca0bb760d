import { systemClock, type Configuration, type Logger } from '@libs/platform';
import type { Surroundings } from '../surroundings.js';
import { attemptsWithin, type Attempts } from './sign-in/attempts.js';
import { shopsOf, type FindShop } from './sign-in/shops.js';

/** What the messages of web stores stand on, besides what everything does. */
export interface Webstore extends Surroundings {
  readonly findShop: FindShop;
  readonly attempts: Attempts;
  readonly logger: Logger;
  readonly environment: Configuration['environment'];
  /** Where buyers pay; without one the test environment has its own page. */
  readonly paymentPage: string | undefined;
  readonly campaigns: Configuration['campaigns'];
}

/** Injection token of the `Webstore`. */
export const WEBSTORE = Symbol('Webstore');

/** So many wrong hashes or passwords a minute are borne, for one seller from one address. */
const FAILURES_MAX = 10;
const WINDOW_MS = 60_000;
const NAMES_MAX = 10_000;

export function webstoreOf(
  surroundings: Surroundings,
  logger: Logger,
  {
    environment,
    paymentPage,
    campaigns,
  }: Pick<Configuration, 'environment' | 'paymentPage' | 'campaigns'>,
): Webstore {
  return {
    ...surroundings,
    ...{ logger, environment, paymentPage, campaigns },
    findShop: shopsOf(surroundings.ports, surroundings.views),
    attempts: attemptsWithin({
      failuresMax: FAILURES_MAX,
      windowMs: WINDOW_MS,
      namesMax: NAMES_MAX,
      now: () => Date.parse(systemClock.now()),
    }),
  };
}
