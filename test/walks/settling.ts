import { until, type Client } from './client.js';
import { eur } from './worked-example.js';

/** Which settlement, and whose. */
export interface Settling {
  readonly settlementId: string;
  readonly merchantId: string;
}

/** Worked examples that nothing was given back of: resolves once all of them are claimed. */
export async function claimWhole(
  simulator: Client,
  settling: Settling,
  orders: readonly string[],
): Promise<void> {
  const sums = {
    ...{ gross: eur(573_10), refunded: eur(0), commission: eur(0), commissionVat: eur(0) },
    net: eur(573_10),
  };
  const whole = eur(573_10 * orders.length);
  await simulator.post('/v1/simulator/settlement', {
    type: 'SettlementProposed',
    data: {
      ...settling,
      lines: orders.map((order) => ({ orderId: order.split('/').at(-1), ...sums })),
      sums: { ...sums, count: orders.length, gross: whole, net: whole },
    },
  });
  await untilSettlement(simulator, settling, 'confirmed');
}

/** The same, and the merchant has the money. */
export async function settleWhole(
  simulator: Client,
  settling: Settling,
  orders: readonly string[],
): Promise<void> {
  await claimWhole(simulator, settling, orders);
  await simulator.post('/v1/simulator/settlement', {
    type: 'SettlementPaymentMade',
    data: {
      ...settling,
      orderIds: orders.map((order) => order.split('/').at(-1)),
      net: eur(573_10 * orders.length),
    },
  });
  await untilSettlement(simulator, settling, 'paid');
}

const untilSettlement = (simulator: Client, { settlementId }: Settling, status: string) =>
  until(
    () => simulator.get(`/v1/simulator/settlements/${settlementId}`),
    ({ body }) => body.status === status,
  );
