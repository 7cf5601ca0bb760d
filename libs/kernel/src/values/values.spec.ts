import { BasisPoints, CountryCode, longText, text, Timestamp } from './values.js';

const NUL = String.fromCharCode(0);
const ESCAPE = String.fromCharCode(0x1b);
const NEXT_LINE = String.fromCharCode(0x85);
const LONE_HIGH = String.fromCharCode(0xd83d);
const LONE_LOW = String.fromCharCode(0xde00);

describe('a line of text', () => {
  it.each(['Matti Meikäläinen', 'Väärä koko', '😀', 'a\u00a0b', '\u202e', '"<&>\''])(
    'may be %j',
    (words) => expect(text(40).parse(words)).toBe(words),
  );

  it.each([
    ['a line feed', 'a\nb'],
    ['a carriage return', 'a\rb'],
    ['a tab', 'a\tb'],
    ['a NUL', `a${NUL}b`],
    ['an escape', `a${ESCAPE}[31m`],
    ['a C1 control', `a${NEXT_LINE}b`],
    ['a lone high surrogate', `a${LONE_HIGH}`],
    ['a lone low surrogate', `${LONE_LOW}a`],
    ['surrogates the wrong way round', `${LONE_LOW}${LONE_HIGH}`],
    ['nothing', ''],
  ])('may not have %s', (_what, words) => expect(text(40).safeParse(words).success).toBe(false));

  it('is as long as allowed and no longer, counted in characters', () => {
    for (const words of ['abc', 'äöå', 'a😀b']) expect(text(3).parse(words)).toBe(words);
    for (const words of ['abcd', 'äöåa', 'a😀bc'])
      expect(text(3).safeParse(words).success).toBe(false);
  });
});

describe('a longer text', () => {
  it('may have line feeds and tabs', () =>
    expect(longText(20).parse('one\r\n\ttwo')).toBe('one\r\n\ttwo'));

  it.each([NUL, ESCAPE, NEXT_LINE, LONE_HIGH, LONE_LOW])('may not have %j', (character) =>
    expect(longText(20).safeParse(`a${character}b`).success).toBe(false),
  );
});

describe('a moment', () => {
  it.each(['2026-03-02T10:00:00Z', '2026-03-02T10:00:00.123Z', '2024-02-29T23:59:59Z'])(
    'may be %s',
    (moment) => expect(Timestamp.parse(moment)).toBe(moment),
  );

  it.each([
    ['another zone', '2026-03-02T10:00:00+02:00'],
    ['no zone', '2026-03-02T10:00:00'],
    ['a day that is not', '2026-02-30T10:00:00Z'],
    ['an hour that is not', '2026-03-02T24:00:00Z'],
    ['a day alone', '2026-03-02'],
    ['the Finnish form', '02.03.2026'],
  ])('may not have %s', (_what, moment) => expect(Timestamp.safeParse(moment).success).toBe(false));
});

describe('a share', () => {
  it('is counted in hundredths of a percent, from none to all', () => {
    expect(BasisPoints.parse(25_50)).toBe(25_50);
    for (const share of [-1, 100_01, 25.5])
      expect(BasisPoints.safeParse(share).success).toBe(false);
  });
});

describe('a country', () => {
  it('is two capital letters', () => {
    expect(CountryCode.parse('FI')).toBe('FI');
    for (const country of ['fi', 'FIN', 'F1', ''])
      expect(CountryCode.safeParse(country).success).toBe(false);
  });
});
