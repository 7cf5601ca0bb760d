import { eventually, ownEngine, PATIENCE_MS } from '@libs/testing';
import { GROUP, NEWS, outgoing, OUTSIDE, fact, numbers } from '../contract/playground.fixtures.js';
import { EMPTY } from '@libs/event-store';
import type { Message } from '../event-bus.js';
import { openBus, type KafkaUnderTest } from './open-bus.fixtures.js';

const engine = await ownEngine('kafka');

if ('skipped' in engine)
  describe('brokers', () => it.skip(`are not there: ${engine.skipped}`, () => undefined));
else
  describe(`a broker of ${engine.product}`, () => {
    const said: string[] = [];
    let under: KafkaUnderTest | undefined;
    const opened = async (over: Parameters<typeof openBus>[1] = {}): Promise<KafkaUnderTest> => {
      said.length = 0;
      const hooks = {
        onAway: ({ error }: { readonly error: unknown }) => void said.push(String(error)),
        onBack: () => void said.push('back'),
      };
      return (under = await openBus(engine.url, { hooks, ...over }));
    };
    afterEach(() => under?.close());
    afterAll(() => engine.stop());

    const { kill, start, freeze, thaw } = engine.process;
    const away = [
      ['is killed', kill, start],
      ['stands still', freeze, () => Promise.resolve(thaw())],
    ] as const;

    it.each(away)('that %s is told once, and when it is back all goes on', async (_, harm, end) => {
      const { bus, store } = await opened();
      const got: Message[] = [];
      await bus.subscribe({
        group: GROUP,
        topic: NEWS,
        from: 'beginning',
        handler: (message) => Promise.resolve(void got.push(message)),
      });
      await store.append('order-1', EMPTY, [fact('order-1', 1)]);
      await bus.settled({ timeoutMs: PATIENCE_MS });
      // A broker that has just started says no to some at first: an outage of its own.
      await eventually(() => said.length === 0 || said.at(-1) === 'back');
      said.length = 0;
      await harm();
      await store.append('order-2', EMPTY, [fact('order-2', 2)]);
      await eventually(() => said.length > 0);
      await expect(bus.publish(OUTSIDE, [outgoing(1)])).rejects.toMatchObject({
        name: 'EventBusUnavailable',
      });
      await expect(bus.progress()).rejects.toMatchObject({ name: 'EventBusUnavailable' });
      await end();
      await eventually(() => got.length >= 2);
      await eventually(() => said.includes('back'));
      expect(said).toEqual([expect.stringMatching(/EventBusUnavailable: Kafka/u), 'back']);
      expect(numbers(got)).toEqual([1, 2]);
      expect(bus.relays.troubles()).toEqual(new Map());
      expect((await bus.progress())[0]?.trouble).toBeUndefined();
    });

    it('that refuses the credentials is told once, with what it said', async () => {
      const sasl = { mechanism: 'plain', username: 'extranet', password: 'verysecret' } as const;
      const brokers = engine.url.split(',');
      const { bus } = await opened({ kafka: { brokers, clientId: 'spec', prefix: '', sasl } });
      await eventually(() => said.length > 0);
      const failing = bus.publish(OUTSIDE, [outgoing(1)]);
      await expect(failing).rejects.toMatchObject({ name: 'EventBusUnavailable' });
      expect(said).toHaveLength(1);
      expect(said.join()).not.toContain('verysecret');
      expect([...bus.relays.troubles().keys()]).toEqual([`${NEWS}.relay`]);
    });
  });
