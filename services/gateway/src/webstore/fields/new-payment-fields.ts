import { Buyer, PaymentMethod } from '@libs/contracts';
import { CountryCode, Iban, PaymentId, ReferenceNumber } from '@libs/kernel';
import {
  amount,
  date,
  line,
  manyWords,
  matching,
  oneOf,
  optional,
  percent,
  quantity,
  rowType,
  webAddress,
  wholeNumber,
  words,
  yesNo,
} from './kinds.js';

const country = matching(CountryCode, 2, 'a country code of two capital letters');
const email = matching(Buyer.unwrap().shape.email.unwrap(), 320, 'an e-mail address');
const method = matching(PaymentMethod, 4, 'the code of a payment method');

/** The head of a new payment (domain: New payments). */
export const NEW_PAYMENT_FIELDS = {
  pmt_action: oneOf('NEW_PAYMENT_EXTENDED'),
  pmt_version: oneOf('0004', '4204'),
  pmt_id: matching(PaymentId, 20, 'letters, digits, `_`, `.`, `:` and `-`'),
  pmt_orderid: line(50),
  pmt_reference: matching(ReferenceNumber, 20, 'a Finnish reference number with its check digit'),
  pmt_duedate: optional(date),
  pmt_userlocale: optional(oneOf('fi_FI', 'sv_FI', 'en_FI')),
  pmt_amount: amount,
  pmt_sellercosts: amount,
  pmt_currency: oneOf('EUR'),
  pmt_okreturn: webAddress,
  pmt_errorreturn: webAddress,
  pmt_cancelreturn: webAddress,
  pmt_delayedpayreturn: webAddress,
  /** The contract decides; what was wished only has to be one of the two. */
  pmt_escrow: yesNo,
  pmt_escrowchangeallowed: yesNo,
  pmt_invoicefromseller: optional(yesNo),
  pmt_paymentmethod: optional(method),
  pmt_buyeridentificationcode: optional({ ...line(11), min: 9 }),
  pmt_selleriban: optional({ ...matching(Iban, 30, 'an IBAN without spaces'), min: 18 }),
  pmt_buyername: words(40),
  pmt_buyeraddress: words(40),
  pmt_buyerpostalcode: line(5),
  pmt_buyercity: words(40),
  pmt_buyercountry: country,
  pmt_buyerphone: optional(words(40)),
  pmt_buyeremail: optional(email),
  pmt_deliveryname: optional(words(40)),
  pmt_deliveryaddress: optional(words(40)),
  pmt_deliverypostalcode: optional(line(5)),
  pmt_deliverycity: optional(words(40)),
  pmt_deliverycountry: optional(country),
  pmt_rows: wholeNumber(4),
  pmt_marketplacecommission: optional(amount),
  pmt_paymenturlexptime: optional(line(40)),
  pmt_token: optional(line(100)),
  pmt_invoicedistributionmethod: optional(oneOf('EMAIL', 'POST', 'E_INVOICE_B_2_B')),
} as const;

/** The old short form: its rows and seller costs may be missing (domain: New payments). */
export const SHORT_PAYMENT_FIELDS = {
  ...NEW_PAYMENT_FIELDS,
  pmt_action: oneOf('NEW_PAYMENT'),
  pmt_version: oneOf('0003'),
  pmt_sellercosts: optional(amount),
  pmt_escrow: optional(yesNo),
  pmt_escrowchangeallowed: optional(yesNo),
  pmt_rows: optional(wholeNumber(4)),
} as const;

/** A row of a new payment; the suffix of each name is its number. */
export const NEW_PAYMENT_ROW_FIELDS = {
  pmt_row_name: words(40),
  pmt_row_desc: optional(manyWords(1000)),
  pmt_row_quantity: quantity,
  pmt_row_articlenr: optional(line(100)),
  pmt_row_unit: optional(line(20)),
  pmt_row_deliverydate: optional(date),
  pmt_row_price_gross: optional(amount),
  pmt_row_price_net: optional(amount),
  pmt_row_vat: percent,
  pmt_row_discountpercentage: optional(percent),
  pmt_row_type: rowType,
} as const;
