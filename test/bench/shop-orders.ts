import { PaymentMethod, REQUEST_TOPICS, type OrderCommand } from '@libs/contracts';
import { eur, idFrom, orderIdOf, PaymentId, referenceOf, type OrderId } from '@libs/kernel';
import type { Standalone } from '@services/standalone';
import { COFFEE_SHOP } from '../../services/standalone/src/demo/demo-merchants.js';

const AT_ONCE_MAX = 400;
const MINUTE_MS = 60_000;

/** So many paid orders of the coffee shop, numbered from `from`; each has 3 account events. */
export async function fillWithOrders(
  extranet: Standalone,
  from: number,
  count: number,
): Promise<readonly OrderId[]> {
  const { bus } = extranet.platform.ports;
  const orderIds: OrderId[] = [];
  for (let done = 0; done < count; done += AT_ONCE_MAX) {
    const numbers = Array.from(
      { length: Math.min(AT_ONCE_MAX, count - done) },
      (_, at) => from + done + at,
    );
    orderIds.push(...(await Promise.all(numbers.map((number) => received(extranet, number)))));
    await bus.publish('payments.events', numbers.map(paid));
    await bus.settled({ timeoutMs: 600_000 });
  }
  return orderIds;
}

async function received({ platform }: Standalone, number: number): Promise<OrderId> {
  const { ports, requests } = platform;
  const command = shopOrder(number);
  const commandId = idFrom('bench', String(number));
  const answer = await requests.send(REQUEST_TOPICS.orders, command.data.orderId, {
    ...{ commandId, correlationId: commandId, causationId: commandId, command },
    fingerprint: ports.secrets.fingerprint(command),
    tenant: COFFEE_SHOP.merchantId,
    actor: { kind: 'webstore', id: 'kahvikauppa' },
    issuedAt: command.data.at,
  });
  if (answer.outcome !== 'accepted') throw new Error(`order ${number} was ${answer.outcome}`);
  return command.data.orderId;
}

/** An order as a small web store has them: three rows, a minute after the one before. */
export function shopOrder(number: number) {
  const paymentId = PaymentId.parse(`bench-${number}`);
  const { merchantId, sellerId, terms } = COFFEE_SHOP;
  const address = {
    name: `Matti Meikäläinen ${number}`,
    address: 'Katu 1',
    postalCode: '00100',
    city: 'Helsinki',
    country: 'FI',
  };
  const row = (name: string, cents: number, type: 1 | 2) => ({
    name,
    quantity: '1',
    unitPrice: { basis: 'gross' as const, amount: eur(cents) },
    vatRate: 2550,
    discount: 0,
    type,
  });
  const rows = [row('Coffee beans', 24_90, 1), row('Filter', 9_90, 1), row('Post', 5_90, 2)];
  return {
    type: 'ReceiveOrder',
    data: {
      orderId: orderIdOf(sellerId, paymentId),
      ...{ merchantId, sellerId, paymentId, terms, rows },
      orderNumber: String(number),
      reference: referenceOf(String(10_000 + number)),
      ...{ amount: eur(34_80), sellerCosts: eur(5_90) },
      buyer: { ...address, email: `matti.${number}@example.com` },
      delivery: address,
      at: new Date(Date.UTC(2026, 0, 1) + number * MINUTE_MS).toISOString(),
    },
  } satisfies OrderCommand;
}

function paid(number: number) {
  const { data } = shopOrder(number);
  return {
    id: idFrom('bench', 'paid', String(number)),
    key: data.paymentId,
    time: data.at,
    type: 'PaymentSucceeded',
    data: {
      sellerId: data.sellerId,
      paymentId: data.paymentId,
      receiptId: `bench-receipt-${number}`,
      method: PaymentMethod.parse('FI50'),
      paid: eur(40_70),
      succeededAt: data.at,
    },
  };
}
