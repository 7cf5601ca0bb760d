import fc from 'fast-check';
import { sameContents } from './same-contents.js';

describe('two plain values', () => {
  it('are the same whatever the order of their fields', () =>
    expect(sameContents({ a: 1, b: [{ c: 'x' }] }, { b: [{ c: 'x' }], a: 1 })).toBe(true));

  it('are the same when one leaves a field out that the other has as undefined', () =>
    expect(sameContents({ a: 1, b: undefined }, { a: 1 })).toBe(true));

  it('differ by a value, an item, a length or a kind', () => {
    expect(sameContents({ a: 1 }, { a: 2 })).toBe(false);
    expect(sameContents([1, 2], [2, 1])).toBe(false);
    expect(sameContents([1], [1, 2])).toBe(false);
    expect(sameContents([], {})).toBe(false);
    expect(sameContents({ a: null }, { a: {} })).toBe(false);
    expect(sameContents('1', 1)).toBe(false);
  });

  it('are the same after a journey through JSON', () =>
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(sameContents(JSON.parse(text), JSON.parse(text))).toBe(true);
      }),
    ));
});
