import { mailsStory } from './stories/mails.js';
import { startWalk } from './walk.js';

describe('a mail server', () => mailsStory(startWalk));
