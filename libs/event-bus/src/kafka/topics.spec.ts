import { randomUUID } from 'node:crypto';
import { onEngine } from '@libs/testing';
import { ConfigResourceTypes } from 'kafkajs';
import { administration, kafkaClient } from './connection.js';
import { createTopics, MESSAGE_BYTES_MAX, type TopicPlan } from './topics.js';

await onEngine('kafka', ({ url }) =>
  describe('topics', () => {
    const kafka = kafkaClient({ brokers: url.split(','), clientId: 'spec', prefix: '' });
    const admin = administration(kafka);
    afterAll(() => admin.close());

    const planned = (over: Partial<TopicPlan> = {}): TopicPlan => ({
      topic: `spec-${randomUUID()}.orders.events`,
      partitions: 3,
      replication: 1,
      kept: 86_400_000,
      ...over,
    });
    const partitionsOf = (topic: string) =>
      admin.run(async (client) => {
        const { topics } = await client.fetchTopicMetadata({ topics: [topic] });
        return topics[0]?.partitions.map(({ replicas }) => replicas.length);
      });
    const settingsOf = (topic: string) =>
      admin.run(async (client) => {
        const resources = [{ type: ConfigResourceTypes.TOPIC, name: topic }];
        const { resources: found } = await client.describeConfigs({
          resources,
          includeSynonyms: false,
        });
        const entries = found[0]?.configEntries ?? [];
        return Object.fromEntries(
          entries.map(({ configName, configValue }) => [configName, configValue]),
        );
      });

    it('are made with the partitions, the replication and the retention of their plan', async () => {
      const plan = planned();
      await createTopics(admin, [plan]);
      expect(await partitionsOf(plan.topic)).toEqual([1, 1, 1]);
      expect(await settingsOf(plan.topic)).toMatchObject({
        'cleanup.policy': 'delete',
        'retention.ms': '86400000',
        'max.message.bytes': String(MESSAGE_BYTES_MAX),
      });
    });

    it('keep the last message of each key where the plan says so', async () => {
      const plan = planned({ partitions: 1, kept: 'last-of-key' });
      await createTopics(admin, [plan]);
      expect(await settingsOf(plan.topic)).toMatchObject({ 'cleanup.policy': 'compact' });
    });

    it('that are there stay as they are, also when two make them at once', async () => {
      const plan = planned();
      const another = planned();
      await createTopics(admin, [plan]);
      await Promise.all([
        createTopics(admin, [{ ...plan, partitions: 5 }, another]),
        createTopics(admin, [another]),
      ]);
      expect(await partitionsOf(plan.topic)).toHaveLength(3);
      expect(await partitionsOf(another.topic)).toHaveLength(3);
    });
  }),
);
