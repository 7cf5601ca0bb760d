import { ROWS_MAX, type Checkout, type OrderRow } from '@libs/contracts';
import { equal, NOTHING, startOfDay, Timestamp, type SellerId } from '@libs/kernel';
import type { NewOrder } from '../../input/order-body.js';
import { Problem } from '../../problems/problem.js';
import { dateIn } from '../wire/message-date.js';
import {
  fieldError,
  generalError,
  readFields,
  type MessageError,
  type Read,
  type Values,
} from './fields.js';
import {
  NEW_PAYMENT_FIELDS,
  NEW_PAYMENT_ROW_FIELDS,
  SHORT_PAYMENT_FIELDS,
} from './new-payment-fields.js';

/** A new payment as its message says it: an order, and the way of its buyer. */
export interface NewPayment {
  readonly order: NewOrder;
  readonly checkout: Omit<Checkout, 'signing'>;
}

type Texts = ReadonlyMap<string, string>;
type Head = Values<typeof NEW_PAYMENT_FIELDS> | Values<typeof SHORT_PAYMENT_FIELDS>;
type Row = Values<typeof NEW_PAYMENT_ROW_FIELDS>;

/** How many rows a message says it has; fails with a 413 for more than an order may have. */
export function rowsIn(texts: Texts): number {
  const said = texts.get('pmt_rows')?.trim() ?? '';
  const rows = /^\d+$/u.test(said) ? Number(said) : 0;
  const named = [...texts.keys()].filter((name) => /^pmt_row_name\d+$/u.test(name)).length;
  if (Math.max(rows, named) > ROWS_MAX)
    throw new Problem('too-many-rows', { details: { max: ROWS_MAX } });
  return rows;
}

/** Reads a new payment of version 0004 or 4204; every field that is wrong is told. */
export const newPaymentIn = (texts: Texts, sellerId: SellerId): Read<NewPayment> =>
  paymentOf(readFields(NEW_PAYMENT_FIELDS, texts), texts, sellerId);

/** Reads the old short form, 0003: without rows, the whole amount is one. */
export const shortPaymentIn = (texts: Texts, sellerId: SellerId): Read<NewPayment> =>
  paymentOf(readFields(SHORT_PAYMENT_FIELDS, texts), texts, sellerId);

function paymentOf(head: Read<Head>, texts: Texts, sellerId: SellerId): Read<NewPayment> {
  const rows = Array.from({ length: rowsIn(texts) }, (_, at) => rowIn(texts, String(at + 1)));
  const errors = [head, ...rows].flatMap((read) => read.errors ?? []);
  const { values } = head;
  if (values === undefined || errors.length > 0) return { errors };
  const expiry = expiryIn(values.pmt_paymenturlexptime);
  const further = [...furtherErrors(values), ...expiry.errors];
  const read = rows.flatMap((row) => row.values ?? []);
  if (further.length > 0) return { errors: further };
  return {
    values: {
      order: orderOf(values, read.length === 0 ? [wholeRow(values)] : read, sellerId),
      checkout: checkoutOf(values, expiry.openUntil),
    },
  };
}

function furtherErrors(head: Head): readonly MessageError[] {
  const { pmt_marketplacecommission: commission, pmt_version: version, pmt_rows: rows } = head;
  return [
    ...(commission === undefined || equal(commission, NOTHING)
      ? []
      : [fieldError('pmt_marketplacecommission', 'is not in use: no payment is split here')]),
    ...(version !== '0003' && rows === 0 ? [fieldError('pmt_rows', 'must be 1 or more')] : []),
  ];
}

function rowIn(texts: Texts, suffix: string): Read<OrderRow> {
  const { values, errors } = readFields(NEW_PAYMENT_ROW_FIELDS, texts, suffix);
  if (values === undefined) return { errors };
  const unitPrice = unitPriceOf(values);
  if (unitPrice === undefined)
    return {
      errors: [
        generalError(
          `pmt_row_price_gross${suffix}`,
          `pmt_row_price_gross${suffix} or pmt_row_price_net${suffix} must be there, and not both`,
        ),
      ],
    };
  return { values: rowOf(values, unitPrice) };
}

function unitPriceOf({
  pmt_row_price_gross: gross,
  pmt_row_price_net: net,
}: Row): OrderRow['unitPrice'] | undefined {
  if (gross !== undefined && net === undefined) return { basis: 'gross', amount: gross };
  if (net !== undefined && gross === undefined) return { basis: 'net', amount: net };
  return undefined;
}

const rowOf = (row: Row, unitPrice: OrderRow['unitPrice']): OrderRow => ({
  name: row.pmt_row_name,
  ...(row.pmt_row_desc !== undefined && { description: row.pmt_row_desc }),
  ...(row.pmt_row_articlenr !== undefined && { articleNumber: row.pmt_row_articlenr }),
  ...(row.pmt_row_unit !== undefined && { unit: row.pmt_row_unit }),
  ...(row.pmt_row_deliverydate !== undefined && { deliveryDate: row.pmt_row_deliverydate }),
  quantity: row.pmt_row_quantity,
  unitPrice,
  vatRate: row.pmt_row_vat,
  discount: row.pmt_row_discountpercentage ?? 0,
  type: row.pmt_row_type,
});

/** The short form says no rate: none is put on the buyer's receipt. */
const wholeRow = ({ pmt_orderid: orderNumber, pmt_amount: sum }: Head): OrderRow => ({
  name: orderNumber.slice(0, 40),
  quantity: '1',
  unitPrice: { basis: 'gross', amount: sum },
  vatRate: 0,
  discount: 0,
  type: 1,
});

function orderOf(head: Head, rows: readonly OrderRow[], sellerId: SellerId): NewOrder {
  const { pmt_buyerphone: phone, pmt_buyeremail: email } = head;
  const buyer = {
    name: head.pmt_buyername,
    address: head.pmt_buyeraddress,
    postalCode: head.pmt_buyerpostalcode,
    city: head.pmt_buyercity,
    country: head.pmt_buyercountry,
  };
  return {
    sellerId,
    paymentId: head.pmt_id,
    orderNumber: head.pmt_orderid,
    reference: head.pmt_reference,
    rows,
    amount: head.pmt_amount,
    sellerCosts: head.pmt_sellercosts ?? NOTHING,
    buyer: {
      ...buyer,
      ...(phone !== undefined && { phone }),
      ...(email !== undefined && { email }),
    },
    delivery: {
      name: head.pmt_deliveryname ?? buyer.name,
      address: head.pmt_deliveryaddress ?? buyer.address,
      postalCode: head.pmt_deliverypostalcode ?? buyer.postalCode,
      city: head.pmt_deliverycity ?? buyer.city,
      country: head.pmt_deliverycountry ?? buyer.country,
    },
  };
}

const checkoutOf = (head: Head, openUntil: string | undefined): NewPayment['checkout'] => ({
  version: head.pmt_version,
  returns: {
    ok: head.pmt_okreturn,
    error: head.pmt_errorreturn,
    cancel: head.pmt_cancelreturn,
    delayed: head.pmt_delayedpayreturn,
  },
  locale: head.pmt_userlocale ?? 'fi_FI',
  ...(head.pmt_paymentmethod !== undefined && { method: head.pmt_paymentmethod }),
  ...(openUntil !== undefined && { openUntil }),
});

/** A moment (RFC 3339), or the day at whose end the address expires. */
function expiryIn(text: string | undefined): {
  readonly openUntil?: string;
  readonly errors: readonly MessageError[];
} {
  if (text === undefined) return { errors: [] };
  const day = dateIn(text);
  const moment = day === undefined ? momentIn(text) : endOf(day);
  return moment === undefined
    ? {
        errors: [
          fieldError(
            'pmt_paymenturlexptime',
            'must be a moment such as 2026-03-02T10:00:00Z or a day such as 02.03.2026',
          ),
        ],
      }
    : { openUntil: moment, errors: [] };
}

const endOf = (day: string): string =>
  startOfDay(new Date(Date.parse(`${day}T00:00:00.000Z`) + 86_400_000).toISOString().slice(0, 10));

/** A moment with any offset, in UTC. */
export function momentIn(text: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/u.test(text))
    return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Timestamp.parse(new Date(at).toISOString());
}
