import fc from 'fast-check';
import { encoded } from './charset.js';
import { FIELDS_MAX, formIn, type RawForm } from './form.js';
import { multipartForm } from './multipart.js';
import { urlencodedForm } from './urlencoded.js';

const BOUNDARY = '------------------------d74496d66958873e';
const TYPE = `multipart/form-data; boundary=${BOUNDARY}`;
const multipart = (fields: readonly (readonly [string, Uint8Array | string])[]): Buffer =>
  Buffer.concat([
    ...fields.flatMap(([name, value]) => [
      Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`),
      Buffer.from(value),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${BOUNDARY}--\r\n`),
  ]);
const plain = (raw: RawForm | undefined) =>
  raw === undefined
    ? undefined
    : Object.fromEntries([...raw].map(([name, bytes]) => [name, Buffer.from(bytes).toString()]));

describe('a urlencoded form', () => {
  const read = (text: string) => plain(urlencodedForm(Buffer.from(text)));

  it('is read with its escapes and pluses', () =>
    expect(read('pmt_id=1998524_1&name=Matti+Meik%C3%A4l%c3%A4inen&empty=&alone')).toEqual({
      pmt_id: '1998524_1',
      name: 'Matti Meikäläinen',
      empty: '',
      alone: '',
    }));

  it('takes the first of two fields, and a percent sign for what it is', () =>
    expect(read('a=1&a=2&b=100%&c=%zz&&')).toEqual({ a: '1', b: '100%', c: '%zz' }));

  it('is none without a field, or with too many', () => {
    expect(read('{"json":true}')).toBeUndefined();
    expect(read('')).toBeUndefined();
    expect(read('a=1&'.repeat(FIELDS_MAX + 1))).toBeUndefined();
  });

  it('gives back what any browser sends', () =>
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.string()), (fields) => {
        fc.pre(Object.keys(fields).length > 0);
        fc.pre(Object.keys(fields).every((name) => /^[\x20-\x7e]+$/u.test(name)));
        const body = new URLSearchParams(fields).toString();
        expect(read(body)).toEqual(fields);
      }),
    ));
});

describe('a multipart form', () => {
  it('is read byte by byte, files and typed parts too', async () => {
    const body = Buffer.concat([
      Buffer.from(
        `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain; charset=ISO-8859-1\r\n\r\n`,
      ),
      Buffer.from([0xe4]),
      Buffer.from('\r\n'),
      multipart([
        ['pmt_id', '1998524_1'],
        ['pmt_id', 'second'],
        ['empty', ''],
      ]),
    ]);
    const raw = await multipartForm(TYPE, body);
    expect(raw?.get('file')).toEqual(Buffer.from([0xe4]));
    expect(Buffer.from(raw?.get('pmt_id') ?? []).toString()).toBe('1998524_1');
    expect(raw?.get('empty')).toEqual(Buffer.from([]));
  });

  it('is read whole, however many parts it has', async () => {
    const fields = Array.from({ length: 5500 }, (_, at) => [`f${at}`, `v${at}`] as const);
    const raw = await multipartForm(TYPE, multipart(fields));
    expect(raw?.size).toBe(5500);
    expect(plain(raw)?.['f5499']).toBe('v5499');
  });

  it.each([
    ['bytes that are no form', TYPE, Buffer.from('{"json":true}')],
    ['no boundary', 'multipart/form-data', multipart([['a', '1']])],
    ['a body that breaks off', TYPE, multipart([['a', '1']]).subarray(0, 60)],
    ['no field', TYPE, multipart([])],
    [
      'too many fields',
      TYPE,
      multipart(Array.from({ length: FIELDS_MAX + 1 }, (_, at) => [`f${at}`, ''] as const)),
    ],
  ])('is none with %s', async (_what, type, body) =>
    expect(await multipartForm(type, body)).toBeUndefined(),
  );
});

describe('the texts of a form', () => {
  const raw = (fields: Readonly<Record<string, Uint8Array | string>>): RawForm =>
    new Map(Object.entries(fields).map(([name, value]) => [name, Buffer.from(value)]));
  const latin = (text: string) => encoded(text, 'ISO-8859-1') ?? Buffer.from([]);

  it('are UTF-8 where they can be, and either charset may have made the hash', () => {
    const form = formIn(raw({ pmtc_canceldescription: 'Väärä koko' }), 'pmtc');
    expect(form.texts.get('pmtc_canceldescription')).toBe('Väärä koko');
    expect(form.hashCharsets).toEqual(['UTF-8', 'ISO-8859-1']);
  });

  it('are ISO-8859-1 where they are no UTF-8', () =>
    expect(formIn(raw({ name: latin('Väärä'), city: 'Helsinki' }), 'pmtc').texts.get('name')).toBe(
      'Väärä',
    ));

  it('are in the charset of HTTP, and their hash in that of the message', () => {
    const form = formIn(
      raw({ pmt_charset: 'iso-8859-1', pmt_charsethttp: 'UTF-8', pmt_buyercity: 'Jyväskylä' }),
      'pmt',
    );
    expect(form.texts.get('pmt_buyercity')).toBe('Jyväskylä');
    expect(form.hashCharsets).toEqual(['ISO-8859-1']);
  });

  it('are in the charset of the message where it names only one', () => {
    const form = formIn(
      raw({ pmt_charset: 'ISO-8859-15', pmt_row_name1: Buffer.from([0xa4, 0xe4]) }),
      'pmt',
    );
    expect(form.texts.get('pmt_row_name1')).toBe('€ä');
    expect(form.unreadable).toEqual([]);
  });

  it('are not read in a charset we do not know, or that they are not in', () => {
    expect(formIn(raw({ pmt_charset: 'EBCDIC' }), 'pmt').unreadable).toEqual(['pmt_charset']);
    const wrong = raw({ pmt_charset: 'UTF-8', pmt_buyercity: latin('Jyväskylä') });
    expect(formIn(wrong, 'pmt').unreadable).toEqual(['pmt_buyercity']);
  });
});
