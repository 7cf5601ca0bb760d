import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { RequestTransport } from '@libs/event-bus';
import type { CommandEnvelope } from '@libs/kernel';
import { freePort } from '../../libs/testing/src/engines/index.js';
import { interleaved, quantile, timed, type Bench } from './bench.js';
import { someBrokers } from './kafka-broker.js';
import { overKafka, overTcp, TOPIC, type ServerOptions } from './requests-server.js';

const CALLERS = 64;
const REQUESTS = 50;
const ALONE = 200;
const ROUNDS = 5;

/** Kafka is ours here, and TCP the limit: the handler of both answers at once. */
export const requestsBench: Bench = {
  name: `commands to another process, ${CALLERS} callers, Kafka beside TCP`,
  mustReach: 0.1,
  aim: 0.5,
  run: async () => {
    const place = await someBrokers();
    const { brokers, product } = place;
    const options = { brokers, prefix: `bench-${randomUUID()}.`, port: await freePort() };
    const servers = await Promise.all([
      startServer({ ...options, kind: 'kafka' }),
      startServer({ ...options, kind: 'tcp' }),
    ]);
    const [kafka, tcp] = [overKafka(options), overTcp(options)];
    const waits = { kafka: [] as number[], tcp: [] as number[] };
    try {
      const alone = { kafka: await askAlone(kafka), tcp: await askAlone(tcp) };
      const measured = await interleaved(ROUNDS, {
        ours: () => askAll(kafka, waits.kafka),
        limit: () => askAll(tcp, waits.tcp),
      });
      const told = (name: string, median: number, all: readonly number[], one: readonly number[]) =>
        `${name}: ${Math.round(((CALLERS * REQUESTS) / median) * 1000)} a second, ` +
        `p50 ${inMs(all, 0.5)}, p99 ${inMs(all, 0.99)}; one caller p50 ${inMs(one, 0.5)}, p99 ${inMs(one, 0.99)}`;
      return {
        ...measured,
        unit: `ms for ${CALLERS * REQUESTS} commands`,
        notes: [
          product,
          told('Kafka', measured.ours.median, waits.kafka, alone.kafka),
          told('TCP', measured.limit.median, waits.tcp, alone.tcp),
        ],
      };
    } finally {
      await Promise.all([kafka.close(), tcp.close()]);
      await Promise.all(servers.map((server) => server.end()));
      await place.stop();
    }
  },
};

const inMs = (waits: readonly number[], share: number): string =>
  `${quantile(waits, share).toFixed(1)} ms`;

async function askAlone(transport: RequestTransport): Promise<readonly number[]> {
  const waits: number[] = [];
  for (let n = 0; n < ALONE; n += 1) waits.push(await ask(transport, 'alone'));
  return waits.slice(ALONE / 4);
}

const askAll = (transport: RequestTransport, waits: number[]): Promise<number> =>
  timed(() =>
    Promise.all(
      Array.from({ length: CALLERS }, async (_, caller) => {
        for (let n = 0; n < REQUESTS; n += 1)
          waits.push(await ask(transport, `order-${caller}-${n}`));
      }),
    ),
  );

const ask = (transport: RequestTransport, key: string): Promise<number> =>
  timed(() => transport.send(TOPIC, key, WISH, { deadlineMs: 10_000 }));

/** A command as merchants send them, of about 700 bytes. */
const WISH: CommandEnvelope = {
  commandId: '0d6a3b0e-6f0c-5b87-9a53-1f2c3d4e5f60',
  fingerprint: 'YQ3zpM1nE2oYQ3zpM1nE2oYQ3zpM1nE2oYQ3zpM1nE2',
  tenant: 'institution',
  actor: { kind: 'user', id: 'liisa' },
  correlationId: '5d1c6f6e-2f0a-4f57-8a53-8d1f3c2b1a09',
  causationId: '0d6a3b0e-6f0c-5b87-9a53-1f2c3d4e5f60',
  issuedAt: '2026-03-03T09:30:00.120Z',
  command: {
    type: 'RequestRefund',
    data: { orderId: '5f0d8a4e-93f0-4c1b-b8a6-000000000001', reason: 'x'.repeat(200) },
  },
};

async function startServer(options: ServerOptions) {
  const child = fork(fileURLToPath(new URL('requests-server.js', import.meta.url)), [
    JSON.stringify(options),
  ]);
  await once(child, 'message');
  return {
    end: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
