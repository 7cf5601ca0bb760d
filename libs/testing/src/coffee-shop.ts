import {
  PaymentMethod,
  type Address,
  type Buyer,
  type OrderRow,
  type Terms,
} from '@libs/contracts';
import {
  eur,
  MerchantId,
  NOTHING,
  orderIdOf,
  PaymentId,
  ReferenceNumber,
  SellerId,
  type Money,
} from '@libs/kernel';

/** The merchant of most specs: a coffee shop in the direct service. */
export const MERCHANT = MerchantId.parse('11111111-1111-4111-8111-111111111111');
export const SELLER = SellerId.parse('kahvikauppa');

/** Its order: the provider's worked example (domain: Orders). */
export const PAYMENT = PaymentId.parse('1998524_1');
export const ORDER = orderIdOf(SELLER, PAYMENT);
export const REFERENCE = ReferenceNumber.parse('19985242');

export const CARD = PaymentMethod.parse('FI50');
export const BANK = PaymentMethod.parse('FI01');

export const DIRECT: Terms = {
  agreementVersion: 1,
  servicePackage: 'direct',
  settlementModel: 'gross',
  settlementBundling: 'transaction-specific',
  inspectionDays: 0,
  invoicingFeeMax: eur(5_00),
  fundingFee: NOTHING,
};
export const REFUND_TOOLS: Terms = { ...DIRECT, servicePackage: 'refund-tools' };
export const GUARANTEE: Terms = { ...DIRECT, servicePackage: 'satisfaction-guarantee' };

/** Where the coffee is sent. */
export const DELIVERY: Address = {
  name: 'Matti Meikäläinen',
  address: 'Katu 1',
  postalCode: '00100',
  city: 'Helsinki',
  country: 'FI',
};
export const BUYER: Buyer = { ...DELIVERY, email: 'matti@example.com' };

/** A row of one product at 25,50 % VAT, VAT included, where nothing else is said. */
export const row = (amount: Money, over: Partial<OrderRow> = {}): OrderRow => ({
  name: 'Tuote',
  quantity: '1',
  unitPrice: { basis: 'gross', amount },
  vatRate: 2550,
  discount: 0,
  type: 1,
  ...over,
});

/** The rows of the worked example, at 25,50 % VAT: 568,10 and seller costs of 5,00. */
export const WORKED_EXAMPLE: readonly OrderRow[] = [
  row(eur(123_00), { quantity: '2' }),
  row(eur(369_00), { discount: 1000, type: 4 }),
  row(eur(-10_00), { type: 6 }),
  row(eur(5_00), { type: 2 }),
];
