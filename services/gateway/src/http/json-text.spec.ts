import fc from 'fast-check';
import { JsonRefused, parsedJson } from './json-text.js';

const refusalOf = (text: string) => {
  try {
    return parsedJson(text);
  } catch (error) {
    if (error instanceof JsonRefused) return [error.reason, error.pointer];
    throw error;
  }
};

describe('a JSON text', () => {
  it('reads as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), fc.nat(3), (text, indent) => {
        const value: unknown = JSON.parse(text);
        const spaced = JSON.stringify(value, undefined, indent);
        fc.pre(!/"(?:__proto__|constructor)":/u.test(JSON.stringify(value)));
        expect(parsedJson(spaced)).toEqual(value);
      }),
    );
  });

  it.each([
    '',
    '{',
    '{"a":}',
    '[1,]',
    'nonsense',
    '{"a":1}}',
    '"open',
    '{"a":1,}',
    '\u0000',
    'NaN',
  ])('is refused as %j', (text) => {
    expect(refusalOf(text)).toEqual(['malformed', '']);
  });

  it('has each key once, at any depth', () => {
    expect(refusalOf('{"a":1,"a":2}')).toEqual(['duplicate-key', '/a']);
    expect(refusalOf('{"a":[{},{"b":{"x/y":":","x/y":1}}]}')).toEqual([
      'duplicate-key',
      '/a/1/b/x~1y',
    ]);
    expect(refusalOf(String.raw`{"a":1,"\u0061":2}`)).toEqual(['duplicate-key', '/a']);
    expect(refusalOf('{"a":"a","b":["a","a"],"c":{"a":1}}')).toEqual({
      a: 'a',
      b: ['a', 'a'],
      c: { a: 1 },
    });
  });

  it('has no key that would reach a prototype', () => {
    expect(refusalOf('{"__proto__":{"isAdmin":true}}')).toEqual(['reserved-key', '/__proto__']);
    expect(refusalOf('{"a":[{"constructor":1}]}')).toEqual(['reserved-key', '/a/0/constructor']);
    expect(refusalOf(String.raw`{"__\u0070roto__":1}`)).toEqual(['reserved-key', '/__proto__']);
    expect(refusalOf('{"a":"__proto__"}')).toEqual({ a: '__proto__' });
  });

  it('is not nested without end, nor made of members without end', () => {
    expect(refusalOf('['.repeat(1_000_000))).toEqual(['too-deep', '']);
    expect(refusalOf(`${'{"a":'.repeat(33)}1${'}'.repeat(33)}`)).toEqual(['too-deep', '']);
    expect(refusalOf(`[${'1,'.repeat(60_000)}1]`)).toEqual(['too-many-members', '']);
  });

  it('keeps quotes and backslashes apart', () => {
    const text = String.raw`{"a":"\\","b":"\"}:","c":"\\\""}`;
    expect(parsedJson(text)).toEqual(JSON.parse(text));
  });
});
