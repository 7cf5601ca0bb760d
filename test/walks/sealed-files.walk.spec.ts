import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from './client.js';
import { startWalk, type Walk } from './walk.js';
import { eur, workedExample } from './worked-example.js';

/** What a thief of the disk must not read; each is found where it may be: in the views. */
const PERSONAL = ['Meikäläinen', 'matti@example.com', 'Mannerheimintie 99', '+358401234567'];
const WRITTEN = ['Naarmu kannessa', 'Soita asiakkaalle', 'Erkki Esimerkki', 'Kysy Pirkolta'];
const SECRETS = ['11223344556677889900', '99887766554433221100', 'Liisa Virtanen'];

describe('the files of events, bus and keys', () => {
  let walk: Walk;
  beforeAll(async () => {
    walk = await startWalk();
    await live(walk);
  });
  afterAll(() => walk.end());

  it('show no personal field and no secret, though the views show what merchants see', async () => {
    const files = await readdir(walk.directory);
    expect(files).toEqual(expect.arrayContaining(['events.db', 'bus.db', 'keys.db', 'views.db']));
    const readable = async (name: string) =>
      (await readFile(join(walk.directory, name))).toString();
    for (const name of files.filter((each) => !each.startsWith('views.db')))
      for (const words of [...PERSONAL, ...WRITTEN, ...SECRETS])
        expect([name, words, (await readable(name)).includes(words)]).toEqual([name, words, false]);
    const views = (
      await Promise.all(files.filter((name) => name.startsWith('views.db')).map(readable))
    ).join('');
    expect(views).toContain('Meikäläinen');
  });
});

async function live(walk: Walk): Promise<void> {
  const [merchant, webstore, simulator] = await Promise.all(
    ['liisa', 'kahvikauppa', 'simulator'].map((userId) => walk.as(userId)),
  );
  if (merchant === undefined || webstore === undefined || simulator === undefined) return;
  const order = workedExample();
  const sold = await webstore.post('/v1/orders', {
    ...order,
    buyer: { ...order.buyer, address: 'Mannerheimintie 99', phone: '+358401234567' },
  });
  const path = `/v1/orders/${sold.body.orderId}/refunds`;
  await simulator.post('/v1/simulator/payments', {
    type: 'PaymentSucceeded',
    data: {
      ...{ sellerId: 'kahvikauppa', paymentId: '1998524_1', receiptId: 'r-1', method: 'FI50' },
      paid: eur(573_10),
    },
  });
  const { headers } = await until(
    () => merchant.get(path),
    (answer) => answer.headers.get('etag')?.includes('account') === true,
  );
  const refunded = await merchant.post(
    path,
    {
      ...{
        kind: 'price-reduction',
        timing: 'before-settlement',
        amount: eur(1_00),
        reason: 'other',
      },
      ...{ description: 'Naarmu kannessa', internalNote: 'Soita asiakkaalle' },
    },
    { 'idempotency-key': '"sealed"', 'if-match': headers.get('etag') ?? '' },
  );
  expect(refunded.status).toBe(201);
  const kept = await merchant.post(
    '/v1/saved-views',
    { name: 'Kysy Pirkolta', filters: { q: 'Meikäläinen' }, shared: true },
    { 'idempotency-key': '"kept"' },
  );
  expect(kept.status).toBe(201);
  // One transfer that is recorded, and one message that is parked with its contents.
  await simulator.post('/v1/simulator/bank', {
    type: 'TransferArrived',
    data: {
      ...{ transferId: 't-sealed', iban: 'FI7740123477777777', amount: eur(1_00) },
      payerName: 'Erkki Esimerkki',
    },
  });
  const operator = await walk.as('operator');
  await until(
    () => operator.get('/v1/operations/transfers'),
    ({ body }) => body.items.length === 1,
  );
}
