import { webstoreMessagesStory } from '../stories/webstore-messages.js';
import { startWalk } from '../walk.js';

describe('a shop', () => webstoreMessagesStory(startWalk));
