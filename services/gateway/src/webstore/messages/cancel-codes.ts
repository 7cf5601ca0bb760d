/** The return codes of a cancel message (domain: Cancel messages). */
export type CancelCode = '00' | '20' | '30' | '31' | '90' | '91' | '99';

/** Refusals of the account and the order as codes; one that is not here has failed (99). */
export const CANCEL_CODES: Readonly<Record<string, CancelCode>> = {
  'already-settled': '30',
  'told-a-minute-ago': '91',
  'refund-id-reused': '91',
  'cancel-id-used': '91',
  'buyer-iban-not-taken': '31',
  'buyer-iban-missing': '90',
  'chosen-reference-not-taken': '90',
  'reference-taken': '90',
  'amount-missing': '90',
  'rows-do-not-add-up': '90',
  'rows-of-another-kind': '90',
  'row-unknown': '90',
  'row-named-twice': '90',
  'rows-sum-too-large': '90',
  'rows-come-to-nothing': '90',
};

/** What each code says where nothing more is known. */
export const CANCEL_TEXTS: Readonly<Record<CancelCode, string>> = {
  '00': 'OK',
  '20': 'Payment not found',
  '30': 'Payment has already been settled: use REFUND_AFTER_SETTLEMENT',
  '31': "Seller's and payer's parameters do not match",
  '90': 'Errors in the input',
  '91': 'The same cancellation was received before',
  '99': 'Payment cancellation failed',
};

/** Why a cancellation failed, for a person at the shop to read. */
export const FAILURES: Readonly<Record<string, string>> = {
  'nothing-left-to-refund': 'Nothing is left to refund',
  'amount-exceeds-refundable': 'The amount exceeds what is left to refund',
  'amount-exceeds-refundable-at-rate': 'The rows exceed what is left at their VAT rate',
  'quantity-exceeds-left': 'More of a row than is left to return',
  'row-not-returnable': 'A row cannot come back',
  'not-settled': 'Payment has not been settled: use CANCEL',
  'method-takes-no-online-refund': 'This payment method takes no online refund',
  'direct-service-refunds-cards-and-collector-only':
    'This payment method is not refunded here in the direct service',
  'not-paid': 'Payment is not paid',
  'already-paid': 'Payment was paid meanwhile',
  'order-cancelled': 'Payment was cancelled before',
};
