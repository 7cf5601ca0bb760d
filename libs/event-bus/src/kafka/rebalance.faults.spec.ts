import { setTimeout as sleep } from 'node:timers/promises';
import { onEngine, PATIENCE_MS } from '@libs/testing';
import { GROUP, numberOf, outgoing, OUTSIDE } from '../contract/playground.fixtures.js';
import type { EventBus, Message } from '../event-bus.js';
import { openBus, type KafkaUnderTest } from './open-bus.fixtures.js';

const TOPICS = { partitions: 4, replication: 1, keptMs: () => 3_600_000 };

await onEngine('kafka', ({ url }) =>
  describe('a group of several processes', () => {
    const opened: KafkaUnderTest[] = [];
    afterEach(async () => {
      await Promise.all(opened.splice(0).map(({ close }) => close()));
    });

    it('handles all in order, and hardly any again, while processes come and go', async () => {
      const handled: Message[] = [];
      const first = await openBus(url, { topics: TOPICS });
      opened.push(first);
      await join(first.bus, handled);
      let n = 0;
      const tell = async (count: number): Promise<void> => {
        for (const end = n + count; n < end;) {
          const keyed = (each: number) => ({ ...outgoing(each), key: `key-${each % 10}` });
          await first.bus.publish(OUTSIDE, [keyed((n += 1)), keyed((n += 1))]);
          await sleep(2);
        }
      };
      for (let round = 0; round < 2; round += 1) {
        const telling = tell(300);
        const second = first.another();
        opened.push(second);
        await join(second.bus, handled);
        await telling;
        const more = tell(300);
        await opened.pop()?.close();
        await more;
      }
      await first.bus.settled({ timeoutMs: PATIENCE_MS });
      // On a busy machine another process may take a partition a moment before the last save.
      expect(handled.length - n).toBeLessThan(n / 100);
      expect(new Set(handled.map(({ id }) => id)).size).toBe(n);
      for (let key = 0; key < 10; key += 1) {
        const ofKey = handled.filter((each) => each.key === `key-${key}`).map(numberOf);
        expect(ofKey).toEqual([...ofKey].sort((one, other) => one - other));
      }
    });

    const join = (bus: EventBus, handled: Message[]): Promise<void> =>
      bus.subscribe({
        group: GROUP,
        topic: OUTSIDE,
        from: 'beginning',
        handler: async (message) => {
          await sleep(1);
          handled.push(message);
        },
      });
  }),
);
