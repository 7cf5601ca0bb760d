import { until, type Answer, type Client } from '../client.js';
import type { StartWalk, Walk } from '../walk.js';
import { eur, workedExample } from '../worked-example.js';

/** An order in the Satisfaction Guarantee, from its payment to the end of its inspection. */
export function shippingStory(start: StartWalk): void {
  let walk: Walk;
  let webstore: Client;
  let clerk: Client;
  let simulator: Client;
  let order: string;
  let orderId: string;
  let parcelId: string;

  beforeAll(async () => {
    walk = await start();
    await signIn();
  });
  afterAll(() => walk.end());

  async function signIn() {
    [webstore, clerk, simulator] = await Promise.all([
      walk.as('testikauppias'),
      walk.as('sari'),
      walk.as('simulator'),
    ]);
  }

  const page = () => clerk.get(order);
  const untilStatus = (status: string) => until(page, ({ body }) => body.status === status);
  const tell = async (body: object, key: string): Promise<Answer> =>
    clerk.post(`${order}/parcels`, body, {
      'idempotency-key': key,
      'if-match': (await page()).headers.get('etag') ?? '',
    });
  const whatIn = ({ body }: Answer): readonly string[] =>
    body.timeline.map(({ what }: { readonly what: string }) => what);
  const days = (count: number, from: string) =>
    new Date(Date.parse(from) + count * 86_400_000).toISOString();

  it('misses its tracking code once it is paid', async () => {
    const sent = await webstore.post('/v1/orders', workedExample({ sellerId: 'testikauppias' }));
    ({ orderId } = sent.body);
    order = `/v1/orders/${orderId}`;
    expect((await tell({ parcels: [{ method: 'UNREG' }] }, 'early')).body.code).toBe(
      'delivery.not-paid',
    );
    await simulator.post('/v1/simulator/payments', {
      type: 'PaymentSucceeded',
      data: {
        ...{ sellerId: 'testikauppias', paymentId: '1998524_1', receiptId: 'receipt-shipping' },
        ...{ method: 'FI01', paid: eur(573_10) },
      },
    });
    await until(
      () => clerk.get(`${order}/parcels`),
      ({ headers }) => headers.get('etag') === '"delivery.0"',
    );
    const { body } = await untilStatus('paid-awaiting-shipping');
    expect(body.statusCode).toBe('20');
    const summary = await clerk.get('/v1/transactions/summary');
    expect(summary.body.groups).toContainEqual(
      expect.objectContaining({ group: 'missing-tracking', count: 1 }),
    );
  });

  it('is not sent with a code that its carrier does not have', async () => {
    await until(page, ({ headers }) => headers.get('etag')?.includes('delivery.0') === true);
    const { status, body } = await tell(
      { parcels: [{ method: 'ITELL', tracking: 'nonsense' }] },
      'wrong',
    );
    expect([status, body.code]).toEqual([400, 'delivery.parcels-wrong']);
    expect(body.errors[0].pointer).toBe('/parcels/0/tracking');
    expect((await clerk.get(`${order}/parcels`)).body.parcels).toEqual([]);
  });

  it('is being delivered when all of it is sent, told once however often it is told', async () => {
    const body = {
      parcels: [{ method: 'ITELL', tracking: 'JJFI12345678901234567' }],
      allSent: true,
    };
    const ifMatch = (await page()).headers.get('etag') ?? '';
    const headers = { 'idempotency-key': 'sent', 'if-match': ifMatch };
    const first = await clerk.post(`${order}/parcels`, body, headers);
    expect(first.status).toBe(201);
    ({ parcelId } = first.body.parcels[0]);
    const again = await clerk.post(`${order}/parcels`, body, headers);
    expect([again.status, again.headers.get('idempotency-hit')]).toEqual([201, 'true']);
    expect(again.body.parcels).toHaveLength(1);
    await untilStatus('in-delivery');
  });

  it('takes a change after that with a second word only', async () => {
    await until(page, ({ headers }) => headers.get('etag')?.includes('delivery.2') === true);
    const more = { parcels: [{ method: 'PICKU', tracking: 'at the counter' }] };
    expect((await tell(more, 'more')).body.code).toBe('delivery.force-needed');
    expect((await tell({ ...more, force: true }, 'forced')).status).toBe(201);
  });

  it("is none of another merchant's business", async () => {
    const other = await walk.as('liisa');
    expect((await other.get(`${order}/parcels`)).status).toBe(404);
  });

  it('is in inspection when the carrier has handed it over, whatever is told of unknown parcels', async () => {
    const { body: clock } = await simulator.get('/v1/simulator/clock');
    const delivered = (id: string, key: string) =>
      simulator.post(
        '/v1/simulator/carriers',
        {
          type: 'ParcelDelivered',
          data: { orderId, parcelId: id, handedOverAt: clock.now },
        },
        { 'idempotency-key': key },
      );
    await delivered(parcelId, 'handed-over');
    await delivered(parcelId, 'handed-over-again');
    const { body } = await untilStatus('in-inspection');
    expect(Date.parse(body.shipping.inspectionEndsAt)).toBeGreaterThan(
      Date.parse(days(14, clock.now)),
    );
    await delivered('00000000-0000-4000-8000-000000000000', 'unknown-parcel');
    await until(
      () => walk.metrics(),
      ({ body: metrics }) => /^extranet_deadletter_events\{[^}]*\} [1-9]/mu.test(metrics),
    );
  });

  it('is still in inspection after a restart a day before its end', async () => {
    const { body } = await page();
    await simulator.post('/v1/simulator/clock', { to: days(-1, body.shipping.inspectionEndsAt) });
    await walk.restart();
    await signIn();
    expect((await page()).body.status).toBe('in-inspection');
    const { body: clock } = await simulator.get('/v1/simulator/clock');
    expect(Date.parse(clock.now)).toBeGreaterThanOrEqual(
      Date.parse(days(-1, body.shipping.inspectionEndsAt)),
    );
  });

  it('is ready for its settlement when the last day is over', async () => {
    const { body } = await page();
    const moved = await simulator.post('/v1/simulator/clock', {
      to: body.shipping.inspectionEndsAt,
    });
    expect(moved.status).toBe(200);
    const { body: after } = await untilStatus('awaiting-settlement');
    expect(after.shipping.inspectionEndedAt).toBe(body.shipping.inspectionEndsAt);
    await until(page, (answer) => whatIn(answer).includes('OrderReadyForSettlement'));
    expect(whatIn(await page()).filter((what) => what === 'InspectionEnded')).toHaveLength(1);
  });

  it('has a clock that goes forward only', async () => {
    const { status, body } = await simulator.post('/v1/simulator/clock', {
      to: '2020-01-01T00:00:00.000Z',
    });
    expect([status, body.errors[0].pointer]).toEqual([400, '/to']);
  });
}
