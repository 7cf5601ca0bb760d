import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileJournal, httpLine, runConsumer } from '@examples/settlement-consumer';
import { until, type Client } from '../client.js';
import type { StartWalk, Walk } from '../walk.js';
import { eur, workedExample } from '../worked-example.js';

/** The example's settlement system beside the extranet, over HTTP, in each settlement model. */
export function settlementModelsStory(start: StartWalk): void {
  let walk: Walk;
  let simulator: Client;
  let books: string;
  let stop = new AbortController();
  let running: Promise<void> = Promise.resolve();

  beforeAll(async () => {
    walk = await start();
    books = await mkdtemp(join(tmpdir(), 'settlement-walk-'));
    simulator = await walk.as('simulator');
    await startConsumer();
  });
  afterAll(async () => {
    await stopConsumer();
    await walk.end();
    await rm(books, { recursive: true, force: true });
  });

  async function startConsumer(): Promise<void> {
    stop = new AbortController();
    running = runConsumer({
      line: httpLine({ address: walk.address, token: await walk.token('simulator'), pauseMs: 50 }),
      journal: fileJournal(join(books, 'books.json')),
      fees: { commission: 190, vatRate: 2550 },
      signal: stop.signal,
    });
  }
  async function stopConsumer(): Promise<void> {
    stop.abort();
    await running;
  }

  /** An order of a web store that is paid; its path. */
  async function paid(webstore: Client, sellerId: string, paymentId: string): Promise<string> {
    const { body } = await webstore.post('/v1/orders', workedExample({ sellerId, paymentId }));
    await simulator.post('/v1/simulator/payments', {
      type: 'PaymentSucceeded',
      data: {
        ...{ sellerId, paymentId, receiptId: `${sellerId}-${paymentId}` },
        ...{ method: 'FI50', paid: eur(573_10) },
      },
    });
    return `/v1/orders/${body.orderId}`;
  }
  const untilStatus = (client: Client, order: string, status: string) =>
    until(
      () => client.get(order),
      ({ body }) => body.status === status,
    );
  const settlementOf = async (client: Client, order: string) => {
    const { body: page } = await client.get(order);
    return until(
      () => client.get(page.links.settlement),
      ({ body }) => body.status === 'paid',
    );
  };
  const nextDay = async () => {
    const { now } = (await simulator.get('/v1/simulator/clock')).body;
    const to = new Date(Date.parse(now) + 24 * 3_600_000).toISOString();
    await simulator.post('/v1/simulator/clock', { to });
  };

  /** Until a settlement system that asks now hears that these are ready. */
  const untilHeard = (orders: readonly string[]) =>
    until(
      () => simulator.get('/v1/simulator/settlement'),
      ({ body }) => orders.every((order) => readyIn(body).includes(order)),
    );
  const untilCaptured = (client: Client, order: string) =>
    until(
      () => client.get(order),
      ({ body }) => body.money?.captured.minorUnits > 0,
    );
  /** A weekend has two days, and the first bundle of a day may be made before this order came. */
  async function untilBundled(client: Client, order: string): Promise<void> {
    for (let day = 0; day < 4; day += 1) {
      const { body } = await client.get(order);
      if (body.status === 'settled') break;
      await nextDay();
      await until(
        () => client.get(order),
        ({ body: page }) => page.status === 'settled',
        1500,
      ).catch(() => undefined);
    }
    await untilStatus(client, order, 'settled');
  }

  it('gross and transaction-specific: each payment by itself, and in full', async () => {
    const liisa = await walk.as('liisa');
    const webstore = await walk.as('kahvikauppa');
    for (const paymentId of ['one', 'two']) {
      const order = await paid(webstore, 'kahvikauppa', paymentId);
      await untilStatus(liisa, order, 'settled');
      const { body } = await settlementOf(liisa, order);
      expect(body.sums).toMatchObject({
        ...{ count: 1, gross: eur(573_10), commission: eur(0), commissionVat: eur(0) },
        net: eur(573_10),
      });
    }
  });

  it('net and bundled: one sum a day for all that is ready, less the commission with its VAT', async () => {
    const maija = await walk.as('maija');
    const webstore = await walk.as('testikauppias');
    const orders = [
      await paid(webstore, 'testikauppias', 'one'),
      await paid(webstore, 'testikauppias', 'two'),
    ];
    for (const order of orders) {
      await untilStatus(maija, order, 'paid-awaiting-shipping');
      const { headers } = await until(
        () => maija.get(order),
        (answer) => answer.headers.get('etag')?.includes('delivery.0') === true,
      );
      const etag = headers.get('etag') ?? '';
      const sent = await maija.post(
        `${order}/parcels`,
        { parcels: [{ method: 'UNREG' }], allSent: true },
        { 'idempotency-key': `send-${order}`, 'if-match': etag },
      );
      expect(sent.status).toBe(201);
      await untilStatus(maija, order, 'in-inspection');
    }
    // The inspections of both are over at one moment; the bundle of that day has them both.
    await stopConsumer();
    const { shipping } = (await maija.get(orders[1] ?? '')).body;
    await simulator.post('/v1/simulator/clock', { to: shipping.inspectionEndsAt });
    for (const order of orders) await untilStatus(maija, order, 'awaiting-settlement');
    await untilHeard(orders);
    await startConsumer();
    for (const order of orders) await untilStatus(maija, order, 'settled');
    const { body } = await settlementOf(maija, orders[0] ?? '');
    expect(body.sums).toMatchObject({
      ...{ count: 2, gross: eur(1146_20), commission: eur(21_78), commissionVat: eur(4_42) },
      net: eur(1124_42),
    });
    const { items } = (await maija.get(body.links.lines)).body;
    expect(items.map(({ href }: { readonly href: string }) => href).sort()).toEqual(
      [...orders].sort(),
    );
  });

  it('balance: on the next banking day, though nothing was sent', async () => {
    const kaisa = await walk.as('kaisa');
    const order = await paid(await walk.as('kirjakauppa'), 'kirjakauppa', 'one');
    await untilCaptured(kaisa, order);
    await untilBundled(kaisa, order);
    const { body } = await settlementOf(kaisa, order);
    expect(body.sums).toMatchObject({ gross: eur(573_10), commission: eur(10_89) });
    expect((await kaisa.get(order)).body.shipping).toEqual({});
  });

  it('balance: a refund after it is paid at once, owed, and taken from the next payout', async () => {
    const kaisa = await walk.as('kaisa');
    const webstore = await walk.as('kirjakauppa');
    const order = await paid(webstore, 'kirjakauppa', 'advanced');
    await untilCaptured(kaisa, order);
    await untilBundled(kaisa, order);

    const options = await kaisa.get(`${order}/refund-options`);
    expect(options.body.options[1]).toMatchObject({ needsTransfer: false, isAdvanced: true });
    const refund = await kaisa.post(
      `${order}/refunds`,
      {
        ...{ timing: 'after-settlement', kind: 'price-reduction', reason: 'defective' },
        amount: eur(500_00),
      },
      { 'idempotency-key': 'advance', 'if-match': options.headers.get('etag') ?? '' },
    );
    expect([refund.status, refund.body.status]).toEqual([201, 'payout-ordered']);
    await simulator.post('/v1/simulator/payouts', {
      type: 'PayoutPaid',
      data: { orderId: refund.body.orderId, refundId: refund.body.refundId },
    });
    await untilStatus(kaisa, order, 'settled');
    const owes = (owed: number) =>
      until(
        () => kaisa.get('/v1/merchant/balance'),
        ({ body }) => body.owed.minorUnits === owed,
      );
    await owes(500_00);
    const { items } = (await kaisa.get('/v1/merchant/advances?status=owed')).body;
    expect(items).toMatchObject([{ href: order, refunds: [{ reason: 'defective' }] }]);

    const next = await paid(webstore, 'kirjakauppa', 'deducted-from');
    await untilCaptured(kaisa, next);
    await untilBundled(kaisa, next);
    const { body: balance } = await owes(0);
    expect(balance).toMatchObject({ advanced: eur(500_00), recovered: eur(500_00) });
    const { body } = await settlementOf(kaisa, next);
    // 573,10 less 10,89 of commission, less what was advanced.
    expect(body.sums).toMatchObject({ deducted: eur(500_00), net: eur(62_21) });
    expect((await kaisa.get(body.links.deductions)).body.items).toMatchObject([
      { amount: eur(500_00), answer: 'claimed', href: order },
    ]);
  });

  it('goes on where it was when the settlement system was away', async () => {
    const liisa = await walk.as('liisa');
    await stopConsumer();
    const order = await paid(await walk.as('kahvikauppa'), 'kahvikauppa', 'three');
    await untilStatus(liisa, order, 'paid-direct');
    await startConsumer();
    await untilStatus(liisa, order, 'settled');
    const { body } = await liisa.get('/v1/settlements');
    expect(body.items).toHaveLength(3);
  });
}

/** The paths of the orders that the feed of settlement systems tells to be ready. */
const readyIn = ({ items }: { readonly items: readonly News[] }): readonly string[] =>
  items
    .filter(({ type }) => type === 'OrderReadyForSettlement')
    .map(({ data }) => `/v1/orders/${data.orderId}`);
interface News {
  readonly type: string;
  readonly data: { readonly orderId: string };
}
