import { onEngine, PATIENCE_MS } from '@libs/testing';
import { GROUP, NEWS, numbers, outgoing, OUTSIDE } from '../contract/playground.fixtures.js';
import type { Message } from '../event-bus.js';
import { outgoingOnTheWire, type Wire } from './cloud-events.js';
import { kafkaClient, plainProducer } from './connection.js';
import { NO_CLOUD_EVENT } from './envelope.js';
import { openBus, type KafkaUnderTest } from './open-bus.fixtures.js';

await onEngine('kafka', ({ url }) =>
  describe('what lies on a topic and is no message of ours', () => {
    let under: KafkaUnderTest;
    beforeEach(async () => void (under = await openBus(url)));
    afterEach(() => under.close());

    it.each([
      ['is no CloudEvent', { key: 'odd', value: 'hello' }, NO_CLOUD_EVENT],
      ['has no value', { key: 'odd', value: null }, NO_CLOUD_EVENT],
      ['has data that are no JSON', { ...wire(7), key: 'odd', value: '{' }, 'Fact'],
      ['is of another shape than declared', { ...wire(7), key: 'odd', value: '{"n":"x"}' }, 'Fact'],
    ] as const)('is parked when it %s, and others go on', async (_why, odd, type) => {
      const got = await listen(OUTSIDE);
      await lay(OUTSIDE, [wire(1), odd, wire(2)]);
      await under.bus.settled({ timeoutMs: PATIENCE_MS });
      expect(numbers(got)).toEqual([1, 2]);
      const parked = await under.bus.parked(GROUP);
      expect(parked.map(({ message }) => message)).toMatchObject([{ key: 'odd', type }]);
    });

    it('is passed over when it is of a type that the group does not follow', async () => {
      const got = await listen(OUTSIDE, ['Fact']);
      const newer = { ...wire(7).headers, ce_type: 'fi.merchant-extranet.bank.fact.v2' };
      const unknown = { ...wire(8).headers, ce_type: 'com.example.unheard-of' };
      await lay(OUTSIDE, [
        wire(1),
        { ...wire(7), headers: newer },
        { ...wire(8), headers: unknown, value: 'no JSON' },
        wire(2),
      ]);
      await under.bus.settled({ timeoutMs: PATIENCE_MS });
      expect(numbers(got)).toEqual([1, 2]);
      expect(await under.bus.parked(GROUP)).toEqual([]);
    });

    it('is parked among news, too, and skipped by an operator', async () => {
      const got = await listen(NEWS);
      await lay(NEWS, [{ key: 'odd', value: '{}' }]);
      await under.bus.settled({ timeoutMs: PATIENCE_MS });
      const [parked] = await under.bus.parked(GROUP);
      await under.bus.skip(GROUP, parked?.message.id ?? '', 'operator', 'laid there by hand');
      expect(await under.bus.parked(GROUP)).toEqual([]);
      expect(got).toEqual([]);
    });

    /** A handler as policies are: it asks for data of its contract. */
    async function listen(topic: string, types?: readonly string[]): Promise<Message[]> {
      const got: Message[] = [];
      await under.bus.subscribe({
        group: GROUP,
        topic,
        from: 'beginning',
        ...(types !== undefined && { types }),
        handler: async (message) => {
          if (message.type === NO_CLOUD_EVENT) throw new Error('no CloudEvent');
          got.push(message);
        },
      });
      return got;
    }

    async function lay(topic: string, messages: readonly Laid[]): Promise<void> {
      const producer = plainProducer(
        kafkaClient({ brokers: url.split(','), clientId: 'stranger', prefix: '' }),
      );
      await producer.connect();
      await producer.send({ topic: `${under.prefix}${topic}`, messages: [...messages] });
      await producer.disconnect();
    }
  }),
);

type Laid = Omit<Wire, 'value'> & { readonly value: string | null };

function wire(n: number): Wire {
  return outgoingOnTheWire(OUTSIDE, outgoing(n));
}
