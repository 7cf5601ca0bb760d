import { randomUUID } from 'node:crypto';
import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { eventually, onEngine, ownEngine } from '@libs/testing';
import { Partitioners } from 'kafkajs';
import {
  PATIENT,
  REQUEST_TOPICS,
  RequestsModule,
  restart,
  taken,
  TOPIC,
  UNKNOWN,
  wish,
} from '../contract/requests.fixtures.js';

import type { RequestTransport } from '../serving/transport.js';
import { kafkaClient } from './connection.js';
import { kafkaRequests, type KafkaRequestsOptions } from './index.js';

const transportOn = (
  brokers: string,
  prefix: string,
  over: Partial<KafkaRequestsOptions> = {},
): RequestTransport =>
  kafkaRequests({
    kafka: { brokers: brokers.split(','), clientId: 'spec', prefix },
    requestTopics: REQUEST_TOPICS,
    replyTopic: 'requests.replies',
    partitions: 3,
    replication: 1,
    partitionsAtOnce: 3,
    ...over,
  });

async function serving(transport: RequestTransport): Promise<INestApplication> {
  const app = await NestFactory.create(RequestsModule, new FastifyAdapter(), { logger: false });
  transport.attach(app);
  await app.startAllMicroservices();
  return app;
}

const askAll = (transport: RequestTransport, from: number, count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, n) =>
      transport.send(TOPIC, `key-${from + n}`, wish(`Ask${from + n}`), PATIENT),
    ),
  );

await onEngine('kafka', ({ url }) =>
  describe('requests over Kafka, with several processes at both ends', () => {
    beforeEach(restart);

    it('are all answered, to who asked, while gateways and services come and go', async () => {
      const prefix = `spec-${randomUUID()}.`;
      const [gateway, one, two] = [0, 1, 2].map(() => transportOn(url, prefix)) as [
        RequestTransport,
        RequestTransport,
        RequestTransport,
      ];
      const first = await serving(one);
      const answers = [...(await askAll(gateway, 0, 50))];
      const second = serving(two);
      for (let round = 1; round <= 3; round += 1) {
        const another = transportOn(url, prefix);
        const [here, there] = [
          askAll(gateway, round * 1000, 50),
          askAll(another, round * 2000 + 500, 50),
        ];
        answers.push(...(await here), ...(await there));
        await another.close();
      }
      await second;
      const last = askAll(gateway, 9000, 50);
      await first.close();
      answers.push(...(await last), ...(await askAll(gateway, 9500, 50)));
      await (await second).close();
      await Promise.all([gateway, one, two].map((each) => each.close()));
      expect(answers).toHaveLength(450);
      expect(answers.every((answer) => answer.outcome === UNKNOWN.outcome)).toBe(true);
    });

    it('pass over what is no request, and what nobody waits for any more', async () => {
      const prefix = `spec-${randomUUID()}.`;
      const [gateway, service] = [transportOn(url, prefix), transportOn(url, prefix)];
      const app = await serving(service);
      const stranger = kafkaClient({
        brokers: url.split(','),
        clientId: 'stranger',
        prefix: '',
      }).producer({ createPartitioner: Partitioners.DefaultPartitioner });
      await stranger.connect();
      const headers = {
        'request-id': 'r',
        'reply-to': 'x',
        'reply-partition': '0',
        'command-id': 'c',
      };
      const old = { ...headers, 'deadline-at': String(Date.now() - 1) };
      await stranger.send({
        topic: `${prefix}${TOPIC}`,
        messages: [
          { key: 'k', value: 'no JSON', headers: { ...headers, 'deadline-at': '9999999999999' } },
          { key: 'k', value: null },
          { value: '{}', headers: { 'request-id': 'r' } },
          { key: 'k', value: JSON.stringify(wish('Late')), headers: old },
        ],
      });
      await stranger.disconnect();
      expect(await gateway.send(TOPIC, 'k', wish('Ask'), PATIENT)).toEqual(UNKNOWN);
      expect(taken).toEqual(['Ask begins', 'Ask ends']);
      await app.close();
      await Promise.all([gateway.close(), service.close()]);
    });
  }),
);

const engine = await ownEngine('kafka');

if ('skipped' in engine)
  describe('brokers of requests', () =>
    it.skip(`are not there: ${engine.skipped}`, () => undefined));
else
  describe('requests over a broker that goes away', () => {
    beforeEach(restart);
    afterAll(() => engine.stop());

    const { kill, start, freeze, thaw } = engine.process;
    const away = [
      ['was killed', kill, start],
      ['stands still', freeze, () => Promise.resolve(thaw())],
    ] as const;
    const sentence = 'that %s fail without being done, are in trouble, and go on when it is back';

    it.each(away)(sentence, async (_, harm, end) => {
      const said: string[] = [];
      const hooks = { onAway: () => void said.push('away'), onBack: () => void said.push('back') };
      const both = transportOn(engine.url, `spec-${randomUUID()}.`, { hooks });
      const app = await serving(both);
      expect(await both.send(TOPIC, 'k', wish('Before'), PATIENT)).toEqual(UNKNOWN);
      // A broker that has just started says no to some at first: an outage of its own.
      await eventually(() => said.at(-1) !== 'away');
      said.length = 0;
      await harm();
      // Until it is noticed the outcome is unknown; then nothing is sent any more.
      const meanwhile = () =>
        both
          .send(TOPIC, 'k', wish('Meanwhile'), { deadlineMs: 1000 })
          .catch((error: Error) => error.name);
      await eventually(async () => (await meanwhile()) === 'RequestsUnavailable');
      expect(both.trouble()).toBeDefined();
      await end();
      await eventually(() => both.trouble() === undefined);
      expect(await both.send(TOPIC, 'k', wish('After'), PATIENT)).toEqual(UNKNOWN);
      await eventually(() => said.includes('back'));
      expect(said).toEqual(['away', 'back']);
      expect(taken).not.toContain('Meanwhile begins');
      await app.close();
      await both.close();
    });
  });
