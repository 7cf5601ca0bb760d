import type { Money, News, OwedAdvance, ReadyOrder } from './messages.js';

export const MERCHANT = '11111111-1111-4111-8111-111111111111';
export const OTHER = '22222222-2222-4222-8222-222222222222';
export const eur = (minorUnits: number) => ({ minorUnits, currency: 'EUR' as const });

/** 1,90 % with 25,50 % VAT in it. */
export const FEES = { commission: 190, vatRate: 2550 };
/** A Thursday. */
export const NOW = '2026-03-05T10:00:00.000Z';

export const order = (number: number, over: Partial<ReadyOrder> = {}): ReadyOrder => ({
  orderId: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  merchantId: MERCHANT,
  settlementModel: 'net',
  settlementBundling: 'bundled',
  gross: eur(100_00),
  refunded: eur(0),
  readyAt: `2026-03-05T09:00:${String(number % 60).padStart(2, '0')}.000Z`,
  ...over,
});

/** What the numbered order's refunds still owe. */
export const advance = (number: number, owed: Money): OwedAdvance => {
  const { orderId, merchantId, readyAt } = order(number);
  return { orderId, merchantId, owed, readyAt };
};

/** Messages as a source tells them, one after the other. */
export const told = (...messages: readonly Pick<News, 'type' | 'data'>[]): readonly News[] =>
  messages.map((message, at) => ({
    ...message,
    id: `event-${at + 1}`,
    source: 'feed',
    position: String(at + 1).padStart(20, '0'),
  }));

export const ready = (...orders: readonly ReadyOrder[]) =>
  orders.map((data) => ({ type: 'OrderReadyForSettlement', data }));

export const owing = (...advances: readonly OwedAdvance[]) =>
  advances.map((data) => ({ type: 'AdvanceReadyForDeduction', data }));
