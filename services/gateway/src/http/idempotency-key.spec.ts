import { InputRefused } from '@libs/platform';
import { keyIn } from './idempotency-key.js';

describe('an idempotency key', () => {
  it('is the same quoted and bare', () => {
    expect(keyIn('"8e03978e-40d5"')).toBe('8e03978e-40d5');
    expect(keyIn('8e03978e-40d5')).toBe('8e03978e-40d5');
  });

  it('may hold what a structured field may hold', () => {
    expect(keyIn(String.raw`"a \"b\" \\ c"`)).toBe(String.raw`a "b" \ c`);
  });

  it('has at most 255 characters', () => {
    expect(keyIn(`"${'k'.repeat(255)}"`)).toHaveLength(255);
    expect(() => keyIn(`"${'k'.repeat(256)}"`)).toThrow(InputRefused);
  });

  it.each([undefined, '', '""', '"   "', 'two words', '"open', 'ä', '"ä"', '"a", "b"', '\u0000'])(
    'is refused as %s',
    (header) => {
      expect(() => keyIn(header)).toThrow(InputRefused);
    },
  );
});
