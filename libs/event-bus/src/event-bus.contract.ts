import { opened, type BusUnderTest, type Skips } from './contract/playground.fixtures.js';
import { newsPromises } from './contract/news.contract.js';
import { outsidePromises } from './contract/outside.contract.js';
import { parkedPromises } from './contract/parked.contract.js';
import { progressPromises } from './contract/progress.contract.js';

export {
  ATTEMPTS_MAX,
  NEWS_TOPICS,
  OUTSIDE_TOPICS,
  type BusUnderTest,
} from './contract/playground.fixtures.js';

/**
 * What every event bus promises. Each adapter's spec is one call of this, with a factory of buses
 * on fresh ground, and a reason for each promise that it cannot keep.
 */
export function eventBusContract(
  name: string,
  open: () => Promise<BusUnderTest>,
  skips: Skips = {},
): void {
  describe(`${name} keeps the event bus contract`, () => {
    const play = opened(name, open, skips);
    newsPromises(play);
    outsidePromises(play);
    progressPromises(play);
    parkedPromises(play);
  });
}
