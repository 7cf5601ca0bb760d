import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { freePort, ownAuthority, type Authority } from '@libs/testing';
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
import { requestsContract } from '../requests.contract.js';
import { tcpRequests } from './index.js';

requestsContract('over TCP', async (limits) => {
  const listen = { host: '127.0.0.1', port: await freePort() };
  const here = REQUEST_TOPICS.filter((topic) => topic !== 'risk.requests');
  const places = Object.fromEntries(here.map((topic) => [topic, [listen]]));
  return tcpRequests({ places, listen, limits });
});

describe('requests over TCP', () => {
  it('fail at once where nobody listens: nothing was done', async () => {
    const place = { host: '127.0.0.1', port: await freePort() };
    const requests = tcpRequests({ places: { [TOPIC]: [place] } });
    const asked = requests.send(TOPIC, 'k', {} as never, { deadlineMs: 5000 });
    await expect(asked).rejects.toMatchObject({ name: 'RequestsUnavailable' });
    await requests.close();
  });
});

const [ours, others] = await Promise.all([1, 2].map(() => ownAuthority().catch(() => undefined)));

if (ours === undefined || others === undefined)
  // Certificates are made by openssl, which is not installed here.
  it.skip('has no certificates for requests over TCP: openssl is not installed', () => undefined);
else
  describe('requests over TCP with certificates', () => {
    afterAll(() => [ours, others].forEach(({ end }) => end()));
    beforeEach(restart);
    const member = async ({ ca, sign }: Authority, name: string) => {
      const { cert, key } = await sign(name);
      return { ca, cert, key };
    };

    it('are taken from a member of the authority, and from nobody else', async () => {
      const listen = { host: '127.0.0.1', port: await freePort() };
      const places = { [TOPIC]: [listen] };
      const service = tcpRequests({ places, listen, tls: await member(ours, 'service') });
      const app = await NestFactory.create(RequestsModule, new FastifyAdapter(), { logger: false });
      service.attach(app);
      await app.startAllMicroservices();
      const gateway = tcpRequests({ places, tls: await member(ours, 'gateway') });
      expect(await gateway.send(TOPIC, 'k', wish('Ask'), PATIENT)).toEqual(UNKNOWN);
      const stranger = { ...(await member(others, 'stranger')), ca: ours.ca };
      const strangers = [tcpRequests({ places, tls: stranger }), tcpRequests({ places })];
      for (const each of strangers) {
        const asked = each.send(TOPIC, 'k', wish('Steal'), { deadlineMs: 3000 });
        await expect(asked).rejects.toMatchObject({
          name: expect.stringMatching(/^Request(?:sUnavailable|TimedOut)$/u),
        });
      }
      expect(taken).toEqual(['Ask begins', 'Ask ends']);
      await Promise.all([gateway, ...strangers].map((each) => each.close()));
      await app.close();
      await service.close();
    });
  });
