import { transfersStory } from './stories/transfers.js';
import { startWalk } from './walk.js';

describe('a bank transfer that nobody awaits', () => transfersStory(startWalk));
