import { z } from '@libs/kernel';

/** What specs tell and hear of; processes that specs start know it too, and no test library. */
export const NEWS = 'orders.events';
export const OUTSIDE = 'bank.events';
export const NEWS_TOPICS = { [NEWS]: ['order'] };
export const OUTSIDE_TOPICS = {
  [OUTSIDE]: z.object({ type: z.string(), data: z.strictObject({ n: z.int() }) }),
};
export const ATTEMPTS_MAX = 3;
