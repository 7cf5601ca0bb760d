import {
  AccountEvent,
  OrderEvent,
  PaymentMethod,
  type Buyer,
  type OrderRow,
  type Terms,
} from '@libs/contracts';
import { EMPTY, type EventStore, type NewEvent } from '@libs/event-store';
import {
  assert,
  eur,
  idFrom,
  MerchantId,
  orderIdOf,
  PaymentId,
  referenceOf,
  RefundId,
  SellerId,
  SettlementId,
} from '@libs/kernel';
import { v7 } from 'uuid';
import { orderDecider } from '../../services/orders/src/order/order.decider.js';

/** Ten events an order: it comes, is paid, partly refunded, and claimed for settlement. */
export const EVENTS_AN_ORDER = 10;

/** Orders of one hour or so: their events lie between each other's in the log. */
const ORDERS_AT_ONCE = 250;

/** Fills a store with orders as they come: two streams each, in one global order. */
export async function fillWithOrders(store: EventStore, orders: number): Promise<void> {
  for (let first = 0; first < orders; first += ORDERS_AT_ONCE) {
    const length = Math.min(ORDERS_AT_ONCE, orders - first);
    const lives = Array.from({ length }, (_, index) => lifeOf(first + index));
    const append = (
      part: 'order' | 'account',
      expected: number,
      events: (life: Life) => readonly Told[],
    ) =>
      Promise.all(
        lives.map((life) => {
          const stream = `${part}-${life.orderId}`;
          return store.append(stream, expected, events(life).map(recordable));
        }),
      );
    await append('order', EMPTY, ({ order }) => order.slice(0, 1));
    await append('order', 0, ({ order }) => order.slice(1));
    await append('account', EMPTY, ({ account }) => account.slice(0, 3));
    await append('account', 2, ({ account }) => account.slice(3, 5));
    await append('account', 4, ({ account }) => account.slice(5));
  }
}

type Told = OrderEvent | AccountEvent;

interface Life {
  readonly orderId: string;
  readonly order: readonly OrderEvent[];
  readonly account: readonly AccountEvent[];
}

const SELLER = SellerId.parse('kahvikauppa');
const MERCHANT = MerchantId.parse('11111111-1111-4111-8111-111111111111');
const CARD = PaymentMethod.parse('FI50');
const TERMS: Terms = {
  agreementVersion: 1,
  servicePackage: 'direct',
  settlementModel: 'gross',
  settlementBundling: 'transaction-specific',
  inspectionDays: 0,
  invoicingFeeMax: eur(5_00),
  fundingFee: eur(0),
};

/** The provider's worked example (domain: Orders). */
const ROWS: readonly OrderRow[] = [
  { name: 'Kahvinkeitin', quantity: '2', amount: 123_00, discount: 0, type: 1 as const },
  { name: 'Räätälöity tuote', quantity: '1', amount: 369_00, discount: 1000, type: 4 as const },
  { name: 'Alennus', quantity: '1', amount: -10_00, discount: 0, type: 6 as const },
  { name: 'Toimitus', quantity: '1', amount: 5_00, discount: 0, type: 2 as const },
].map(({ amount, ...row }) => ({
  ...row,
  unitPrice: { basis: 'gross', amount: eur(amount) },
  vatRate: 2550,
}));

const FIRST = ['Liisa', 'Matti', 'Åsa', 'Jörgen', 'Päivi', 'Ville', 'Anna', 'Eeva'];
const LAST = ['Virtanen', 'Meikäläinen', 'Öhman', 'Korhonen', 'Järvinen', 'Nyberg', 'Mäki'];

function buyerOf(n: number): Buyer {
  const first = FIRST[n % FIRST.length] ?? '';
  const last = LAST[n % LAST.length] ?? '';
  const address = { address: `Katu ${n % 200}`, postalCode: '00100', city: 'Helsinki' };
  return { name: `${first} ${last}`, ...address, country: 'FI', email: `buyer${n}@example.fi` };
}

const at = (n: number, minutes: number): string =>
  new Date(Date.UTC(2026, 0, 5) + (n + minutes) * 60_000).toISOString();

function lifeOf(n: number): Life {
  const paymentId = PaymentId.parse(`P${n}`);
  const orderId = orderIdOf(SELLER, paymentId);
  const owner = { orderId, merchantId: MERCHANT };
  const received = receivedOrder(n, paymentId);
  const { orderNumber, reference, total, vat, terms } = received.data;
  const names = { sellerId: SELLER, paymentId, orderNumber, reference };
  const paid = { method: CARD, methodGroup: 'card' as const };
  const receiptId = `receipt-${n}`;
  const all = { vat, excess: eur(0) };
  const amount = eur(15_00);
  const refund = {
    ...owner,
    refundId: RefundId.parse(idFrom('refund', orderId)),
    amount,
    vat: [{ vatRate: 2550, gross: amount }],
    excess: eur(0),
  };
  const gross = { gross: total, refunded: amount, commission: eur(0), commissionVat: eur(0) };
  return {
    orderId,
    order: [
      received,
      { type: 'PaymentMethodChosen', data: { ...owner, ...paid, chosenAt: at(n, 1) } },
      {
        type: 'PaymentConfirmed',
        data: {
          ...{ ...owner, ...names, ...paid, ...all, terms, receiptId },
          ...{ asked: total, paid: total, confirmedAt: at(n, 2) },
        },
      },
    ],
    account: [
      { type: 'AccountOpened', data: { ...owner, ...names, ...paid, terms, openedAt: at(n, 2) } },
      {
        type: 'PaymentCaptured',
        data: { ...owner, receiptId, captured: total, ...all, capturedAt: at(n, 2) },
      },
      {
        type: 'OrderReadyForSettlement',
        data: {
          ...{ ...owner, ...names, gross: total, refunded: eur(0), readyAt: at(n, 2) },
          settlementModel: terms.settlementModel,
          settlementBundling: terms.settlementBundling,
        },
      },
      {
        type: 'RefundRequested',
        data: {
          ...{ ...refund, kind: 'price-reduction', timing: 'before-settlement', reason: 'other' },
          description: 'Hinnanalennus naarmun vuoksi',
          requestedAt: at(n, 60),
        },
      },
      {
        type: 'RefundPayoutOrdered',
        data: {
          ...{ ...refund, sellerId: SELLER, paymentId, receiptId, method: CARD, source: 'held' },
          orderedAt: at(n, 60),
        },
      },
      { type: 'RefundPaidOut', data: { ...refund, source: 'held', paidOutAt: at(n, 61) } },
      {
        type: 'ClaimedForSettlement',
        data: {
          ...{ ...owner, ...gross, net: eur(total.minorUnits - amount.minorUnits) },
          ...{ settlementId: SettlementId.parse(`2026-01-${n % 28}`), claimedAt: at(n, 600) },
        },
      },
    ],
  };
}

function receivedOrder(n: number, paymentId: PaymentId) {
  const buyer = buyerOf(n);
  const { name, address, postalCode, city, country } = buyer;
  const decision = orderDecider.decide(
    {
      type: 'ReceiveOrder',
      data: {
        ...{ orderId: orderIdOf(SELLER, paymentId), merchantId: MERCHANT, sellerId: SELLER },
        ...{
          paymentId,
          orderNumber: String(100_000 + n),
          reference: referenceOf(String(10_000 + n)),
        },
        ...{ rows: ROWS, amount: eur(568_10), sellerCosts: eur(5_00), buyer, terms: TERMS },
        ...{ delivery: { name, address, postalCode, city, country }, at: at(n, 0) },
      },
    },
    orderDecider.initialState,
  );
  const [received] = decision.outcome === 'accepted' ? decision.events : [];
  assert(received?.type === 'OrderReceived', 'the worked example is taken');
  return received;
}

function recordable(event: Told): NewEvent {
  const actor = { kind: 'webstore', id: SELLER } as const;
  const causationId = v7();
  const moment = at(0, 0);
  return {
    ...event,
    id: v7(),
    metadata: {
      ...{ actor, commandId: causationId, causationId, correlationId: v7() },
      fingerprint: 'YQ3zpM1nE2oYQ3zpM1nE2oYQ3zpM1nE2oYQ3zpM1nE2',
      ...{ occurredAt: moment, recordedAt: moment },
    },
  };
}

/** Fails unless the orders are what the contracts say. */
export function checkOrders(): void {
  const { order, account } = lifeOf(1);
  order.forEach((event) => OrderEvent.parse(event));
  account.forEach((event) => AccountEvent.parse(event));
  assert(order.length + account.length === EVENTS_AN_ORDER, 'each order has ten events');
}
