import { createHash } from 'node:crypto';
import { dataOf, recordedOrder, yes } from '../answers.fixtures.js';
import { SELLER } from '../shown.fixtures.js';
import type { OrderCommand } from '@libs/contracts';
import { newPaymentOrder, valuesIn } from './hash/hash-orders.js';
import { ONE_ROW_PAYMENT } from './hash/published-messages.fixtures.js';
import { KEYS, runWebstore, type Fields, type RunningWebstore } from './webstore.fixtures.js';

type Encode = (text: string) => Buffer;

const latin1: Encode = (text) => Buffer.from(text, 'latin1');
/** The euro sign is where ISO-8859-1 has another. */
const latin9: Encode = (text) => latin1(text.replaceAll('€', '\u00A4'));
const utf8: Encode = (text) => Buffer.from(text, 'utf8');

/** Letters that a shop's texts have, as its software writes them. */
describe('a new payment', () => {
  let gateway: RunningWebstore;

  beforeAll(async () => {
    gateway = await runWebstore();
    gateway.answer((sent) => yes([recordedOrder(sent)]));
  });
  afterAll(() => gateway.close());

  const message = (over: Fields): Fields => ({
    ...ONE_ROW_PAYMENT,
    ...{ pmt_sellerid: SELLER, pmt_buyername: 'Väinö Åström', pmt_buyercity: 'Jyväskylä' },
    pmt_row_desc1: 'Ölkkä, 5 € pois',
    ...over,
  });

  /** Posts the fields in one charset, and hashes them in another where that is wished. */
  async function post(fields: Fields, encode: Encode, hashes: Encode = encode) {
    const order = newPaymentOrder(1, '0004');
    const values = valuesIn(order, new Map(Object.entries(fields)));
    const image = [...values, KEYS[0]].map((value) => `${value}&`).join('');
    const signed = {
      ...fields,
      ...{ pmt_hashversion: 'SHA-512', pmt_keygeneration: '1' },
      pmt_hash: createHash('sha512').update(hashes(image)).digest('hex'),
    };
    const body = Object.entries(signed)
      .map(([name, text]) => `${name}=${escaped(encode(text))}`)
      .join('&');
    const { text } = await gateway.fetch('/NewPaymentExtended.pmt', {
      ...{ token: null, raw: body },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    return text;
  }
  const escaped = (bytes: Buffer): string =>
    [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

  const received = () => {
    const last = gateway.sent.at(-1);
    if (last === undefined) throw new Error('nothing was sent');
    return dataOf<Extract<OrderCommand, { readonly type: 'ReceiveOrder' }>>(last.envelope);
  };

  it.each<readonly [string, Encode, Fields]>([
    ['UTF-8 that it names', utf8, { pmt_id: 'a', pmt_charset: 'UTF-8', pmt_charsethttp: 'UTF-8' }],
    ['UTF-8 that it does not name', utf8, { pmt_id: 'b' }],
    ['ISO-8859-15 that it names', latin9, { pmt_id: 'c', pmt_charset: 'ISO-8859-15' }],
    [
      'ISO-8859-1 that it names',
      latin1,
      { pmt_id: 'd', pmt_charset: 'iso-8859-1', pmt_row_desc1: 'Ölkkä' },
    ],
    ['ISO-8859-1 that it does not name', latin1, { pmt_id: 'e', pmt_row_desc1: 'Ölkkä' }],
  ])('is read and verified in %s', async (_charset, encode, over) => {
    expect(await post(message(over), encode)).toContain('<pmt_paymenturl>');
    const { buyer, rows } = received();
    expect([buyer.name, buyer.city]).toEqual(['Väinö Åström', 'Jyväskylä']);
    expect(rows[0]?.description).toBe(over['pmt_row_desc1'] ?? 'Ölkkä, 5 € pois');
  });

  it('may come in one charset and be hashed in another, as modules write it', async () => {
    const both = { pmt_id: 'f', pmt_charset: 'ISO-8859-15', pmt_charsethttp: 'UTF-8' };
    expect(await post(message(both), utf8, latin9)).toContain('<pmt_paymenturl>');
    expect(received().buyer.city).toBe('Jyväskylä');
  });

  it('is refused when it was hashed in a charset that it does not name', async () => {
    const before = gateway.sent.length;
    const named = { pmt_id: 'g', pmt_charset: 'UTF-8' };
    expect(await post(message(named), utf8, latin9)).toContain('could not be verified');
    expect(gateway.sent).toHaveLength(before);
  });

  it('never verifies with one letter changed', async () => {
    const sent = message({ pmt_id: 'h' });
    const hashes: Encode = (text) => utf8(text.replace('Väinö', 'Vainö'));
    expect(await post(sent, utf8, hashes)).toContain('could not be verified');
  });
});
