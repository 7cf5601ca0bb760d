import { randomUUID } from 'node:crypto';
import { EMPTY, type EventStore } from '@libs/event-store';
import { memoryEventStore } from '@libs/event-store/memory';
import { onEngine, PATIENCE_MS } from '@libs/testing';
import { v7 } from 'uuid';
import { beginRelaysAfter, RelayHasBegun } from './beginning.js';
import { kafkaEventBus } from './index.js';

const metadata = {
  actor: { kind: 'user', id: 'liisa' },
  commandId: '0d6a3b0e-6f0c-4b87-9a53-1f2c3d4e5f60',
  fingerprint: 'YQ3zpM1nE2o',
  correlationId: 'request',
  causationId: 'command',
  occurredAt: '2026-03-03T09:30:00.123Z',
  recordedAt: '2026-03-03T09:30:00.456Z',
} as const;

const add = (store: EventStore, stream: string) =>
  store.append(stream, EMPTY, [{ id: v7(), type: 'OrderReceived', data: {}, metadata }]);

await onEngine('kafka', ({ url }) =>
  describe('relays that begin after a position', () => {
    it('tell nothing that was recorded before, and all that comes', async () => {
      const store = memoryEventStore();
      for (let n = 0; n < 20; n += 1) await add(store, `order-${n}`);
      const kafka = { brokers: url.split(','), clientId: 'spec', prefix: `${randomUUID()}.` };
      const begin = async () =>
        beginRelaysAfter(
          { kafka, replication: 1, names: ['orders.events', 'orders.told'] },
          await store.head(),
        );
      await begin();
      await begin();
      const bus = kafkaEventBus({
        ...{ kafka, source: store, parkedStore: store },
        strip: (event) => event,
        newsTopics: { 'orders.events': ['order'] },
        outsideTopics: {},
        topics: { partitions: 1, replication: 1, keptMs: () => 3_600_000 },
        clock: { now: () => new Date().toISOString() },
      });
      const told: string[] = [];
      bus.relays.carryNews('orders.events');
      await bus.subscribe({
        group: 'spec.listener',
        topic: 'orders.events',
        from: 'beginning',
        handler: async ({ key }) => void told.push(key),
      });
      await add(store, 'order-new');
      await bus.settled({ timeoutMs: PATIENCE_MS });
      expect(told).toEqual(['order-new']);
      await bus.close();
      await expect(begin()).rejects.toThrow(RelayHasBegun);
    });
  }),
);
