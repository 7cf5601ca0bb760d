import { manyParcelsStory } from './stories/many-parcels.js';
import { startWalk } from './walk.js';

describe('a request with parcels of many orders', () => manyParcelsStory(startWalk));
