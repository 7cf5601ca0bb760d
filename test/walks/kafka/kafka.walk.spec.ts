import { randomUUID } from 'node:crypto';
import { onEngine } from '@libs/testing';
import { wholeStory } from '../refund/whole-story.js';
import { startWalk } from '../walk.js';

await onEngine('kafka', ({ url }) =>
  describe('a merchant of the direct service, with news and requests on Kafka', () =>
    wholeStory(() =>
      startWalk({
        EXTRANET_EVENT_BUS: 'kafka',
        EXTRANET_REQUESTS: 'kafka',
        EXTRANET_KAFKA: `kafka://${url}`,
        EXTRANET_KAFKA_PREFIX: `walk-${randomUUID().slice(0, 8)}.`,
        EXTRANET_KAFKA_PARTITIONS: '2',
      }),
    )),
);
