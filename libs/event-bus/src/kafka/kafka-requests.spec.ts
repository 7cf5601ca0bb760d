import { randomUUID } from 'node:crypto';
import { onEngine } from '@libs/testing';
import { REQUEST_TOPICS } from '../contract/requests.fixtures.js';
import { requestsContract } from '../requests.contract.js';
import { kafkaRequests } from './index.js';

await onEngine('kafka', ({ url }) =>
  requestsContract(
    'over Kafka',
    (limits) =>
      Promise.resolve(
        kafkaRequests({
          kafka: { brokers: url.split(','), clientId: 'spec', prefix: `spec-${randomUUID()}.` },
          requestTopics: REQUEST_TOPICS,
          replyTopic: 'requests.replies',
          partitions: 3,
          replication: 1,
          partitionsAtOnce: 3,
          limits,
        }),
      ),
    { knowsNobody: 'a topic keeps requests until somebody takes them, or past their deadline' },
  ),
);
