/** The provider's own worked example (domain: Orders), rows at 25,50 % VAT. */
export function workedExample(over: Readonly<Record<string, unknown>> = {}) {
  return {
    sellerId: 'kahvikauppa',
    paymentId: '1998524_1',
    orderNumber: '1998524',
    reference: '19985242',
    amount: eur(568_10),
    sellerCosts: eur(5_00),
    rows: [
      row({ name: 'T-shirt', quantity: '2', unitPrice: gross(123_00), type: 1 }),
      row({
        name: 'Tailored jacket',
        quantity: '1',
        unitPrice: gross(369_00),
        discount: 1000,
        type: 4,
      }),
      row({ name: 'Discount', quantity: '1', unitPrice: gross(-10_00), type: 6 }),
      row({ name: 'Shipping', quantity: '1', unitPrice: gross(5_00), type: 2 }),
    ],
    buyer: {
      name: 'Matti Meikäläinen',
      address: 'Katu 1',
      postalCode: '00100',
      city: 'Helsinki',
      country: 'FI',
      email: 'matti@example.com',
    },
    ...over,
  };
}

export const eur = (minorUnits: number) => ({ minorUnits, currency: 'EUR' as const });

const gross = (minorUnits: number) => ({ basis: 'gross' as const, amount: eur(minorUnits) });

const row = <Row extends object>(fields: Row) => ({ vatRate: 2550, ...fields });
