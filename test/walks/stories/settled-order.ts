import { until, type Answer, type Client } from '../client.js';
import type { Walk } from '../walk.js';
import { eur, workedExample } from '../worked-example.js';

/** An order of the coffee shop whose money is the merchant's already, and refunds of it. */
export interface SettledOrder {
  readonly orderId: string;
  /** A refund after settlement, which waits for the merchant's transfer, or for approval first. */
  refund(minorUnits: number, key: string, status?: string): Promise<WaitingRefund>;
  /** Another of the merchant's people says yes. */
  approve(refundId: string): Promise<Answer>;
  withdraw(refundId: string): Promise<Answer>;
  /** Until it is in one of these states. */
  untilRefund(refundId: string, ...statuses: readonly string[]): Promise<Answer>;
}

export interface WaitingRefund {
  readonly refundId: string;
  readonly funding: { readonly iban: string; readonly reference: string };
}

export async function settledOrder(walk: Walk, paymentId: string): Promise<SettledOrder> {
  const [merchant, webstore, simulator] = await Promise.all([
    walk.as('liisa'),
    walk.as('kahvikauppa'),
    walk.as('simulator'),
  ]);
  const { body: received } = await webstore.post('/v1/orders', workedExample({ paymentId }));
  const orderId: string = received.orderId;
  const order = `/v1/orders/${orderId}`;
  await simulator.post('/v1/simulator/payments', {
    type: 'PaymentSucceeded',
    data: {
      ...{ sellerId: 'kahvikauppa', paymentId, receiptId: `r-${paymentId}` },
      ...{ method: 'FI50', paid: eur(573_10) },
    },
  });
  await settle({ walk, merchant, simulator, orderId });
  let written = '';
  const told = async (path: string, body: object, { key, who = 'liisa' }: Wish) => {
    // Signed in anew: the extranet may have been started again meanwhile.
    const client = await walk.as(who);
    const query = written === '' ? '' : `?atLeast=${written}`;
    const { headers } = await client.get(`${order}/refunds${query}`);
    const answer = await client.post(path, body, {
      'idempotency-key': `"${key}"`,
      'if-match': headers.get('etag') ?? '',
    });
    written = answer.headers.get('extranet-position') ?? written;
    return answer;
  };
  return {
    orderId,
    refund: async (minorUnits, key, awaited = 'waiting-for-transfer') => {
      const { status, body } = await told(
        `${order}/refunds`,
        {
          ...{ kind: 'price-reduction', timing: 'after-settlement', reason: 'other' },
          amount: eur(minorUnits),
        },
        { key },
      );
      expect([status, body.status]).toEqual([201, awaited]);
      return body;
    },
    withdraw: (refundId) =>
      told(`${order}/refunds/${refundId}/withdraw`, {}, { key: `w-${refundId}` }),
    approve: (refundId) =>
      told(`${order}/refunds/${refundId}/approve`, {}, { key: `a-${refundId}`, who: 'pekka' }),
    untilRefund: (refundId, ...statuses) =>
      until(
        async () => (await walk.as('liisa')).get(`${order}/refunds/${refundId}`),
        ({ body }) => statuses.includes(body.status),
      ),
  };
}

interface Wish {
  readonly key: string;
  readonly who?: string;
}

interface Settling {
  readonly walk: Walk;
  readonly merchant: Client;
  readonly simulator: Client;
  readonly orderId: string;
}

async function settle({ walk, merchant, simulator, orderId }: Settling): Promise<void> {
  const settlementId = `settlement-of-${orderId}`;
  const [nothing, all] = [eur(0), eur(573_10)];
  const sums = { gross: all, refunded: nothing, commission: nothing, commissionVat: nothing };
  await until(
    () => merchant.get(`/v1/orders/${orderId}/refunds`),
    ({ headers }) => headers.get('etag') === '"account.2"',
  );
  await simulator.post('/v1/simulator/settlement', {
    type: 'SettlementProposed',
    data: {
      ...{ settlementId, merchantId: walk.merchantOf('liisa') },
      ...{ lines: [{ orderId, ...sums, net: all }], sums: { count: 1, ...sums, net: all } },
    },
  });
  await until(
    () => merchant.get(`/v1/orders/${orderId}/refund-options`),
    ({ body }) => body.options[1].available === true,
  );
}
