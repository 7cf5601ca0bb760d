import { timingSafeEqual } from 'node:crypto';
import type { HashAlgorithm } from '@libs/contracts';
import { encoded, type Charset } from '../wire/charset.js';
import { digest } from './hash-algorithm.js';

/** What a hash is made with besides the values (domain: Hashes). */
export interface Signing {
  readonly algorithm: HashAlgorithm;
  readonly charset: Charset;
  readonly secretKey: string;
}

/**
 * The hash of values in their order: each with `&` behind it, and the key behind all. `undefined`
 * where the charset cannot carry a value.
 */
export function messageHash(
  values: readonly string[],
  { algorithm, charset, secretKey }: Signing,
): string | undefined {
  const bytes = encoded([...values, secretKey].map((value) => `${value}&`).join(''), charset);
  return bytes === undefined ? undefined : digest(algorithm, bytes);
}

/** Is it the hash? Upper or lower case, and in a time that does not tell how much of it is right. */
export function isSameHash(given: string, expected: string | undefined): boolean {
  if (expected === undefined) return false;
  const [a, b] = [Buffer.from(given.trim().toUpperCase()), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
