import { buyerSideStory } from './stories/buyer-side.js';
import { startWalk } from './walk.js';

describe("the buyer's side of an order", () => buyerSideStory(() => startWalk()));
