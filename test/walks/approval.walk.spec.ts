import { approvalStory } from './stories/approval.js';
import { startWalk } from './walk.js';

describe('a refund that two people decide about', () => approvalStory(startWalk));
