import { wholeStory } from './refund/whole-story.js';

describe('a merchant of the direct service', () => wholeStory());
