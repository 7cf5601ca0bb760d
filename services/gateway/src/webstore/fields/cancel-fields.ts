import {
  CancelId,
  EXTRA_ROWS_MAX,
  ROWS_MAX,
  type ExtraRow,
  type RowQuantity,
} from '@libs/contracts';
import { FinnishIban, PaymentId, ReferenceNumber } from '@libs/kernel';
import { Problem } from '../../problems/problem.js';
import { readFields, type Read, type Values } from './fields.js';
import {
  amount,
  manyWords,
  matching,
  oneOf,
  optional,
  percent,
  positiveAmount,
  quantity,
  words,
} from './kinds.js';

/** The head of a cancel message (domain: Cancel messages). */
export const CANCEL_FIELDS = {
  pmtc_action: oneOf('CANCEL', 'REFUND_AFTER_SETTLEMENT'),
  pmtc_version: oneOf('0005'),
  pmtc_id: matching(PaymentId, 20, 'letters, digits, `_`, `.`, `:` and `-`'),
  pmtc_amount: amount,
  pmtc_currency: oneOf('EUR'),
  pmtc_canceltype: oneOf(
    'FULL_REFUND',
    'PARTIAL_REFUND',
    'PARTIAL_REFUND_AND_RETURN_OF_DELIVERIES',
    'REFUND_AFTER_SETTLEMENT',
  ),
  pmtc_cancelamount: optional(positiveAmount),
  pmtc_cancel_id: optional(matching(CancelId, 20, 'text without control characters')),
  pmtc_payeribanrefund: optional(matching(FinnishIban, 36, 'a Finnish IBAN without spaces')),
  pmtc_canceldescription: optional(manyWords(500)),
  pmtc_cancelreason: optional(oneOf('NOTDE', 'WSIZE', 'INCOR', 'DEFEC', 'OUTOF', 'OTHER')),
  pmtc_pay_with_reference: optional(
    matching(ReferenceNumber, 20, 'a Finnish reference number with its check digit'),
  ),
  pmtc_resptype: optional(oneOf('XML')),
} as const;

export type CancelFields = Values<typeof CANCEL_FIELDS>;

const EXTRA_ROW_FIELDS = {
  pmtc_additional_row_name: words(40),
  pmtc_additional_row_desc: optional(manyWords(1000)),
  pmtc_additional_row_quantity: quantity,
  pmtc_additional_row_price_gross: amount,
  pmtc_additional_row_vat: percent,
} as const;

const RETURNED_ROW = 'pmtc_refund_quantity_of_original_row';

/** The rows that a refund is made of. */
export interface CancelRows {
  readonly rows: readonly RowQuantity[];
  readonly extraRows: readonly ExtraRow[];
}

type Texts = ReadonlyMap<string, string>;

/** Reads what comes back of which row, and the rows that the order has not. */
export function cancelRowsIn(texts: Texts): Read<CancelRows> {
  const returned = numbersOf(texts, RETURNED_ROW, ROWS_MAX).map((rowNumber) =>
    returnedRow(texts, rowNumber),
  );
  const extra = numbersOf(texts, 'pmtc_additional_row_name', EXTRA_ROWS_MAX).map((rowNumber) =>
    extraRow(texts, rowNumber),
  );
  const errors = [...returned, ...extra].flatMap((read) => read.errors ?? []);
  if (errors.length > 0) return { errors };
  return {
    values: {
      rows: returned.flatMap((read) => read.values ?? []),
      extraRows: extra.flatMap((read) => read.values ?? []),
    },
  };
}

/** The numbers that fields of a name have, in their order; fails with a 413 for too many. */
function numbersOf(texts: Texts, name: string, max: number): readonly number[] {
  const numbers = [...texts]
    .filter(([field, text]) => field.startsWith(name) && text.trim() !== '')
    .map(([field]) => field.slice(name.length))
    .filter((suffix) => /^[1-9]\d{0,3}$/u.test(suffix))
    .map(Number)
    .sort((a, b) => a - b);
  if (numbers.length > max) throw new Problem('too-many-rows', { details: { max } });
  return numbers;
}

function returnedRow(texts: Texts, rowNumber: number): Read<RowQuantity> {
  const { values, errors } = readFields({ [RETURNED_ROW]: quantity }, texts, String(rowNumber));
  return values === undefined
    ? { errors }
    : { values: { rowNumber, quantity: values[RETURNED_ROW] } };
}

function extraRow(texts: Texts, rowNumber: number): Read<ExtraRow> {
  const { values, errors } = readFields(EXTRA_ROW_FIELDS, texts, String(rowNumber));
  if (values === undefined) return { errors };
  return {
    values: {
      name: values.pmtc_additional_row_name,
      quantity: values.pmtc_additional_row_quantity,
      unitPrice: values.pmtc_additional_row_price_gross,
      vatRate: values.pmtc_additional_row_vat,
    },
  };
}
