import { shippingStory } from './stories/shipping.js';
import { startWalk } from './walk.js';

describe('an order that is shipped', () => shippingStory(startWalk));
