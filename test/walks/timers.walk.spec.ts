import { timersStory } from './stories/timers.js';
import { startWalk } from './walk.js';

describe('time', () => timersStory(startWalk));
