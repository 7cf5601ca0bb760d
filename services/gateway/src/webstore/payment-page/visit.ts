import { setTimeout as sleep } from 'node:timers/promises';
import type {
  CheckoutOfOrder,
  MerchantInformation,
  OrderDetails,
  PaymentMethod,
} from '@libs/contracts';
import { isBefore, type OrderId } from '@libs/kernel';
import type { Language } from '../../http/language.js';
import { availableMethods } from '../methods/available-methods.js';
import { extraCostOf } from '../methods/extra-cost.js';
import type { Shop } from '../sign-in/shops.js';
import type { Webstore } from '../webstore.js';
import { paymentPage } from './page-html.js';
import { orderNamedBy } from './payment-url.js';

/** A buyer at the door: which order, which shop, and how it may be paid. */
export interface Visit {
  readonly order: OrderDetails;
  readonly document: CheckoutOfOrder;
  readonly checkout: CheckoutOfOrder['checkout'];
  readonly shop: Shop | undefined;
  readonly storeName: string;
  readonly methods: readonly PaymentMethod[];
}

/** Views may be a moment behind what the shop was just told. */
const WAIT_MS = 50;
const WAITS_MAX = 60;
/** So long a buyer is kept waiting for the confirmation of a payment. */
const PAID_WAITS_MAX = 100;

/** The visit that an address of ours means; `undefined` for one that we did not make. */
export async function findVisit(webstore: Webstore, token: string): Promise<Visit | undefined> {
  const orderId = orderNamedBy(webstore.ports, token);
  if (orderId === undefined) return undefined;
  for (let waits = 0; waits < WAITS_MAX; waits += 1) {
    const visit = await visitOf(webstore, orderId);
    if (visit !== undefined) return visit;
    await sleep(WAIT_MS);
  }
  return undefined;
}

/** The visit once its order is paid, or as it stands when that takes too long. */
export async function whenPaid(webstore: Webstore, visit: Visit): Promise<Visit> {
  let latest = visit;
  for (let waits = 0; waits < PAID_WAITS_MAX && latest.order.paidAt === undefined; waits += 1) {
    await sleep(WAIT_MS);
    latest = (await visitOf(webstore, visit.order.orderId)) ?? latest;
  }
  return latest;
}

async function visitOf(
  { views, findShop }: Webstore,
  orderId: OrderId,
): Promise<Visit | undefined> {
  const [orders, checkouts] = await Promise.all([
    views.orders.load([orderId]),
    views.checkouts.load([orderId]),
  ]);
  const [order, document] = [orders.get(orderId)?.document, checkouts.get(orderId)?.document];
  if (order === undefined || document === undefined) return undefined;
  const { merchantId, sellerId } = order;
  const [shop, merchants] = await Promise.all([
    findShop(sellerId),
    views.merchants.load([merchantId]),
  ]);
  return {
    ...{ order, document, shop },
    checkout: document.checkout,
    ...offered(order, merchants.get(merchantId)?.document),
  };
}

function offered(
  { sellerId, total }: OrderDetails,
  merchant: MerchantInformation | undefined,
): Pick<Visit, 'storeName' | 'methods'> {
  const store = merchant?.webStores.find((each) => each.sellerId === sellerId);
  const agreement = merchant?.agreement;
  return {
    storeName: store?.name ?? sellerId,
    methods: agreement === undefined ? [] : availableMethods(agreement, total),
  };
}

/** Called off, or past the moment that the shop set. Late money still revives an expired order. */
export const isOver = ({ order, document: { openUntil } }: Visit, now: string): boolean =>
  order.status === 'cancelled' || (openUntil !== undefined && !isBefore(now, openUntil));

/** The language that the shop asked for. */
export function languageOfVisit({ checkout: { locale } }: Pick<Visit, 'checkout'>): Language {
  switch (locale) {
    case 'fi_FI':
      return 'fi';
    case 'sv_FI':
      return 'sv';
    case 'en_FI':
      return 'en';
  }
}

export function shownPayment(
  visit: Visit,
  { isMethodMissing = false }: { readonly isMethodMissing?: boolean },
): string {
  const { order, checkout, storeName, methods } = visit;
  return paymentPage({
    language: languageOfVisit(visit),
    ...{ storeName, isMethodMissing },
    methods: methods.map((method) => ({ method, extraCost: extraCostOf(method, order.terms) })),
    orderNumber: order.orderNumber,
    total: order.total,
    chosen: order.method ?? checkout.method,
  });
}
