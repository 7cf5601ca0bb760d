import { eur } from '@libs/kernel';
import fc from 'fast-check';
import { amountIn, amountText, basisPointsIn, percentText, quantityIn } from './amount.js';
import { CHARSETS, charsetNamed, decoded, encoded, encodedRoughly } from './charset.js';
import { dateIn, dateText, momentText } from './message-date.js';
import { element, group, xmlDocument } from './xml.js';

describe('an amount', () => {
  it.each([
    ['200,00', 200_00],
    ['15,5', 15_50],
    ['15', 15_00],
    ['15,', 15_00],
    ['0,05', 5],
    ['-10,00', -10_00],
    ['-0,00', 0],
  ])('is read from %s', (text, cents) => expect(amountIn(text)).toEqual(eur(cents)));

  it.each([
    '',
    '15.00',
    '1 000,00',
    '1.000,00',
    '15,005',
    'abc',
    '+1',
    '--1',
    '1e3',
    '9'.repeat(18),
  ])('is not read from %j', (text) => expect(amountIn(text)).toBeUndefined());

  it.each([
    [5, '0,05'],
    [568_10, '568,10'],
    [-10_00, '-10,00'],
  ])('of %i cents is written with two decimals', (cents, text) =>
    expect(amountText(eur(cents))).toBe(text),
  );

  it('is read as it was written', () =>
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 13), max: 10 ** 13 }), (cents) => {
        expect(amountIn(amountText(eur(cents)))).toEqual(eur(cents));
      }),
    ));
});

describe('a percentage', () => {
  it.each([
    ['25,50', 2550],
    ['24', 2400],
    ['100,00', 10_000],
    ['0,00', 0],
  ])('is read from %s', (text, points) => expect(basisPointsIn(text)).toBe(points));

  it.each(['100,01', '-1', '25.5', ''])('is not read from %j', (text) =>
    expect(basisPointsIn(text)).toBeUndefined(),
  );

  it('is written with two decimals', () => expect(percentText(2550)).toBe('25,50'));
});

describe('a quantity', () => {
  it.each([
    ['1', '1'],
    ['2,00', '2'],
    ['1,500', '1.5'],
    ['0,25', '0.25'],
    ['007', '7'],
  ])('is read from %s', (text, quantity) => expect(quantityIn(text)).toBe(quantity));

  it.each(['', '-1', '1.5', '1,2345'])('is not read from %j', (text) =>
    expect(quantityIn(text)).toBeUndefined(),
  );
});

describe('a date', () => {
  it.each([
    ['24.06.2012', '2012-06-24'],
    ['26.6.2012', '2012-06-26'],
    ['1.1.2026', '2026-01-01'],
    ['29.2.2028', '2028-02-29'],
  ])('is read from %s', (text, date) => expect(dateIn(text)).toBe(date));

  it.each(['', '2012-06-24', '31.2.2026', '29.2.2027', '0.1.2026', '24.6.12'])(
    'is not read from %j',
    (text) => expect(dateIn(text)).toBeUndefined(),
  );

  it("is written with its zeros, as Helsinki's calendar has it", () => {
    expect(dateText('2026-03-01T22:30:00.000Z')).toBe('02.03.2026');
    expect(momentText('2026-03-01T22:30:05.000Z')).toBe('02.03.2026 00:30:05');
  });
});

describe('a charset', () => {
  it.each([
    ['utf-8', 'UTF-8'],
    ['UTF8', 'UTF-8'],
    ['iso-8859-1', 'ISO-8859-1'],
    ['ISO8859-15', 'ISO-8859-15'],
    ['windows-1252', undefined],
  ])('may be named %s', (name, charset) => expect(charsetNamed(name)).toBe(charset));

  it('carries what it has, and says what it has not', () => {
    expect(encoded('€ä', 'ISO-8859-15')).toEqual(Buffer.from([0xa4, 0xe4]));
    expect(encoded('€', 'ISO-8859-1')).toBeUndefined();
    expect(encoded('¤', 'ISO-8859-15')).toBeUndefined();
    expect(encoded('\ud800', 'UTF-8')).toBeUndefined();
    expect(encodedRoughly('ä→€', 'ISO-8859-15')).toEqual(Buffer.from([0xe4, 0x3f, 0xa4]));
  });

  it('reads bytes that are no UTF-8 as none', () =>
    expect(decoded(Buffer.from([0xe4]), 'UTF-8')).toBeUndefined());

  it('writes every byte as it read it', () => {
    const all = Uint8Array.from({ length: 256 }, (_, at) => at);
    for (const charset of CHARSETS.slice(1))
      expect(encoded(decoded(all, charset) ?? '', charset)).toEqual(Buffer.from(all));
  });
});

describe('a document', () => {
  it('has one element a line, and none that is empty', () =>
    expect(
      xmlDocument({
        name: 'pmtq',
        contents: [
          ...element('pmtq_action', 'PAYMENT_STATUS_QUERY'),
          ...element('pmtq_trackingcodes', ''),
          ...element('pmtq_payeriban', undefined),
          ...group('errors', []),
          ...element('pmtq_returntext', 'Ä & <b>\n"x"'),
        ],
      }),
    ).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<pmtq>\n<pmtq_action>PAYMENT_STATUS_QUERY</pmtq_action>\n<pmtq_returntext>Ä &amp; &lt;b&gt;&#10;&quot;x&quot;</pmtq_returntext>\n</pmtq>\n',
    ));

  it('leaves out what no XML can carry', () =>
    expect(xmlDocument({ name: 'a', attributes: { b: '"\0' }, contents: 'c\0\ud800d' })).toContain(
      '<a b="&quot;">cd</a>',
    ));
});
