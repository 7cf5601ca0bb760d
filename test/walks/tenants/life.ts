import { until, type Answer, type Client } from '../client.js';
import type { Walk } from '../walk.js';
import { eur, workedExample } from '../worked-example.js';

/** Ids by the names that the API's document gives them. */
export type Ids = Readonly<Record<string, string>>;

/** A merchant of the demo data: who acts in its name. */
export interface Side {
  readonly manager: string;
  readonly store: string;
  /** A payment method that it and the order's package take. */
  readonly method: string;
}

/** A paid order with a refund, and a saved view: one example of each of their ids. */
export async function live(walk: Walk, { manager, store, method }: Side): Promise<Ids> {
  const [owner, webstore] = await Promise.all([walk.as(manager), walk.as(store)]);
  const orderId = await paidOrder(walk, webstore, { sellerId: store, method, number: 1 });
  const order = `/v1/orders/${orderId}`;
  const refund = {
    ...{ kind: 'price-reduction', timing: 'before-settlement', reason: 'other' },
    amount: eur(15_00),
  };
  const refunded = await tell(owner, order, `${order}/refunds`, refund);
  const kept = await owner.post('/v1/saved-views', { name: 'Ours' }, { 'idempotency-key': '"1"' });
  expect([refunded.status, kept.status]).toEqual([201, 201]);
  const { refundId } = refunded.body;
  await until(
    () => owner.get(`${order}/refunds/${refundId}`),
    ({ status }) => status === 200,
  );
  const { viewId } = kept.body;
  return { orderId, refundId, viewId };
}

/** A parcel of the order; no service package but the Satisfaction Guarantee asks for any. */
export async function ship(walk: Walk, { manager }: Side, orderId = ''): Promise<Ids> {
  const parcels = { parcels: [{ method: 'ITELL', tracking: 'JJFI12345678901234567' }] };
  const order = `/v1/orders/${orderId}`;
  const { body } = await tell(await walk.as(manager), order, `${order}/parcels`, parcels);
  return { parcelId: body.parcels[0].parcelId };
}

/** A case of the order: what the store offers its buyer. */
export async function offer(walk: Walk, { manager }: Side, orderId = ''): Promise<Ids> {
  const asked = { kind: 'price-reduction', amount: eur(10_00) };
  const order = `/v1/orders/${orderId}`;
  const owner = await walk.as(manager);
  const { body } = await tell(owner, order, `${order}/cases`, asked);
  const { caseId } = body;
  await until(
    () => owner.get(order),
    ({ headers }) => headers.get('etag')?.includes(`case.${caseId}.1`) === true,
  );
  return { caseId };
}

/** A settlement of the merchant, paid, with an order of its own. */
export async function settle(walk: Walk, { manager, store, method }: Side): Promise<Ids> {
  const [owner, webstore, simulator] = await Promise.all([
    walk.as(manager),
    walk.as(store),
    walk.as('simulator'),
  ]);
  const orderId = await paidOrder(walk, webstore, { sellerId: store, method, number: 2 });
  const merchantId = walk.merchantOf(manager);
  const settlementId = `settlement-of-${store}`;
  const [nothing, all] = [eur(0), eur(573_10)];
  const sums = { gross: all, refunded: nothing, commission: nothing, commissionVat: nothing };
  await until(
    () => owner.get(`/v1/orders/${orderId}/refunds`),
    ({ headers }) => headers.get('etag') === '"account.2"',
  );
  await simulator.post('/v1/simulator/settlement', {
    type: 'SettlementProposed',
    data: {
      ...{ settlementId, merchantId, lines: [{ orderId, ...sums, net: all }] },
      sums: { count: 1, ...sums, net: all },
    },
  });
  await until(
    () => simulator.get(`/v1/simulator/settlements/${settlementId}`),
    ({ body }) => body.status === 'confirmed',
  );
  return { settlementId };
}

interface Sold {
  readonly sellerId: string;
  readonly method: string;
  readonly number: number;
}

async function paidOrder(
  walk: Walk,
  webstore: Client,
  { sellerId, method, number }: Sold,
): Promise<string> {
  const paymentId = `life-${number}`;
  const { body } = await webstore.post('/v1/orders', workedExample({ sellerId, paymentId }));
  const simulator = await walk.as('simulator');
  await simulator.post('/v1/simulator/payments', {
    type: 'PaymentSucceeded',
    data: { sellerId, paymentId, receiptId: `r-${sellerId}-${number}`, method, paid: eur(573_10) },
  });
  return body.orderId;
}

/** Sends a command with the page's revision, once account and delivery are there. */
async function tell(owner: Client, order: string, path: string, body: object): Promise<Answer> {
  const { headers } = await until(
    () => owner.get(order),
    (page) => ['account', 'delivery'].every((stream) => page.headers.get('etag')?.includes(stream)),
  );
  return owner.post(path, body, {
    'idempotency-key': `"${path}"`,
    'if-match': headers.get('etag') ?? '',
  });
}
