import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EMPTY, type NewEvent } from '@libs/event-store';
import { MERCHANT } from '@libs/testing';
import { v4, v7 } from 'uuid';
import { readConfiguration, type Configuration } from '../configuration.js';
import { silentLogger } from '../logging.js';
import { portsFor } from '../ports-for.js';
import type { Ports } from '../ports.js';
import { clock, metadata } from '../toy.fixtures.js';

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
