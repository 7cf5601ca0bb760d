import type { OrderCommand, PaymentMethod } from '@libs/contracts';
import {
  eur,
  Iban,
  idFrom,
  MerchantId,
  orderIdOf,
  PaymentId,
  referenceOf,
  SellerId,
  type Named,
  type RefundId,
} from '@libs/kernel';
import { CARD, DIRECT } from '@libs/testing';

export const AT = '2026-01-05T09:30:00Z';

const shop = (name: string) => ({
  sellerId: SellerId.parse(name),
  merchantId: MerchantId.parse(idFrom('simulated', name)),
  terms: { ...DIRECT, fundingFee: eur(name.length) },
});

/** Two merchants; one pays a fee for each funding transfer. */
export const SHOPS = [shop('kahvikauppa'), shop('teekauppa')] as const;

export interface SimulatedOrder {
  readonly data: Named<OrderCommand, 'ReceiveOrder'>['data'] & { readonly method: PaymentMethod };
}

/** A small order at one of the shops, with rows at two VAT rates. */
export function orderOf(number: number): SimulatedOrder {
  const { sellerId, merchantId, terms: agreed } = SHOPS[number % 2] ?? SHOPS[0];
  const paymentId = PaymentId.parse(`p-${number}`);
  const address = { name: 'A', address: 'B', postalCode: '00100', city: 'C', country: 'FI' };
  const row = (name: string, cents: number, vatRate: number) => ({
    name,
    quantity: '1',
    unitPrice: { basis: 'gross' as const, amount: eur(cents) },
    vatRate,
    discount: 0,
    type: 1 as const,
  });
  const rows = [row('coffee', 30_00 + number, 1350), row('cup', 20_01, 2550)];
  return {
    data: {
      ...{ orderId: orderIdOf(sellerId, paymentId), merchantId, sellerId, paymentId },
      ...{ orderNumber: `n-${number}`, reference: referenceOf(String(1000 + number)) },
      ...{ rows, amount: eur(50_01 + number), sellerCosts: eur(0) },
      ...{ buyer: address, delivery: address, terms: agreed, at: AT },
      method: CARD,
    },
  };
}

/** Where a refund's transfer has to go: the reference is made from the refund's id. */
export const funding = (refundId: RefundId) => ({
  recipientName: 'Svea Payments Oy',
  iban: Iban.parse('FI7740123477777777'),
  reference: referenceOf(String(BigInt(`0x${refundId.slice(0, 8)}`) + 1000n)),
});
