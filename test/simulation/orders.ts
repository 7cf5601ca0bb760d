import { type OrderCommand, type OrderRow, PaymentMethod } from '@libs/contracts';
import { eur, orderIdOf, PaymentId, referenceOf, type Money, type Named } from '@libs/kernel';
import type { Chance } from './chance.js';
import { buyerOf, deliveryOf } from './people.js';
import { SHOPS, type Shop } from './shops.js';

/** An order of a run, and how its buyer means to pay. */
export interface SimulatedOrder {
  readonly number: number;
  readonly shop: Shop;
  readonly method: PaymentMethod;
  readonly data: Omit<Named<OrderCommand, 'ReceiveOrder'>['data'], 'at'>;
}

const METHODS = ['FI50', 'FI50', 'FI01', 'FI04', 'FI70', 'COLI', 'SIIR'].map((code) =>
  PaymentMethod.parse(code),
);

/** An order at one of the shops: rows at several VAT rates, shipping, and now and then a discount. */
export function orderOf(number: number, chance: Chance): SimulatedOrder {
  const shop = SHOPS[number % SHOPS.length] ?? chance.pick(SHOPS);
  const { sellerId, merchantId, agreements } = shop;
  const paymentId = PaymentId.parse(`p-${number}`);
  const rows = rowsOf(chance);
  const sumOf = (isCost: boolean) =>
    rows
      .filter(({ type }) => (type === 2) === isCost)
      .reduce((left, each) => left + Number(each.quantity) * each.unitPrice.amount.minorUnits, 0);
  const [method, terms] = [chance.pick(METHODS), chance.pick(agreements)];
  return {
    ...{ number, shop, method },
    data: {
      ...{ orderId: orderIdOf(sellerId, paymentId), merchantId, sellerId, paymentId },
      ...{ orderNumber: `n-${number}`, reference: referenceOf(String(1000 + number)) },
      ...{ rows, amount: eur(sumOf(false)), sellerCosts: eur(sumOf(true)) },
      ...{ buyer: buyerOf(number), delivery: deliveryOf(number), terms },
    },
  };
}

/** A row of one product, VAT included. */
const row = (amount: Money, over: Partial<OrderRow> = {}): OrderRow => ({
  ...{ name: 'Tuote', quantity: '1', unitPrice: { basis: 'gross', amount } },
  ...{ vatRate: 2550, discount: 0, type: 1, ...over },
});

function rowsOf(chance: Chance): readonly OrderRow[] {
  const cents = () => eur(5_00 + chance.below(60_00));
  return [
    row(cents(), { name: 'Kahvi', quantity: String(1 + chance.below(4)), vatRate: 1350 }),
    row(cents(), { name: 'Kuppi' }),
    ...(chance.is(50) ? [row(cents(), { name: 'Kirja', vatRate: 1000 })] : []),
    ...(chance.is(30) ? [row(eur(-1_01), { name: 'Alennus', type: 6 })] : []),
    ...(chance.is(60) ? [row(eur(4_90), { name: 'Postikulut', type: 2 })] : []),
  ];
}
