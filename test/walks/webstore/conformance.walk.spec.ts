import { webstoreOrderStory } from '../stories/webstore-order.js';
import { startWalk } from '../walk.js';
import type { Way } from './shop.js';

describe.each<Way>(['hashes', 'Basic', 'multipart'])('a shop that speaks by %s', (way) =>
  webstoreOrderStory(startWalk, way),
);
