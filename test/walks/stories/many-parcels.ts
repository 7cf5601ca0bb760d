import { until, type Client } from '../client.js';
import type { StartWalk, Walk } from '../walk.js';
import { eur, workedExample } from '../worked-example.js';

/** A day's parcels of many orders, told in one request that is sent again until all is told. */
export function manyParcelsStory(start: StartWalk): void {
  let walk: Walk;
  let clerk: Client;
  let foreign: string;
  const orders: string[] = [];

  beforeAll(async () => {
    walk = await start();
    clerk = await walk.as('sari');
    for (const paymentId of ['many-1', 'many-2', 'many-3'])
      orders.push(await order('testikauppias', paymentId));
    foreign = await order('kahvikauppa', 'many-4');
    await pay('testikauppias', 'many-1');
    await pay('testikauppias', 'many-2');
    await pay('kahvikauppa', 'many-4');
    await until(
      () => clerk.get(`/v1/orders/${orders[1]}/parcels`),
      ({ headers }) => headers.get('etag') === '"delivery.0"',
    );
  });
  afterAll(() => walk.end());

  async function order(sellerId: string, paymentId: string): Promise<string> {
    const store = await walk.as(sellerId);
    const { body } = await store.post('/v1/orders', workedExample({ sellerId, paymentId }));
    return body.orderId;
  }

  async function pay(sellerId: string, paymentId: string): Promise<void> {
    const simulator = await walk.as('simulator');
    await simulator.post('/v1/simulator/payments', {
      type: 'PaymentSucceeded',
      data: {
        ...{ sellerId, paymentId, receiptId: `receipt-${paymentId}` },
        ...{ method: 'FI50', paid: eur(573_10) },
      },
    });
  }

  const item = (orderId: string | undefined, tracking: string, allSent = true) => ({
    ...{ orderId, ifMatch: '"delivery.0"', allSent },
    parcels: [{ method: 'ITELL', tracking }],
  });
  const send = (items: readonly object[]) =>
    clerk.post('/v1/parcels', { items }, { 'idempotency-key': 'a-day' });
  const outcomes = (items: readonly { readonly problem?: { readonly code: string } }[]) =>
    items.map(({ problem }) => problem?.code ?? 'told');
  const parcelsOf = async (orderId: string | undefined) =>
    (await clerk.get(`/v1/orders/${orderId}/parcels`)).body.parcels;

  const day = () => [
    item(orders[0], 'JJFI12345678901234561'),
    item(orders[1], 'nonsense'),
    item(orders[2], 'JJFI12345678901234563'),
    item(foreign, 'JJFI12345678901234564'),
  ];

  it('tells what can be told, and of the rest what is wrong', async () => {
    const { status, body } = await send(day());
    expect(status).toBe(200);
    expect(outcomes(body.items)).toEqual([
      ...['told', 'delivery.parcels-wrong', 'delivery.not-paid', 'not-found'],
    ]);
    expect(body.items[1].problem.errors).toMatchObject([
      { pointer: '/items/1/parcels/0/tracking' },
    ]);
    expect(await parcelsOf(orders[0])).toHaveLength(1);
    expect(await parcelsOf(orders[1])).toEqual([]);
    expect(
      (await (await walk.as('liisa')).get(`/v1/orders/${foreign}/parcels`)).body.parcels,
    ).toEqual([]);
  });

  it('is sent again with what was wrong set right, and tells nothing twice', async () => {
    await pay('testikauppias', 'many-3');
    await until(
      () => clerk.get(`/v1/orders/${orders[2]}/parcels`),
      ({ headers }) => headers.get('etag') === '"delivery.0"',
    );
    const right = [day()[0], item(orders[1], 'JJFI12345678901234562'), day()[2]] as object[];
    const { body } = await send(right);
    expect(body.items).toMatchObject([
      { outcome: 'told', repeated: true },
      { outcome: 'told', repeated: false },
      { outcome: 'told', repeated: false },
    ]);
    for (const orderId of orders) expect(await parcelsOf(orderId)).toHaveLength(1);
    const whole = await send(right);
    expect([whole.status, whole.headers.get('idempotency-hit')]).toEqual([200, 'true']);
    const other = await send([item(orders[0], 'JJFI12345678901234569')]);
    expect(outcomes(other.body.items)).toEqual(['idempotency-key-reused']);
    for (const orderId of orders) expect(await parcelsOf(orderId)).toHaveLength(1);
  });

  it('says which step does work where a change needs a second word', async () => {
    const late = { ...item(orders[0], 'JJFI12345678901234570'), ifMatch: '"delivery.2"' };
    const { body } = await clerk.post('/v1/parcels', { items: [late] }, { 'idempotency-key': 'b' });
    const [{ problem }] = body.items;
    expect([problem.code, problem.nextStep.body]).toEqual([
      'delivery.force-needed',
      { force: true },
    ]);
    const items = [{ ...late, ...problem.nextStep.body }];
    const forced = await clerk.post('/v1/parcels', { items }, { 'idempotency-key': 'c' });
    expect(outcomes(forced.body.items)).toEqual(['told']);
  });
}
