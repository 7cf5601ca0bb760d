const RETURN = 'http://example.com';

const antti = (whose: string) => ({
  [`pmt_${whose}name`]: 'Antti Akonniemi',
  [`pmt_${whose}address`]: '1 My Street',
  [`pmt_${whose}postalcode`]: '00180',
  [`pmt_${whose}city`]: 'Helsinki',
  [`pmt_${whose}country`]: 'FI',
});

/** The request of a published client's own test (domain: Hashes). */
export const PUBLISHED_PAYMENT: Readonly<Record<string, string>> = {
  pmt_action: 'NEW_PAYMENT_EXTENDED',
  pmt_version: '0004',
  pmt_sellerid: 'testikauppias',
  pmt_id: '2',
  pmt_orderid: '2',
  pmt_reference: '134662',
  pmt_duedate: '24.06.2012',
  pmt_amount: '200,00',
  pmt_currency: 'EUR',
  pmt_okreturn: 'http://localhost/pages/process',
  pmt_errorreturn: RETURN,
  pmt_cancelreturn: RETURN,
  pmt_delayedpayreturn: RETURN,
  pmt_escrow: 'N',
  pmt_escrowchangeallowed: 'N',
  ...antti('buyer'),
  ...antti('delivery'),
  pmt_sellercosts: '0,00',
  pmt_rows: '1',
  pmt_row_name1: 'testi',
  pmt_row_desc1:
    'Lorem ipsum dolor sit amet, consectetur adipisicing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo consequat. Duis aute irure dolor in reprehenderit in voluptate velit esse cillum dolore eu fugiat nulla pariatur. Excepteur sint occaecat cupidatat non proident, sunt in culpa qui officia deserunt mollit anim id est laborum.',
  pmt_row_quantity1: '1',
  pmt_row_articlenr1: '1',
  pmt_row_deliverydate1: '26.6.2012',
  pmt_row_price_gross1: '200,00',
  pmt_row_vat1: '23,00',
  pmt_row_discountpercentage1: '0,00',
  pmt_row_type1: '1',
};

const matti = (whose: string) => ({
  [`pmt_${whose}name`]: 'Matti',
  [`pmt_${whose}address`]: 'Katu 1',
  [`pmt_${whose}postalcode`]: '00100',
  [`pmt_${whose}city`]: 'Helsinki',
  [`pmt_${whose}country`]: 'FI',
});

/** A new payment of one row, without any optional field of the head (domain: Webstore API). */
export const ONE_ROW_PAYMENT: Readonly<Record<string, string>> = {
  pmt_action: 'NEW_PAYMENT_EXTENDED',
  pmt_version: '0004',
  pmt_sellerid: 'testikauppias',
  pmt_id: '1998524_1',
  pmt_orderid: '1998524',
  pmt_reference: '19985242',
  pmt_duedate: '24.06.2012',
  pmt_amount: '246,00',
  pmt_currency: 'EUR',
  pmt_okreturn: 'http://shop.example/ok',
  pmt_errorreturn: 'http://shop.example/e',
  pmt_cancelreturn: 'http://shop.example/c',
  pmt_delayedpayreturn: 'http://shop.example/d',
  pmt_escrow: 'Y',
  pmt_escrowchangeallowed: 'N',
  ...matti('buyer'),
  ...matti('delivery'),
  pmt_sellercosts: '5,00',
  pmt_rows: '1',
  pmt_row_name1: 'T-shirt',
  pmt_row_desc1: 'Blue',
  pmt_row_quantity1: '2',
  pmt_row_deliverydate1: '24.06.2012',
  pmt_row_price_gross1: '123,00',
  pmt_row_vat1: '24,00',
  pmt_row_discountpercentage1: '0,00',
  pmt_row_type1: '1',
};
