import { startWalk, type StartWalk } from '../walk.js';
import { afterSettlement } from './after-settlement.js';
import { beforeSettlement } from './before-settlement.js';
import { orderAndPayment } from './order-and-payment.js';
import { settlement } from './settlement.js';
import { newStory } from './story.js';
import { strangersAndRestart } from './strangers-and-restart.js';

/** The story of the foundation: one order, its refunds and its settlement, over real HTTP. */
export function wholeStory(start: StartWalk = startWalk): void {
  const story = newStory(start);
  beforeAll(() => story.begin());
  afterAll(() => story.walk.end());

  orderAndPayment(story);
  beforeSettlement(story);
  settlement(story);
  afterSettlement(story);
  strangersAndRestart(story);
}
