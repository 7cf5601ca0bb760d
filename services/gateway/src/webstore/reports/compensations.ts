import type {
  AccountTransaction,
  Settlement,
  SettlementDeduction,
  SettlementLine,
} from '@libs/contracts';
import {
  hoursAfter,
  minus,
  NOTHING,
  startOfDay,
  sum,
  type Money,
  type OrderId,
} from '@libs/kernel';
import { allThatMatch } from '../../transactions/all-that-match.js';
import type { Shop } from '../sign-in/shops.js';
import { daysAfter } from '../wire/message-date.js';
import type { Webstore } from '../webstore.js';

/** One settlement that was paid, with those of its orders that the report is about. */
export interface Compensation {
  readonly settlementId: string;
  readonly paidAt: string;
  readonly isBundle: boolean;
  readonly orders: readonly CompensatedOrder[];
  readonly sums: Sums;
}

export interface Sums {
  readonly gross: Money;
  readonly net: Money;
  readonly refunded: Money;
  readonly commission: Money;
  readonly commissionVat: Money;
}

export interface CompensatedOrder extends Sums {
  readonly order: AccountTransaction;
}

/** Days as dates, both of them in it. */
export interface Period {
  readonly begin: string;
  readonly end: string;
}

/** A settlement is proposed before it is paid, and not long before. */
const PROPOSED_BEFORE_DAYS = 62;

/** What a report is about besides its period. */
export interface About {
  readonly methods: readonly string[] | undefined;
  /** Of orders in the balance model alone. */
  readonly isBalance: boolean;
}

/** What left for a web store in a period, oldest first. */
export async function compensationsOf(
  { views }: Webstore,
  { merchantId, sellerId }: Shop,
  { begin, end, methods, isBalance }: Period & About,
): Promise<readonly Compensation[]> {
  const [from, to] = [startOfDay(begin), startOfDay(daysAfter(end, 1))];
  const proposedAt = { from: hoursAfter(from, -24 * PROPOSED_BEFORE_DAYS), to };
  const isOurs = (order: AccountTransaction): boolean =>
    order.merchantId === merchantId &&
    order.sellerId === sellerId &&
    (methods === undefined || methods.includes(order.method ?? ''));
  const found = allThatMatch(views.settlements, {
    where: { merchantId: { is: merchantId }, status: { is: 'paid' }, proposedAt },
    sort: { by: 'proposedAt', direction: 'ascending' },
    sortValue: (settlement) => settlement.proposedAt,
  });
  const all: Compensation[] = [];
  for await (const page of found)
    for (const settlement of page) {
      const { paidAt } = settlement;
      if (paidAt === undefined || paidAt < from || paidAt >= to) continue;
      const about = await compensation(views, settlement, { isOurs, isBalance });
      if (about.orders.length > 0) all.push(about);
    }
  return all;
}

async function compensation(
  views: Webstore['views'],
  { settlementId, paidAt = '', lines, deductions }: Settlement,
  { isOurs, isBalance }: { isOurs: (order: AccountTransaction) => boolean; isBalance: boolean },
): Promise<Compensation> {
  const stand = [
    ...lines.filter(({ answer }) => answer === 'claimed').map(({ line }) => line),
    ...deductions
      .filter(({ answer }) => answer === 'claimed')
      .map(({ deduction }) => refundAlone(deduction)),
  ];
  const orderIds = stand.map(({ orderId }) => orderId);
  const documents = await views.transactions.load(orderIds);
  const inBalance = isBalance ? await balanceOrders(views, orderIds) : undefined;
  const orders = stand.flatMap(({ orderId, ...sums }) => {
    const order = documents.get(orderId)?.document;
    const isMeant = order !== undefined && isOurs(order) && inBalance?.has(orderId) !== false;
    return isMeant ? [{ ...sums, order }] : [];
  });
  return { settlementId, paidAt, isBundle: lines.length > 1, orders, sums: sumsOf(orders) };
}

/** Those whose agreement was of the balance model when they came in. */
async function balanceOrders(
  { orders }: Webstore['views'],
  orderIds: readonly OrderId[],
): Promise<ReadonlySet<OrderId>> {
  const pages = await orders.load(orderIds);
  return new Set(
    orderIds.filter((id) => pages.get(id)?.document.terms.settlementModel === 'balance'),
  );
}

/** An advance that was taken back: to a report a refund of an order that has nothing else in it. */
const refundAlone = ({ orderId, amount }: SettlementDeduction): SettlementLine => ({
  orderId,
  ...{ gross: NOTHING, refunded: amount, commission: NOTHING, commissionVat: NOTHING },
  net: minus(NOTHING, amount),
});

function sumsOf(orders: readonly CompensatedOrder[]): Sums {
  const of = (name: keyof Sums): Money => sum(orders.map((each) => each[name]));
  return {
    gross: of('gross'),
    net: of('net'),
    refunded: of('refunded'),
    commission: of('commission'),
    commissionVat: of('commissionVat'),
  };
}
