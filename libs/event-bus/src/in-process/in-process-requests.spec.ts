import { Controller, type INestApplication, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { CommandAnswer, CommandEnvelope } from '@libs/kernel';
import { of } from 'rxjs';
import { RequestQueueFull, RequestsUnavailable, RequestTimedOut } from '../requests.js';
import { inProcessRequests, type InProcessRequests } from './index.js';

class AccountIsClosed extends Error {
  override readonly name = 'AccountIsClosed';
}

const UNKNOWN: CommandAnswer = { outcome: 'unknown' };
const TOPIC = 'refunds.requests';
const PATIENT = { deadlineMs: 10_000 };

const taken: string[] = [];
const seen: CommandEnvelope[] = [];
const gates = new Map<string, Promise<void>>();

@Controller()
class RefundsController {
  @MessagePattern(TOPIC)
  async take(@Payload() envelope: CommandEnvelope): Promise<CommandAnswer> {
    const { type } = envelope.command;
    taken.push(`${type} begins`);
    seen.push(envelope);
    await gates.get(type);
    taken.push(`${type} ends`);
    if (type === 'Fail') throw new AccountIsClosed('the account is closed');
    return UNKNOWN;
  }

  @MessagePattern('orders.requests')
  observe() {
    return of(UNKNOWN);
  }

  @MessagePattern('merchants.requests')
  failAtOnce(): CommandAnswer {
    throw new AccountIsClosed('at once');
  }
}

@Module({ controllers: [RefundsController] })
class RefundsModule {}

describe('requests within one process', () => {
  let app: INestApplication;
  let requests: InProcessRequests;

  beforeEach(async () => {
    taken.length = 0;
    seen.length = 0;
    gates.clear();
    requests = await started(inProcessRequests());
  });
  afterEach(() => app.close());

  async function started(made: InProcessRequests): Promise<InProcessRequests> {
    app = await NestFactory.create(RefundsModule, new FastifyAdapter(), { logger: false });
    made.attach(app);
    await app.startAllMicroservices();
    return made;
  }

  it('answer what the controller answers, be it a promise or an observable', async () => {
    expect(await requests.send(TOPIC, 'k', wish('Ask'), PATIENT)).toEqual(UNKNOWN);
    expect(await requests.send('orders.requests', 'k', wish('Ask'), PATIENT)).toEqual(UNKNOWN);
  });

  it('fail with the very error of the controller', async () => {
    await expect(requests.send(TOPIC, 'k', wish('Fail'), PATIENT)).rejects.toThrow(AccountIsClosed);
    const failing = requests.send('merchants.requests', 'k', wish('Ask'), PATIENT);
    await expect(failing).rejects.toThrow(AccountIsClosed);
  });

  it('share nothing with the caller', async () => {
    const sent = wish('Ask');
    await requests.send(TOPIC, 'k', sent, PATIENT);
    expect(seen).toEqual([sent]);
    expect(seen[0]?.command).not.toBe(sent.command);
  });

  it('take those of one key in order, one at a time, though one fails', async () => {
    const open = gate('Fail');
    const failing = requests.send(TOPIC, 'k', wish('Fail'), PATIENT);
    const others = ['Second', 'Third'].map((type) =>
      requests.send(TOPIC, 'k', wish(type), PATIENT),
    );
    open();
    await expect(failing).rejects.toThrow(AccountIsClosed);
    await Promise.all(others);
    expect(taken).toEqual(
      ['Fail', 'Second', 'Third'].flatMap((type) => [`${type} begins`, `${type} ends`]),
    );
  });

  it('take those of different keys at the same time', async () => {
    const open = gate('Slow');
    const slow = requests.send(TOPIC, 'a', wish('Slow'), PATIENT);
    await requests.send(TOPIC, 'b', wish('Quick'), PATIENT);
    open();
    await slow;
    expect(taken).toEqual(['Slow begins', 'Quick begins', 'Quick ends', 'Slow ends']);
  });

  it('are dropped unread past their deadline', async () => {
    const open = gate('Slow');
    const slow = requests.send(TOPIC, 'k', wish('Slow'), PATIENT);
    const late = requests.send(TOPIC, 'k', wish('Late'), { deadlineMs: 5 });
    await expect(late).rejects.toThrow(RequestTimedOut);
    open();
    await slow;
    await requests.send(TOPIC, 'k', wish('Next'), PATIENT);
    expect(taken).not.toContain('Late begins');
  });

  it('time out while the controller works, and keep the next one of the key waiting', async () => {
    const open = gate('Slow');
    const slow = requests.send(TOPIC, 'k', wish('Slow'), { deadlineMs: 5 });
    await expect(slow).rejects.toThrow(RequestTimedOut);
    const next = requests.send(TOPIC, 'k', wish('Next'), PATIENT);
    open();
    await next;
    expect(taken).toEqual(['Slow begins', 'Slow ends', 'Next begins', 'Next ends']);
  });

  it('are refused when too many wait, for a key and in all', async () => {
    await app.close();
    requests = await started(inProcessRequests({ perKeyMax: 1, waitingMax: 2 }));
    const open = gate('Slow');
    const send = (key: string) => requests.send(TOPIC, key, wish('Slow'), PATIENT);
    const kept = [send('a'), send('a')];
    await expect(send('a')).rejects.toThrow(RequestQueueFull);
    kept.push(send('b'), send('b'));
    await expect(send('c')).rejects.toThrow(RequestQueueFull);
    open();
    await Promise.all(kept);
  });

  it('fail while nobody takes them', async () => {
    await expect(requests.send('risk.requests', 'k', wish('Ask'), PATIENT)).rejects.toThrow(
      RequestsUnavailable,
    );
  });

  it('at work are answered before closing, and later ones fail', async () => {
    const open = gate('Slow');
    const slow = requests.send(TOPIC, 'k', wish('Slow'), PATIENT);
    const closed = app.close();
    open();
    await closed;
    await expect(slow).resolves.toEqual(UNKNOWN);
    await expect(requests.send(TOPIC, 'k', wish('Ask'), PATIENT)).rejects.toThrow(
      RequestsUnavailable,
    );
  });

  /** Holds the command type back until the returned function is called. */
  function gate(type: string): () => void {
    let open = () => {};
    gates.set(type, new Promise((resolve) => (open = resolve)));
    return () => open();
  }
});

function wish(type: string): CommandEnvelope {
  return {
    commandId: '00000000-0000-4000-8000-0000000000c1',
    fingerprint: 'fingerprint',
    tenant: 'institution',
    actor: { kind: 'user', id: 'liisa' },
    correlationId: 'correlation',
    causationId: 'causation',
    issuedAt: '2026-01-05T09:30:00Z',
    command: { type, data: { orderId: 'x' } },
  };
}
