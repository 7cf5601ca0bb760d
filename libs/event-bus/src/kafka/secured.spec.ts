import { randomUUID } from 'node:crypto';
import { EMPTY } from '@libs/event-store';
import { memoryEventStore } from '@libs/event-store/memory';
import { eventually, securedKafka } from '@libs/testing';
import { fact, GROUP, NEWS, numbers, outgoing, OUTSIDE } from '../contract/playground.fixtures.js';
import type { Message } from '../event-bus.js';
import type { KafkaSettings } from './connection.js';
import { busIn } from './open-bus.fixtures.js';
import type { KafkaEventBus } from './index.js';

const engine = await securedKafka();

if ('skipped' in engine)
  describe('brokers that want to know who comes', () =>
    it.skip(`are not there: ${engine.skipped}`, () => undefined));
else
  describe(`${engine.product}, which wants a certificate and a password`, () => {
    const { ca, username, password, member } = engine.access;
    const tls = { ca, cert: member.cert, key: member.key };
    const sasl = { mechanism: 'scram-sha-512', username, password } as const;
    const store = memoryEventStore();
    const said: string[] = [];
    let bus: KafkaEventBus | undefined;
    const opened = (over: Pick<KafkaSettings, 'tls' | 'sasl'>): KafkaEventBus => {
      said.length = 0;
      const prefix = `spec-${randomUUID()}.`;
      return (bus = busIn(engine.url, prefix, store, {
        kafka: { brokers: engine.url.split(','), clientId: 'spec', prefix, ...over },
        hooks: { onAway: ({ error }) => void said.push(String(error)) },
      }));
    };
    afterEach(() => bus?.close());
    afterAll(() => engine.stop());

    it.each(['scram-sha-512', 'plain'] as const)(
      'takes one with both, by %s',
      async (mechanism) => {
        const { relays, subscribe } = opened({ tls, sasl: { ...sasl, mechanism } });
        relays.carryNews(NEWS);
        const got: Message[] = [];
        const handler = (message: Message) => Promise.resolve(void got.push(message));
        await subscribe({ group: GROUP, topic: NEWS, from: 'beginning', handler });
        const stream = `order-${mechanism}`;
        await store.append(stream, EMPTY, [fact(stream, 1)]);
        await eventually(() => got.some((each) => each.stream === stream));
        expect(numbers(got.filter((each) => each.stream === stream))).toEqual([1]);
      },
    );

    const strangers: readonly (readonly [string, Pick<KafkaSettings, 'tls' | 'sasl'>])[] = [
      ['another password', { tls, sasl: { ...sasl, password: 'guessed-word' } }],
      ['no certificate', { tls: { ca }, sasl }],
      ['no password', { tls }],
      ['another authority', { tls: true, sasl }],
      ['no encryption', { sasl }],
    ];
    it.each(strangers)('does not take one with %s, who is told so', async (_what, access) => {
      const { publish, relays } = opened(access);
      await expect(publish(OUTSIDE, [outgoing(1)])).rejects.toMatchObject({
        name: 'EventBusUnavailable',
      });
      relays.carryNews(NEWS);
      await eventually(() => said.length > 0);
      expect(said).toHaveLength(1);
      expect(said.join()).not.toMatch(new RegExp(`guessed-word|${password}`, 'u'));
    });
  });
