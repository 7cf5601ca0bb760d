/**
 * Which fields of a message are hashed, in which order (domain: Hashes). A field
 * that was not sent is skipped with its `&`; one that was sent empty is not.
 */
export type HashOrder = readonly string[];

const NEW_PAYMENT_HEAD: HashOrder = [
  'pmt_action',
  'pmt_version',
  'pmt_selleriban',
  'pmt_id',
  'pmt_orderid',
  'pmt_reference',
  'pmt_duedate',
  'pmt_amount',
  'pmt_currency',
  'pmt_okreturn',
  'pmt_errorreturn',
  'pmt_cancelreturn',
  'pmt_delayedpayreturn',
  'pmt_escrow',
  'pmt_escrowchangeallowed',
  'pmt_invoicefromseller',
  'pmt_paymentmethod',
  'pmt_buyeridentificationcode',
  'pmt_buyername',
  'pmt_buyeraddress',
  'pmt_buyerpostalcode',
  'pmt_buyercity',
  'pmt_buyercountry',
  'pmt_deliveryname',
  'pmt_deliveryaddress',
  'pmt_deliverypostalcode',
  'pmt_deliverycity',
  'pmt_deliverycountry',
  'pmt_sellercosts',
];

const NEW_PAYMENT_ROW: HashOrder = [
  'pmt_row_name',
  'pmt_row_desc',
  'pmt_row_quantity',
  'pmt_row_articlenr',
  'pmt_row_unit',
  'pmt_row_deliverydate',
  'pmt_row_price_gross',
  'pmt_row_price_net',
  'pmt_row_vat',
  'pmt_row_discountpercentage',
  'pmt_row_type',
];

/** A new payment of so many rows; only version 4204 hashes its token. */
export const newPaymentOrder = (rows: number, version: string): HashOrder => [
  ...NEW_PAYMENT_HEAD,
  ...(version === '4204' ? ['pmt_token'] : []),
  ...Array.from({ length: rows }, (_, at) =>
    NEW_PAYMENT_ROW.map((field) => `${field}${at + 1}`),
  ).flat(),
];

/** The old short form, and the return of its buyer to the ok address. */
export const SHORT_PAYMENT: HashOrder = [
  'pmt_id',
  'pmt_orderid',
  'pmt_reference',
  'pmt_amount',
  'pmt_currency',
];
export const SHORT_RETURN: HashOrder = ['pmt_id', 'pmt_reference', 'pmt_amount', 'pmt_currency'];

/** The return of the buyer to the ok address; its reference has 20 digits. */
export const OK_RETURN: HashOrder = [
  'pmt_action',
  'pmt_version',
  'pmt_id',
  'pmt_reference',
  'pmt_amount',
  'pmt_currency',
  'pmt_sellercosts',
  'pmt_paymentmethod',
  'pmt_escrow',
];

export const STATUS_QUERY: HashOrder = ['pmtq_action', 'pmtq_version', 'pmtq_sellerid', 'pmtq_id'];

/** Version 0005 hashes two fields more than 0004. */
export const statusAnswerOrder = (version: string): HashOrder => [
  ...STATUS_QUERY,
  'pmtq_amount',
  'pmtq_returncode',
  'pmtq_returntext',
  'pmtq_sellercosts',
  'pmtq_paymentmethod',
  'pmtq_escrow',
  ...(version === '0004' ? [] : ['pmtq_certification', 'pmtq_paymentdate']),
];

const CANCEL_HEAD: HashOrder = ['pmtc_action', 'pmtc_version', 'pmtc_sellerid', 'pmtc_id'];

export const CANCEL: HashOrder = [
  ...CANCEL_HEAD,
  'pmtc_amount',
  'pmtc_currency',
  'pmtc_canceltype',
  'pmtc_cancelamount',
  'pmtc_payeribanrefund',
];

/** The text comes before the code here, and only here. */
export const CANCEL_ANSWER: HashOrder = [...CANCEL_HEAD, 'pmtc_returntext', 'pmtc_returncode'];

export const DELIVERY: HashOrder = ['pkg_id', 'pkg_deliverymethodid', 'pkg_allsent'];
export const DELIVERY_ANSWER: HashOrder = ['pkg_sellerid', 'pkg_id', 'pkg_resultcode'];

/** The values that a message has of an order's fields. */
export const valuesIn = (order: HashOrder, texts: ReadonlyMap<string, string>): readonly string[] =>
  order.flatMap((field) => {
    const value = texts.get(field);
    return value === undefined ? [] : [value];
  });
