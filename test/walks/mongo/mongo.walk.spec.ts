import { randomUUID } from 'node:crypto';
import { onEngine } from '@libs/testing';
import { wholeStory } from '../refund/whole-story.js';
import { startWalk } from '../walk.js';

await onEngine('mongodb', ({ url }) =>
  describe('a merchant of the direct service, with views and keys in MongoDB', () => {
    const run = randomUUID().slice(0, 8);
    wholeStory(() =>
      startWalk({
        EXTRANET_VIEW_STORE: 'mongo',
        EXTRANET_KEY_STORE: 'mongo',
        EXTRANET_MONGODB: url,
        EXTRANET_VIEW_DATABASE: `walk-${run}-views`,
        EXTRANET_KEY_DATABASE: `walk-${run}-keys`,
      }),
    );
  }),
);
