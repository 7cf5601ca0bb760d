import { afterSettlement } from './refund/after-settlement.js';
import { beforeSettlement } from './refund/before-settlement.js';
import { orderAndPayment } from './refund/order-and-payment.js';
import { settlement } from './refund/settlement.js';
import { newStory } from './refund/story.js';
import { strangersAndRestart } from './refund/strangers-and-restart.js';

/** The story of the foundation: one order, its refunds and its settlement, over real HTTP. */
describe('a merchant of the direct service', () => {
  const story = newStory();
  beforeAll(() => story.begin());
  afterAll(() => story.walk.end());

  orderAndPayment(story);
  beforeSettlement(story);
  settlement(story);
  afterSettlement(story);
  strangersAndRestart(story);
});
