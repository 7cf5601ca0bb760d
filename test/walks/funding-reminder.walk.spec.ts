import { fundingReminderStory } from './stories/funding-reminder.js';
import { startWalk } from './walk.js';

describe('a merchant whose refund waits for a transfer', () => fundingReminderStory(startWalk));
