import { randomUUID } from 'node:crypto';
import { onEngine } from '@libs/testing';
import { kafkaClient, transactionalProducer } from './connection.js';
import { leave } from './silence.js';
import { takeName } from './transactions.js';

await onEngine('kafka', ({ url }) =>
  describe('a name of transactions', () => {
    it('is its predecessor’s no more once it is taken, before anything is published', async () => {
      const kafka = kafkaClient({ brokers: url.split(','), clientId: 'spec', prefix: '' });
      const topic = `spec-${randomUUID()}`;
      const admin = kafka.admin();
      await admin.connect();
      await admin.createTopics({ topics: [{ topic }], waitForLeaders: true });
      const [before, after] = [topic, topic].map((name) => transactionalProducer(kafka, name));
      if (before === undefined || after === undefined) throw new Error('there are two');
      await takeName(before);
      const transaction = await before.transaction();
      await transaction.send({
        topic,
        messages: [{ key: topic, value: 'told by who was only asleep' }],
      });
      await takeName(after);
      await expect(transaction.commit()).rejects.toThrow(/epoch|newer producer|fenced/iu);
      await Promise.all([admin.disconnect(), leave(before), leave(after)]);
    });
  }),
);
