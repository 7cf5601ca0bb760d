import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Unhandleable } from '@libs/event-bus';
import { EMPTY, type NewEvent } from '@libs/event-store';
import { assert } from '@libs/kernel';
import { PATIENCE_MS } from '@libs/testing';
import { v4, v7 } from 'uuid';
import { readConfiguration, type Configuration } from '../configuration.js';
import { silentLogger } from '../logging.js';
import { portsFor } from '../ports-for.js';
import type { Ports } from '../ports.js';
import type { ServiceDefinition } from '../service.js';
import { clock, MERCHANT, metadata } from '../toy.fixtures.js';

/** A folder of the spec's own, removed at its end. */
export function folderOfSpec(): string {
  const folder = mkdtempSync(join(tmpdir(), 'operations-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  return folder;
}

export const configurationOf = (
  EXTRANET_DATA: string,
  over: Readonly<Record<string, string>> = {},
): Configuration => readConfiguration({ EXTRANET_DATA, ...over });

export const openIn = (
  directory: string,
  over: Readonly<Record<string, string>> = {},
): Promise<Ports> => portsFor(configurationOf(directory, over), { logger: silentLogger, clock });

/** A group that handles every order, as a policy would; and what it was told. */
export async function follow({ bus }: Ports): Promise<readonly string[]> {
  const told: string[] = [];
  await bus.subscribe({
    group: 'toys.listener',
    topic: 'orders.events',
    from: 'beginning',
    handler: async ({ id }) => void told.push(id),
  });
  return told;
}

/** An order of a buyer with a key of their own, in a stream of its own. */
export function received(): { readonly stream: string; readonly event: NewEvent } {
  const orderId = v4();
  const buyer = { name: 'Antti Akonniemi', email: 'antti@buyer.example' };
  const data = { orderId, merchantId: MERCHANT, buyer, delivery: buyer };
  return { stream: `order-${orderId}`, event: { id: v7(), type: 'OrderReceived', data, metadata } };
}

/** Receives orders, some at a time, and answers those that were acknowledged. */
export async function receive({ store }: Ports, count: number): Promise<readonly string[]> {
  const orders = Array.from({ length: count }, received);
  await Promise.all(orders.map(({ stream, event }) => store.append(stream, EMPTY, [event])));
  return orders.map(({ stream }) => stream);
}

/** A service that follows orders and payments, and tells the outside. */
export const TOYS: ServiceDefinition = {
  name: 'toys',
  requests: 'toys.requests',
  decides: [],
  shows: [],
  follows: [
    { name: 'listener', topic: 'orders.events', on: { OrderReceived: () => [] } },
    { name: 'cashier', topic: 'payments.events', on: { PaymentSucceeded: () => [] } },
  ],
  tells: [
    { name: 'teller', topic: 'refunds.payouts', categories: ['order'], message: () => undefined },
  ],
};

/** Its groups and its relay at work, without its policies; and which streams they hear of. */
export async function atWork({ bus, relays, store }: Ports, { fails = false } = {}) {
  const told: string[] = [];
  const toldOutside: string[] = [];
  for (const { name, topic, on } of TOYS.follows)
    await bus.subscribe({
      ...{ group: `toys.${name}`, topic, types: Object.keys(on), from: 'beginning' },
      handler: async ({ key }) => {
        if (fails) throw new Unhandleable('the toy is broken');
        told.push(key);
      },
    });
  const [telling] = TOYS.tells;
  assert(telling !== undefined, 'the toys tell something');
  const relay = relays.tell({
    ...{ ...telling, name: `toys.${telling.name}`, store },
    message: ({ stream }) => void toldOutside.push(stream),
  });
  const settled = async () => {
    await bus.settled({ timeoutMs: PATIENCE_MS });
    await relay.reached(await store.head());
  };
  return { told, toldOutside, settled, stop: () => relay.stop() };
}

const LOADER = './libs/testing/src/run-typescript.mjs';
const CHILD = 'libs/platform/src/operations/operate.fixtures.ts';

/** Runs a command in a process of its own up to a place, and kills it there. */
export async function killedAt(stopAt: string, ...words: readonly string[]): Promise<void> {
  const child = spawn(
    process.execPath,
    ['--no-warnings', '--import', LOADER, CHILD, stopAt, ...words],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'exit');
  const said = await Promise.race([once(child.stdout, 'data'), ended]);
  expect(String(said[0])).toBe('there\n');
  child.kill('SIGKILL');
  await ended;
}
