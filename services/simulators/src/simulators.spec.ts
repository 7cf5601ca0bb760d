import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settlementsView, type Settlement } from '@libs/contracts';
import type { Message } from '@libs/event-bus';
import { eur, MerchantId, SettlementId } from '@libs/kernel';
import { PATIENCE_MS } from '@libs/testing';
import {
  InputRefused,
  PlatformModule,
  portsFor,
  prometheusMetrics,
  readConfiguration,
  silentLogger,
  type Ports,
} from '@libs/platform';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { EXAMPLES } from './examples.js';
import { SimulatorsModule } from './simulators.module.js';
import { BANK, CARRIERS, keyIn, PAYMENTS, PAYOUTS, SETTLEMENT, tell } from './told-message.js';

const NOW = '2026-03-02T10:00:00.000Z';
const TRANSFER = EXAMPLES.bank.transfer.value;

describe('the simulators', () => {
  const directory = mkdtempSync(join(tmpdir(), 'simulators-'));
  let ports: Ports;
  let app: NestFastifyApplication;
  let address: string;
  const heard: Message[] = [];

  beforeAll(async () => {
    const configuration = readConfiguration({
      EXTRANET_DATA: directory,
      EXTRANET_EVENT_STORE: 'memory',
      EXTRANET_VIEW_STORE: 'memory',
    });
    const logger = silentLogger;
    ports = await portsFor(configuration, { logger, clock: { now: () => NOW } });
    for (const { topic } of [PAYMENTS, PAYOUTS, BANK, CARRIERS, SETTLEMENT])
      await ports.bus.subscribe({
        group: `spec.${topic}`,
        topic,
        from: 'beginning',
        handler: (message) => Promise.resolve(void heard.push(message)),
      });
    const metrics = prometheusMetrics({ withProcess: false });
    const requests = {
      send: () => Promise.reject(new Error('nobody is asked here')),
      trouble: () => undefined,
      close: () => Promise.resolve(),
    };
    @Module({
      imports: [
        PlatformModule.of({ configuration, ports, requests, logger, metrics }),
        SimulatorsModule,
      ],
    })
    class OnlySimulators {}
    app = await NestFactory.create<NestFastifyApplication>(OnlySimulators, new FastifyAdapter(), {
      logger: false,
    });
    await app.listen(0, '127.0.0.1');
    address = await app.getUrl();
  });
  afterAll(async () => {
    await app.close();
    rmSync(directory, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await ports.bus.settled({ timeoutMs: PATIENCE_MS });
    heard.length = 0;
  });

  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${address}/v1/simulator/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, string> };
  };
  const settled = () => ports.bus.settled({ timeoutMs: PATIENCE_MS });

  it.each(
    Object.entries(EXAMPLES).flatMap(([path, examples]) =>
      Object.values<{ readonly value: unknown }>(examples).map(({ value }) => ({ path, value })),
    ),
  )('tell $path what its contract says: $value.type', async ({ path, value }) => {
    const { status, body } = await post(path, value);
    expect(status).toBe(202);
    await settled();
    expect(heard).toEqual([
      expect.objectContaining({ ...(value as object), data: expect.anything() }),
    ]);
    expect(heard[0]).toMatchObject({ id: body['messageId'], topic: body['topic'] });
  });

  it('fill the time in from the clock, and leave one that is given', async () => {
    const later = '2026-03-03T10:00:00Z';
    const data = { ...TRANSFER.data, transferId: 'bank-2' };
    await tell(ports, BANK, { ...TRANSFER, data }, 'without');
    await tell(ports, BANK, { ...TRANSFER, data: { ...data, bookedAt: later } }, 'with');
    await settled();
    expect(heard.map((message) => (message.data as { bookedAt: string }).bookedAt)).toEqual([
      NOW,
      later,
    ]);
  });

  it('say a thing once by its key, and by its contents where there is none', async () => {
    const data = { ...TRANSFER.data, transferId: 'bank-3' };
    const message = { type: TRANSFER.type, data };
    const turned = { data: Object.fromEntries(Object.entries(data).reverse()), type: message.type };
    const ids = [
      await tell(ports, BANK, message, undefined),
      await tell(ports, BANK, turned, undefined),
      await tell(ports, BANK, message, 'again'),
      await tell(ports, BANK, message, 'again'),
    ].map(({ messageId }) => messageId);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).toBe(ids[3]);
    await settled();
    expect(heard.map(({ id }) => id)).toEqual([ids[0], ids[2]]);
  });

  it('know a key quoted and bare', () => {
    expect([keyIn('"a"'), keyIn('a'), keyIn(undefined)]).toEqual(['a', 'a', undefined]);
    expect(() => keyIn('ä')).toThrow(InputRefused);
  });

  it.each([
    [{ type: 'TransferLost', data: {} }],
    [{ type: 'TransferArrived', data: { ...TRANSFER.data, amount: eur(-1) } }],
    [{ type: 'TransferArrived', data: { ...TRANSFER.data, colour: 'blue' } }],
    [{ type: '__proto__', data: {} }],
    [[]],
    [null],
    [undefined],
  ])('refuse what is no message of the contract: %j', async (body) => {
    await expect(tell(ports, BANK, body, undefined)).rejects.toThrow(InputRefused);
  });

  it('show what the settlement system has been told', async () => {
    const none = { gross: eur(0), refunded: eur(0), commission: eur(0), commissionVat: eur(0) };
    const document: Settlement = {
      settlementId: SettlementId.parse('settlement-9'),
      merchantId: MerchantId.parse('11111111-1111-4111-8111-111111111111'),
      status: 'refused',
      lines: [],
      deductions: [],
      sums: { count: 0, net: eur(0), ...none },
      reasons: ['sums differ'],
      proposedAt: NOW,
      changedAt: NOW,
    };
    const position = '00000000000000000001';
    const view = await ports.views.open(settlementsView);
    await view.save([{ id: 'settlement-9', document, position }], position);
    const ask = (id: string) => fetch(`${address}/v1/simulator/settlements/${id}`);
    expect(await (await ask('settlement-9')).json()).toEqual(document);
    for (const id of ['settlement-8', 'a b', `${'a'.repeat(65)}`])
      expect((await ask(id)).status).toBe(404);
  });
});
