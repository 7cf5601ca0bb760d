import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration } from '@libs/platform';
import { tokenFor } from '@services/standalone';
import { clientOf, until, type Client } from './client.js';
import { startProcess } from './process.js';
import { eur, workedExample } from './worked-example.js';

const ROUNDS = 3;
const WRITERS = 8;
/** How many acknowledgements a round waits for before it kills. */
const ACKNOWLEDGED_MIN = 25;

/** What a client was told is done; it must be there for ever. */
interface Acknowledged {
  readonly orders: string[];
  readonly refunds: { readonly orderId: string; readonly refundId: string }[];
}

describe('kill -9 in the middle of work', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'extranet-kill-'));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('loses nothing that was acknowledged, and goes on by itself', async () => {
    const acknowledged: Acknowledged = { orders: [], refunds: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      const extranet = await startProcess(directory, { words: ['--empty'] });
      const clients = await clientsAt(extranet.address, directory);
      const before = acknowledged.orders.length;
      const work = Promise.all(
        Array.from({ length: WRITERS }, (_, writer) =>
          sellAndRefund(clients, `${round}-${writer}`, acknowledged),
        ),
      );
      while (acknowledged.orders.length < before + ACKNOWLEDGED_MIN)
        await new Promise((resolve) => setImmediate(resolve));
      await extranet.kill();
      await work;
    }
    const extranet = await startProcess(directory, { words: ['--empty'] });
    const clients = await clientsAt(extranet.address, directory);
    await everythingIsThere(clients.merchant, acknowledged);
    expect(acknowledged.refunds.length).toBeGreaterThan(0);
    expect(await extranet.stop()).toBe(0);
  });
});

interface Clients {
  readonly merchant: Client;
  readonly webstore: Client;
  readonly simulator: Client;
}

async function clientsAt(address: string, directory: string): Promise<Clients> {
  const configuration = readConfiguration({ EXTRANET_DATA: directory });
  const as = async (userId: string) => clientOf(address, await tokenFor(configuration, userId));
  return {
    merchant: await as('liisa'),
    webstore: await as('kahvikauppa'),
    simulator: await as('simulator'),
  };
}

/** Sells, is paid, refunds, over and over, until nobody answers any more. */
async function sellAndRefund(
  { merchant, webstore, simulator }: Clients,
  writer: string,
  acknowledged: Acknowledged,
): Promise<void> {
  try {
    for (let number = 0; ; number += 1) {
      const paymentId = `k${writer}-${number}`;
      const sold = await webstore.post('/v1/orders', workedExample({ paymentId }));
      if (sold.status !== 201) throw new Error(`order answered ${sold.status}`);
      const { orderId } = sold.body;
      acknowledged.orders.push(orderId);
      const receiptId = `receipt-${paymentId}`;
      const data = { sellerId: 'kahvikauppa', paymentId, receiptId, method: 'FI50' };
      await simulator.post('/v1/simulator/payments', {
        type: 'PaymentSucceeded',
        data: { ...data, paid: eur(573_10) },
      });
      const order = `/v1/orders/${orderId}`;
      const paid = await until(
        () => merchant.get(`${order}/refunds`),
        ({ headers }) => headers.get('etag')?.includes('account') === true,
      );
      const refunded = await merchant.post(
        `${order}/refunds`,
        {
          kind: 'price-reduction',
          timing: 'before-settlement',
          amount: eur(1_00),
          reason: 'other',
        },
        {
          'idempotency-key': `"${paymentId}"`,
          'if-match': paid.headers.get('etag') ?? '',
        },
      );
      if (refunded.status !== 201) throw new Error(`refund answered ${refunded.status}`);
      acknowledged.refunds.push({ orderId, refundId: refunded.body.refundId });
    }
  } catch (error) {
    // The process was killed under the request: its outcome is unknown, so it is not counted.
    if ((error as Error).name !== 'TypeError') throw error;
  }
}

async function everythingIsThere(
  merchant: Client,
  { orders, refunds }: Acknowledged,
): Promise<void> {
  for (const orderId of orders)
    await until(
      () => merchant.get(`/v1/orders/${orderId}`),
      ({ status }) => status === 200,
    );
  for (const { orderId, refundId } of refunds)
    await until(
      () => merchant.get(`/v1/orders/${orderId}/refunds`),
      ({ body }) =>
        body.items.some((each: { readonly refundId: string }) => each.refundId === refundId),
    );
}
