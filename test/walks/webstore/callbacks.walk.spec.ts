import { callbacksStory } from '../stories/callbacks.js';
import { startWalk } from '../walk.js';

describe('a shop whose buyer vanished after paying', () => callbacksStory(startWalk));
