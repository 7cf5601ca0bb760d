import { paymentsStory } from './stories/payments.js';
import { startWalk } from './walk.js';

describe('a payment', () => paymentsStory(startWalk));
