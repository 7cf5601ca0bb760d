import { parkedStory } from './stories/parked.js';
import { startWalk } from './walk.js';

describe('a message that cannot be handled', () => parkedStory(startWalk));
