import { settlementModelsStory } from './stories/settlement-models.js';
import { startWalk } from './walk.js';

describe('settlement', () => settlementModelsStory(startWalk));
