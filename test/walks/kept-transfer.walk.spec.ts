import { keptTransferStory } from './stories/kept-transfer.js';
import { startWalk } from './walk.js';

describe('a transfer that comes before its refund is approved', () => keptTransferStory(startWalk));
