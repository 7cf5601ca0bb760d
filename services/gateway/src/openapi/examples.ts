/** The provider's own worked example (domain: Orders), with rows at 25,50 % VAT. */
export const ORDER_EXAMPLE = {
  sellerId: 'kahvikauppa',
  paymentId: '1998524_1',
  orderNumber: '1998524',
  reference: '19985242',
  rows: [
    row('T-shirt', '2', 12300, 1),
    { ...row('Tailored suit', '1', 36900, 4), discount: 1000 },
    row('Discount', '1', -1000, 6),
    row('Shipping', '1', 500, 2),
  ],
  amount: { minorUnits: 56810, currency: 'EUR' },
  sellerCosts: { minorUnits: 500, currency: 'EUR' },
  buyer: {
    name: 'Matti Meikäläinen',
    address: 'Katu 1',
    postalCode: '00100',
    city: 'Helsinki',
    country: 'FI',
    email: 'matti@shop.example',
  },
} as const;

/** One parcel of an order, and that it is all there is. */
export const PARCELS_EXAMPLE = {
  parcels: [{ method: 'ITELL', tracking: 'JJFI12345678901234567' }],
  allSent: true,
} as const;

/** Two orders in one request: one is sent in full, the other in part. */
export const MANY_PARCELS_EXAMPLE = {
  items: [
    {
      orderId: '00000000-0000-4000-8000-000000000001',
      ifMatch: '"order.1,account.1,delivery.0"',
      ...PARCELS_EXAMPLE,
    },
    {
      orderId: '00000000-0000-4000-8000-000000000002',
      ifMatch: '"order.1,account.1,delivery.0"',
      parcels: [{ method: 'MATHU', tracking: 'MA123456789' }],
    },
  ],
} as const;

/** The refund of the story: a price reduction of 15,00. */
export const REFUND_EXAMPLE = {
  kind: 'price-reduction',
  timing: 'before-settlement',
  amount: { minorUnits: 1500, currency: 'EUR' },
  reason: 'defective',
  description: 'The seam was torn.',
} as const;

/** A T-shirt of the worked example comes back, and the shipping is given back with it. */
export const RETURN_EXAMPLE = {
  kind: 'partial-return',
  timing: 'before-settlement',
  rows: [{ rowNumber: 1, quantity: '1' }],
  extraRows: [
    {
      name: 'Shipping',
      quantity: '1',
      unitPrice: { minorUnits: -500, currency: 'EUR' },
      vatRate: 2550,
    },
  ],
  amount: { minorUnits: 12800, currency: 'EUR' },
  reason: 'wrong-size',
} as const;

function row(name: string, quantity: string, minorUnits: number, type: number) {
  return {
    name,
    quantity,
    unitPrice: { basis: 'gross', amount: { minorUnits, currency: 'EUR' } },
    vatRate: 2550,
    type,
  } as const;
}
