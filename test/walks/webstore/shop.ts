import { createHash } from 'node:crypto';

/** How a shop signs in and what its bodies are: the three that published clients have. */
export type Way = 'hashes' | 'Basic' | 'multipart';

/** A shop's plugin: it speaks webstore messages and nothing else. */
export interface Shop {
  send(path: string, fields: Fields): Promise<Heard>;
  newPayment(over?: Fields): Promise<Heard>;
  /** In the old short form: five fields are hashed, with MD5. */
  shortPayment(over?: Fields): Promise<Heard>;
  status(id?: string, version?: string): Promise<Heard>;
  cancel(fields: Fields): Promise<Heard>;
  delivery(action: 'add' | 'update' | 'delete', fields: Fields): Promise<Heard>;
}

export type Fields = Readonly<Record<string, string>>;

/** An answer as a client with one expression a field reads it. */
export interface Heard {
  readonly status: number;
  readonly text: string;
  /** Where a browser is sent. */
  readonly location?: string | undefined;
  /** The value of an element, or nothing. */
  of(name: string): string | undefined;
  /** Does the answer's own hash verify, over these elements that it has? */
  isSigned(hash: string, names: readonly string[]): boolean;
}

export const SELLER = 'testikauppias';
export const KEY = '11223344556677889900';
const ALGORITHM = 'SHA-512';

/** What a client hashes: each value with `&` behind it, then the key. */
export const hashOf = (values: readonly string[], algorithm = 'sha512'): string =>
  createHash(algorithm)
    .update([...values, KEY].map((value) => `${value}&`).join(''))
    .digest('hex');

/** `headers` besides its own: those of a browser, say. */
export function shopAt(address: string, way: Way, headers: Fields = {}): Shop {
  const send = async (path: string, fields: Fields, hashed: readonly string[], prefix: string) => {
    const signed =
      way === 'Basic' || hashed.length === 0 ? fields : withHash(fields, hashed, prefix);
    const answer = await fetch(`${address}${path}`, {
      method: 'POST',
      body: way === 'multipart' ? multipart(signed) : new URLSearchParams(signed),
      headers: { ...headers, ...(way === 'Basic' && { authorization: BASIC }) },
      redirect: 'manual',
    });
    const location = answer.headers.get('location') ?? undefined;
    return { ...heard(answer.status, await answer.text()), location };
  };
  return {
    send: (path, fields) => send(path, fields, [], 'pmt'),
    newPayment: (over = {}) => {
      const payment = { ...WORKED_PAYMENT, ...over };
      return send('/NewPaymentExtended.pmt', payment, paymentOrder(payment), 'pmt');
    },
    shortPayment: (over = {}) => {
      const payment = { ...SHORT_PAYMENT, ...over };
      const values = SHORT_ORDER.map((name) => payment[name] ?? '');
      const hash = { pmt_hashversion: 'MD5', pmt_hash: hashOf(values, 'md5') };
      return send('/NewPayment.pmt', { ...payment, ...hash }, [], 'pmt');
    },
    status: (id = '1998524_1', version = '0005') => {
      const named = { pmtq_sellerid: SELLER, pmtq_id: id, pmtq_resptype: 'XML' };
      const query = { pmtq_action: 'PAYMENT_STATUS_QUERY', pmtq_version: version, ...named };
      return send('/PaymentStatusQuery.pmt', { ...query, ...OTHERS }, QUERY, 'pmtq');
    },
    cancel: (fields) => {
      const named = { pmtc_version: '0005', pmtc_sellerid: SELLER, pmtc_id: '1998524_1' };
      const message = { ...named, pmtc_currency: 'EUR', ...fields };
      // So one published client writes it.
      return send('//PaymentCancel.pmt', message, CANCEL, 'pmtc');
    },
    delivery: (action, fields) => {
      const named = { pkg_version: '0002', pkg_sellerid: SELLER, pkg_id: '1998524_1' };
      return send(`/${action}DeliveryInfo.pmt`, { ...named, ...fields }, DELIVERY, 'pkg');
    },
  };
}

/** Fields that published clients send besides. */
const OTHERS = { req_ts_ms: '1', server_info: 'php', pmqt_return: 'http://shop.example' };

const QUERY = ['pmtq_action', 'pmtq_version', 'pmtq_sellerid', 'pmtq_id'];
const CANCEL = [
  ...['pmtc_action', 'pmtc_version', 'pmtc_sellerid', 'pmtc_id', 'pmtc_amount'],
  ...['pmtc_currency', 'pmtc_canceltype', 'pmtc_cancelamount', 'pmtc_payeribanrefund'],
];
const DELIVERY = ['pkg_id', 'pkg_deliverymethodid', 'pkg_allsent'];
const BASIC = `Basic ${Buffer.from(`${SELLER}:${KEY}`).toString('base64')}`;

function withHash(fields: Fields, order: readonly string[], prefix: string): Fields {
  const values = order.flatMap((name) => fields[name] ?? []);
  return {
    ...fields,
    [`${prefix}_hashversion`]: ALGORITHM,
    [`${prefix}_keygeneration`]: '001',
    // One that is given is sent as it is, right or wrong.
    [`${prefix}_hash`]: fields[`${prefix}_hash`] ?? hashOf(values),
  };
}

function multipart(fields: Fields): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

function heard(status: number, text: string): Heard {
  const of = (name: string) =>
    new RegExp(`^<${name}(?: [^>]*)?>(.*)</${name}>$`, 'mu').exec(text)?.[1];
  return {
    status,
    text,
    of,
    isSigned: (hash, names) => {
      const values = names.flatMap((name) => of(name) ?? []);
      return of(hash) === hashOf(values).toUpperCase();
    },
  };
}

const matti = (whose: string): Fields => ({
  [`pmt_${whose}name`]: 'Matti Meikäläinen',
  [`pmt_${whose}address`]: 'Katu 1',
  [`pmt_${whose}postalcode`]: '00100',
  [`pmt_${whose}city`]: 'Jyväskylä',
  [`pmt_${whose}country`]: 'FI',
});

const row = (
  number: number,
  [name, gross, type, discount]: readonly string[],
  quantity: string,
) => ({
  [`pmt_row_name${number}`]: name ?? '',
  [`pmt_row_desc${number}`]: 'Väriltään sininen',
  [`pmt_row_quantity${number}`]: quantity,
  [`pmt_row_deliverydate${number}`]: '2.3.2026',
  [`pmt_row_price_gross${number}`]: gross ?? '',
  [`pmt_row_vat${number}`]: '25,50',
  [`pmt_row_discountpercentage${number}`]: discount ?? '0,00',
  [`pmt_row_type${number}`]: type ?? '',
});

/** The provider's worked example as a new payment (domain: Orders). */
export const WORKED_PAYMENT: Fields = {
  pmt_action: 'NEW_PAYMENT_EXTENDED',
  pmt_version: '0004',
  pmt_sellerid: SELLER,
  pmt_id: '1998524_1',
  pmt_orderid: '1998524',
  pmt_reference: '19985242',
  pmt_duedate: '02.03.2026',
  pmt_userlocale: 'sv_FI',
  pmt_amount: '568,10',
  pmt_currency: 'EUR',
  pmt_okreturn: 'http://127.0.0.1:9/ok?cart=7',
  pmt_errorreturn: 'http://127.0.0.1:9/error',
  pmt_cancelreturn: 'http://127.0.0.1:9/cancel',
  pmt_delayedpayreturn: 'http://127.0.0.1:9/delayed',
  pmt_escrow: 'Y',
  pmt_escrowchangeallowed: 'N',
  ...matti('buyer'),
  pmt_buyeremail: 'matti@example.com',
  ...matti('delivery'),
  pmt_sellercosts: '5,00',
  pmt_rows: '4',
  ...row(1, ['T-paita', '123,00', '1'], '2'),
  ...row(2, ['Mittatilaustakki', '369,00', '4', '10,00'], '1'),
  ...row(3, ['Alennus', '-10,00', '6'], '1'),
  ...row(4, ['Toimitus', '5,00', '2'], '1'),
  pmt_charset: 'UTF-8',
  pmt_charsethttp: 'UTF-8',
};

const SHORT_ORDER = ['pmt_id', 'pmt_orderid', 'pmt_reference', 'pmt_amount', 'pmt_currency'];

/** The old short form: no rows, no delivery, no seller costs. */
const SHORT_PAYMENT: Fields = {
  ...{ pmt_action: 'NEW_PAYMENT', pmt_version: '0003', pmt_sellerid: SELLER, pmt_id: 'short' },
  ...{ pmt_orderid: '77', pmt_reference: '134662', pmt_amount: '200,00', pmt_currency: 'EUR' },
  pmt_okreturn: 'http://127.0.0.1:9/ok',
  pmt_errorreturn: 'http://127.0.0.1:9/error',
  pmt_cancelreturn: 'http://127.0.0.1:9/cancel',
  pmt_delayedpayreturn: 'http://127.0.0.1:9/delayed',
  ...matti('buyer'),
};

function paymentOrder(payment: Fields): readonly string[] {
  const address = ['name', 'address', 'postalcode', 'city', 'country'];
  const rows = Array.from({ length: Number(payment['pmt_rows']) }, (_, at) => at + 1);
  const inRow = ['name', 'desc', 'quantity', 'articlenr', 'unit', 'deliverydate', 'price_gross'];
  return [
    ...['pmt_action', 'pmt_version', 'pmt_id', 'pmt_orderid', 'pmt_reference', 'pmt_duedate'],
    ...['pmt_amount', 'pmt_currency', 'pmt_okreturn', 'pmt_errorreturn', 'pmt_cancelreturn'],
    ...['pmt_delayedpayreturn', 'pmt_escrow', 'pmt_escrowchangeallowed', 'pmt_paymentmethod'],
    ...address.map((part) => `pmt_buyer${part}`),
    ...address.map((part) => `pmt_delivery${part}`),
    'pmt_sellercosts',
    ...(payment['pmt_version'] === '4204' ? ['pmt_token'] : []),
    ...rows.flatMap((number) =>
      [...inRow, 'vat', 'discountpercentage', 'type'].map((part) => `pmt_row_${part}${number}`),
    ),
  ];
}
