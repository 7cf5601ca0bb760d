import { accountTransactionsView, STATUS_CODE, type AccountTransaction } from '@libs/contracts';
import { eur, idFrom, OrderId } from '@libs/kernel';
import type { Standalone } from '@services/standalone';
import { fillWithOrders } from './shop-orders.js';

const PORTION = 1000;
const MINUTE_MS = 60_000;

/** States as a shop of some size has them: most orders are over, some wait. */
const KINDS: readonly Partial<AccountTransaction>[] = [
  ...Array.from({ length: 14 }, () => ({ status: 'settled', pendingWork: 'none' }) as const),
  { status: 'paid-direct', pendingWork: 'being-delivered-or-unsettled' },
  { status: 'paid-direct', pendingWork: 'being-delivered-or-unsettled' },
  { status: 'paid-awaiting-shipping', pendingWork: 'missing-tracking' },
  { status: 'received', pendingWork: 'unpaid' },
  {
    ...{ status: 'price-reduction-proposed', pendingWork: 'case-waiting-for-you' },
    casesAwait: 'merchant',
  },
  { status: 'refunded', pendingWork: 'none' },
];

/**
 * Lines of Account Transactions as one real order has it, saved into the view: what reads it sees
 * so many orders, and nobody waits for their lives.
 */
export async function fillWithLines(extranet: Standalone, count: number): Promise<void> {
  const [orderId = ''] = await fillWithOrders(extranet, 0, 1);
  const view = await extranet.platform.ports.views.open(accountTransactionsView);
  const head = await extranet.platform.ports.store.head();
  await view.caughtUp(head, { timeoutMs: MINUTE_MS });
  const line = (await view.load([orderId])).get(orderId)?.document;
  if (line === undefined) throw new Error('the first order is shown');
  for (let from = 0; from < count; from += PORTION) {
    const numbers = Array.from({ length: Math.min(PORTION, count - from) }, (_, at) => from + at);
    const lines = numbers.map((number) => lineLike(line, number));
    const changes = lines.map((document) => ({ id: document.orderId, document, position: head }));
    await view.save(changes, head);
  }
}

function lineLike(line: AccountTransaction, number: number): AccountTransaction {
  const kind = KINDS[number % KINDS.length] ?? {};
  const at = new Date(Date.parse(line.receivedAt) + number * MINUTE_MS).toISOString();
  return {
    ...line,
    ...kind,
    statusCode: STATUS_CODE[kind.status ?? line.status],
    orderId: OrderId.parse(idFrom('bench line', String(number))),
    orderNumber: String(number),
    buyerName: `Matti Meikäläinen ${number}`,
    total: eur(10_00 + (number % 20_000)),
    ...{ receivedAt: at, pendingSince: at, casesSince: at },
    cardVerification: number % 10 === 0 ? 'not-verified' : 'verified',
  };
}
