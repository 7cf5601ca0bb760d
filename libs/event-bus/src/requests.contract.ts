import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { eventually } from '@libs/testing';
import {
  gate,
  PATIENT,
  RequestsModule,
  restart,
  seen,
  taken,
  TOPIC,
  UNKNOWN,
  wish,
} from './contract/requests.fixtures.js';
import { RequestQueueFull, RequestsUnavailable, RequestTimedOut } from './requests.js';
import type { QueueLimits } from './serving/request-queues.js';
import type { RequestTransport } from './serving/transport.js';

/** Promises that a transport may have reason not to keep, each named with the reason. */
interface Skips {
  /** It knows when nobody takes requests of a topic. */
  readonly knowsNobody?: string;
}

/**
 * What every transport of requests promises. Each one's spec is one call of this, with a factory
 * of transports on fresh ground.
 */
export function requestsContract(
  name: string,
  open: (limits: Partial<QueueLimits>) => Promise<RequestTransport>,
  skips: Skips = {},
): void {
  describe(`requests ${name}`, () => {
    let app: INestApplication | undefined;
    let requests: RequestTransport;

    beforeEach(restart);
    afterEach(async () => {
      await app?.close();
      await requests.close();
    });

    async function start(limits: Partial<QueueLimits> = {}): Promise<void> {
      requests = await open(limits);
      app = await NestFactory.create(RequestsModule, new FastifyAdapter(), { logger: false });
      requests.attach(app);
      await app.startAllMicroservices();
    }
    const send = (key: string, type: string, over: { topic?: string; deadlineMs?: number } = {}) =>
      requests.send(over.topic ?? TOPIC, key, wish(type), { ...PATIENT, ...over });

    it('answer what the controller answers, be it a promise or an observable', async () => {
      await start();
      expect(await send('k', 'Ask')).toEqual(UNKNOWN);
      expect(await send('k', 'Ask', { topic: 'orders.requests' })).toEqual(UNKNOWN);
      expect(requests.trouble()).toBeUndefined();
    });

    it('fail with the error of the controller: its name, its words and what it carries', async () => {
      await start();
      const told = { name: 'AccountIsClosed', message: 'the account is closed', since: 2020 };
      await expect(send('k', 'Fail')).rejects.toMatchObject(told);
      const atOnce = send('k', 'Ask', { topic: 'merchants.requests' });
      await expect(atOnce).rejects.toMatchObject({ name: 'AccountIsClosed' });
    });

    it('bring the envelope as it was, and share nothing with the caller', async () => {
      await start();
      await send('k', 'Ask');
      expect(seen).toEqual([wish('Ask')]);
    });

    it('take those of one key in order, one at a time, though one fails', async () => {
      await start();
      const openIt = gate('Fail');
      const failing = send('k', 'Fail');
      const others = ['Second', 'Third'].map((type) => send('k', type));
      openIt();
      await expect(failing).rejects.toMatchObject({ name: 'AccountIsClosed' });
      await Promise.all(others);
      expect(taken).toEqual(
        ['Fail', 'Second', 'Third'].flatMap((type) => [`${type} begins`, `${type} ends`]),
      );
    });

    it('take those of different keys at the same time', async () => {
      await start();
      const openIt = gate('Slow');
      const slow = send('a', 'Slow');
      const keys = [...'bcdefghij'];
      await Promise.all(keys.map((key) => send(key, 'Quick')));
      openIt();
      await slow;
      expect(taken.slice(-1)).toEqual(['Slow ends']);
    });

    it('are dropped unread past their deadline', async () => {
      await start();
      const openIt = gate('Slow');
      const slow = send('k', 'Slow');
      const late = send('k', 'Late', { deadlineMs: 50 });
      const pastIt = Date.now() + 55;
      await expect(late).rejects.toThrow(RequestTimedOut);
      await eventually(() => Date.now() > pastIt); // A timer may fire a moment early.
      openIt();
      await slow;
      await send('k', 'Next');
      expect(taken).not.toContain('Late begins');
    });

    it('time out with the command while the controller works, and keep its key waiting', async () => {
      await start();
      await send('k', 'Ask');
      const openIt = gate('Slow');
      const slow = send('k', 'Slow', { deadlineMs: 300 });
      const { commandId } = wish('Slow');
      await expect(slow).rejects.toMatchObject({ name: 'RequestTimedOut', commandId });
      const next = send('k', 'Next');
      openIt();
      await next;
      expect(taken.slice(2)).toEqual(['Slow begins', 'Slow ends', 'Next begins', 'Next ends']);
    });

    it('are refused when too many wait, for a key and in all', async () => {
      await start({ perKeyMax: 1, waitingMax: 2 });
      const openIt = gate('Slow');
      const kept = [send('a', 'Slow'), send('a', 'Slow')];
      await expect(send('a', 'Slow')).rejects.toThrow(RequestQueueFull);
      kept.push(send('b', 'Slow'), send('b', 'Slow'));
      await expect(send('c', 'Slow')).rejects.toThrow(RequestQueueFull);
      openIt();
      await Promise.all(kept);
    });

    const nobody = 'fail while nobody takes them';
    if (skips.knowsNobody === undefined)
      it(nobody, async () => {
        await start();
        const asked = send('k', 'Ask', { topic: 'risk.requests' });
        await expect(asked).rejects.toThrow(RequestsUnavailable);
      });
    else it.skip(`${nobody} (not ${name}: ${skips.knowsNobody})`, () => undefined);

    it('at work are answered before closing, and later ones fail', async () => {
      await start();
      const openIt = gate('Slow');
      const slow = send('k', 'Slow');
      while (!taken.includes('Slow begins')) await new Promise((resolve) => setTimeout(resolve, 5));
      const closed = app?.close();
      openIt();
      await closed;
      app = undefined;
      await expect(slow).resolves.toEqual(UNKNOWN);
      const later = await send('k', 'Ask', { deadlineMs: 200 }).catch((error: Error) => error.name);
      expect(['RequestsUnavailable', 'RequestTimedOut']).toContain(later);
      expect(taken).not.toContain('Ask begins');
    });
  });
}
