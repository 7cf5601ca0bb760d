import { refundKindsStory } from './stories/refund-kinds.js';
import { startWalk } from './walk.js';

describe('refunds of every kind', () => refundKindsStory(startWalk));
