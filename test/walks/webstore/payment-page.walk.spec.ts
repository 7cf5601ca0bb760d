import { paymentPageStory } from '../stories/payment-page.js';
import { startWalk } from '../walk.js';

describe('the page on which a buyer pays', () => paymentPageStory(startWalk));
