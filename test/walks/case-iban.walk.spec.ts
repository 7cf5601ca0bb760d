import { caseIbanStory } from './stories/case-iban.js';
import { startWalk } from './walk.js';

describe("a case whose refund needs the buyer's account", () => caseIbanStory(startWalk));
