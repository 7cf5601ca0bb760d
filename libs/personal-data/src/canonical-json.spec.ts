import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';

describe('canonical json', () => {
  it('is the same text for the same body, in whatever order its keys came', () =>
    expect(canonicalJson({ b: 1, a: { d: [2, { f: 3, e: 4 }], c: null } })).toBe(
      '{"a":{"c":null,"d":[2,{"e":4,"f":3}]},"b":1}',
    ));

  it('says the same as plain json', () =>
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        expect(JSON.parse(canonicalJson(body))).toEqual(JSON.parse(JSON.stringify(body)));
      }),
    ));

  it('keeps a key named like the prototype, and leaves out what is not there', () =>
    expect(canonicalJson(JSON.parse('{"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1}}'));

  it('leaves out what is undefined, as json does', () =>
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}'));
});
