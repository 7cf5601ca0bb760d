import { randomUUID } from 'node:crypto';
import { onEngine } from '@libs/testing';
import { commitSurely } from './committing.js';
import { kafkaClient } from './connection.js';

await onEngine('kafka', ({ url }) =>
  describe('an offset', () => {
    it('is committed, or is told not to be, also by a consumer that stops', async () => {
      const kafka = kafkaClient({ brokers: url.split(','), clientId: 'spec', prefix: '' });
      const topic = `spec-${randomUUID()}`;
      const admin = kafka.admin();
      await admin.connect();
      await admin.createTopics({ topics: [{ topic }], waitForLeaders: true });
      // A consumer whose offset lies beyond the end of its topic commits -1 by itself.
      const producer = kafka.producer();
      await producer.connect();
      const messages = Array.from({ length: 9 }, (_, n) => ({ value: String(n) }));
      await producer.send({ topic, messages });
      const consumer = kafka.consumer({ groupId: topic });
      await consumer.connect();
      await consumer.subscribe({ topic });
      const joined = new Promise((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve));
      await consumer.run({ autoCommit: false, eachBatch: () => Promise.resolve() });
      await joined;
      const mark = (offset: string) => [{ topic, partition: 0, offset }];
      await Promise.all(['1', '2', '3'].map((offset) => commitSurely(consumer, mark(offset))));
      const [committed] = await admin.fetchOffsets({ groupId: topic, topics: [topic] });
      expect(committed?.partitions).toMatchObject([{ partition: 0, offset: '3' }]);
      const stopping = consumer.stop();
      await expect(commitSurely(consumer, mark('7'))).rejects.toMatchObject({
        name: 'EventBusUnavailable',
      });
      await stopping;
      await Promise.all([consumer, producer, admin].map((each) => each.disconnect()));
    });
  }),
);
