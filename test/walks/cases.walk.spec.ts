import { casesStory } from './stories/cases.js';
import { startWalk } from './walk.js';

describe('a case of an order', () => casesStory(() => startWalk()));
