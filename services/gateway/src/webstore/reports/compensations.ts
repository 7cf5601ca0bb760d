import type { AccountTransaction, Settlement } from '@libs/contracts';
import { startOfDay, sum, type Money } from '@libs/kernel';
import { FIND_MAX } from '@libs/view-store';
import type { Shop } from '../sign-in/shops.js';
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
const DAY_MS = 86_400_000;

/** What left for a web store in a period, oldest first. */
export async function compensationsOf(
  { views }: Webstore,
  { merchantId, sellerId }: Shop,
  { begin, end, methods }: Period & { readonly methods: readonly string[] | undefined },
): Promise<readonly Compensation[]> {
  const [from, to] = [startOfDay(begin), startOfDay(dayAfter(end))];
  const found = await views.settlements.find({
    where: {
      merchantId: { is: merchantId },
      status: { is: 'paid' },
      proposedAt: { from: daysBefore(from, PROPOSED_BEFORE_DAYS), to },
    },
    sort: { by: 'proposedAt', direction: 'ascending' },
    limit: FIND_MAX,
  });
  const paid = found
    .map(({ document }) => document)
    .filter(({ paidAt }) => paidAt !== undefined && paidAt >= from && paidAt < to);
  const isOurs = (order: AccountTransaction | undefined): order is AccountTransaction =>
    order?.merchantId === merchantId &&
    order.sellerId === sellerId &&
    (methods === undefined || methods.includes(order.method ?? ''));
  const all = await Promise.all(paid.map((settlement) => compensation(views, settlement, isOurs)));
  return all.filter(({ orders }) => orders.length > 0);
}

async function compensation(
  { transactions }: Webstore['views'],
  { settlementId, paidAt = '', lines }: Settlement,
  isOurs: (order: AccountTransaction | undefined) => order is AccountTransaction,
): Promise<Compensation> {
  const stand = lines.filter(({ answer }) => answer === 'claimed').map(({ line }) => line);
  const documents = await transactions.load(stand.map(({ orderId }) => orderId));
  const orders = stand.flatMap(({ orderId, ...sums }) => {
    const order = documents.get(orderId)?.document;
    return isOurs(order) ? [{ ...sums, order }] : [];
  });
  return { settlementId, paidAt, isBundle: lines.length > 1, orders, sums: sumsOf(orders) };
}

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

export const dayAfter = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00.000Z`) + DAY_MS).toISOString().slice(0, 10);

const daysBefore = (moment: string, days: number): string =>
  new Date(Date.parse(moment) - days * DAY_MS).toISOString();
