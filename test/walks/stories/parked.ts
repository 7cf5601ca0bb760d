import type { Money } from '@libs/kernel';
import { until, type Client } from '../client.js';
import type { StartWalk, Walk } from '../walk.js';
import { eur, workedExample } from '../worked-example.js';

const PARKED = '/v1/operations/parked';

/** A payment of an order that nobody knows yet, told twice with two sums. */
export function parkedStory(start: StartWalk): void {
  let walk: Walk;
  let webstore: Client;
  let simulator: Client;
  let operator: Client;
  let first: Listed;
  let second: Listed;
  let orderId: string;

  interface Listed {
    readonly messageId: string;
    readonly status: string;
    readonly attempts: number;
    readonly links: { readonly retry: string; readonly skip: string };
  }

  beforeAll(async () => {
    walk = await start();
    await signIn();
  });
  afterAll(() => walk.end());

  async function signIn() {
    [webstore, simulator, operator] = await Promise.all([
      walk.as('kahvikauppa'),
      walk.as('simulator'),
      walk.as('operator'),
    ]);
  }

  const pay = (paid: Money) =>
    simulator.post('/v1/simulator/payments', {
      type: 'PaymentSucceeded',
      data: {
        ...{ sellerId: 'kahvikauppa', paymentId: '1998524_1', receiptId: 'receipt-parked' },
        ...{ method: 'FI50', paid },
      },
    });

  it('is parked with its reason, and the next one of its key waits behind it', async () => {
    await pay(eur(573_10));
    await pay(eur(573_11));
    const { body } = await until(
      () => operator.get(PARKED),
      ({ body: { items } }) => items[0]?.waitingBehind === 1,
    );
    [first, second] = body.items;
    expect(body.items).toMatchObject([
      {
        ...{ service: 'orders', topic: 'payments.events', type: 'PaymentSucceeded' },
        ...{ status: 'parked', reason: 'unknown', key: 'kahvikauppa/1998524_1' },
      },
      { status: 'waiting', reason: 'behind-another', attempts: 0, waitingBehind: 0 },
    ]);
  });

  it('is not tried out of its turn', async () => {
    const { status, body } = await operator.post(second.links.retry, {});
    expect([status, body.code]).toEqual([409, 'parked.behind-another']);
    expect(body.nextStep.href).toBe(first.links.retry);
  });

  it('stays parked when it fails again, and after a restart', async () => {
    const { status, body } = await operator.post(first.links.retry, {});
    expect([status, body.status, body.attempts]).toEqual([200, 'parked', first.attempts + 1]);
    await walk.restart();
    await signIn();
    expect((await operator.get(PARKED)).body.items).toHaveLength(2);
  });

  it('is handled once what it waited for is there; the one behind it is tried then', async () => {
    ({ orderId } = (await webstore.post('/v1/orders', workedExample())).body);
    const { status, body } = await operator.post(first.links.retry, {});
    expect([status, body.status, body.ended.by]).toEqual([
      200,
      'handled',
      { kind: 'operator', id: 'operator' },
    ]);
    await until(
      () => webstore.get(`/v1/orders/${orderId}`),
      (answer) => answer.body.status === 'paid-direct',
    );
    const again = await operator.post(first.links.retry, {});
    expect([again.status, again.headers.get('idempotency-hit')]).toEqual([200, 'true']);
    const [left] = (await operator.get(PARKED)).body.items;
    expect(left).toMatchObject({ messageId: second.messageId, status: 'parked' });
    expect(left.reason).not.toBe('unknown');
  });

  it('is skipped for a reason, once', async () => {
    const wordless = await operator.post(second.links.skip, {});
    expect([wordless.status, wordless.body.errors[0].pointer]).toEqual([400, '/reason']);
    const skipped = await operator.post(second.links.skip, { reason: 'Told twice.' });
    expect([skipped.status, skipped.body.status]).toEqual([200, 'skipped']);
    expect(skipped.body.ended).toMatchObject({ reason: 'Told twice.' });
    const other = await operator.post(second.links.skip, { reason: 'A second thought.' });
    expect([other.status, other.body.code]).toEqual([409, 'parked.already-skipped']);
    const late = await operator.post(second.links.retry, {});
    expect([late.status, late.body.nextStep.href]).toEqual([409, PARKED]);
    expect((await operator.get(PARKED)).body.items).toEqual([]);
    expect((await operator.get(`${PARKED}?status=handled,skipped`)).body.items).toHaveLength(2);
  });

  it('is nobody else’s, and unknown by another name', async () => {
    expect((await webstore.get(PARKED)).status).toBe(403);
    expect((await operator.post(`${PARKED}/orders.nobody/m/retry`, {})).status).toBe(404);
  });
}
