import { tenantsStory } from './stories/tenants.js';
import { startWalk } from './walk.js';

describe('another merchant’s ids', () => tenantsStory(startWalk));
