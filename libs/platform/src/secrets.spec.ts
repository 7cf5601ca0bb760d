import fc from 'fast-check';
import { secretsOf } from './secrets.js';

const secrets = secretsOf(new Uint8Array(32).fill(1));
const others = secretsOf(new Uint8Array(32).fill(2));

describe('a fingerprint', () => {
  it('is the same for the same body, in whatever order its keys came', () =>
    expect(secrets.fingerprint({ a: 1, b: [{ c: 2, d: 3 }] })).toBe(
      secrets.fingerprint({ b: [{ d: 3, c: 2 }], a: 1 }),
    ));

  it('differs for another body and for another master key', () => {
    expect(secrets.fingerprint({ a: 1 })).not.toBe(secrets.fingerprint({ a: 2 }));
    expect(secrets.fingerprint({ a: 1 })).not.toBe(others.fingerprint({ a: 1 }));
  });

  it('is 32 bytes that fit in an address', () =>
    expect(secrets.fingerprint({})).toMatch(/^[\w-]{43}$/u));
});

describe('a signed text', () => {
  it('is given back as it was', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(secrets.verify('cursor', secrets.sign('cursor', text))).toBe(text);
      }),
    ));

  it('is refused when a letter of it was changed', () =>
    fc.assert(
      fc.property(
        fc.string(),
        fc.nat(),
        fc.constantFrom('A', 'z', '_', '.'),
        (text, at, letter) => {
          const signed = secrets.sign('cursor', text);
          const forged = [...signed].with(at % signed.length, letter).join('');
          fc.pre(forged !== signed);
          expect(secrets.verify('cursor', forged)).toBeUndefined();
        },
      ),
    ));

  it.each(['', '.', 'a', 'a.b', '.'.repeat(100)])('is refused when it is only %p', (forged) =>
    expect(secrets.verify('cursor', forged)).toBeUndefined(),
  );

  it('is refused for another purpose and with another master key', () => {
    const signed = secrets.sign('cursor', 'text');
    expect(secrets.verify('token', signed)).toBeUndefined();
    expect(others.verify('cursor', signed)).toBeUndefined();
  });
});

describe('a number made from a text', () => {
  it('is always the same, below its limit, and another one for another text', () => {
    const below = 10n ** 19n;
    const numbers = Array.from({ length: 50 }, (_, at) =>
      secrets.number('r', `refund-${at}`, below),
    );
    expect(numbers.every((number) => number >= 0n && number < below)).toBe(true);
    expect(new Set(numbers).size).toBe(50);
    expect(secrets.number('r', 'refund-0', below)).toBe(numbers[0]);
  });
});
