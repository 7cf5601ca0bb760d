import { createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalJson, deriveKey, type MasterKey } from '@libs/personal-data';

/** Keyed hashes made with keys derived from the master key; each purpose has a key of its own. */
export interface Secrets {
  /** Keyed hash of a body (any JSON, keys in any order): base64url, 32 bytes. */
  fingerprint(body: unknown): string;
  /** Signs and checks opaque texts such as cursors; `undefined` when the text was forged. */
  sign(purpose: string, text: string): string;
  verify(purpose: string, signed: string): string | undefined;
  /** A number from 0 to `below - 1`, the same for the same text: made into funding references. */
  number(purpose: string, text: string, below: bigint): bigint;
}

/** The secrets of an installation: the same master key gives the same answers for ever. */
export function secretsOf(masterKey: MasterKey): Secrets {
  const fingerprintKey = deriveKey(masterKey, 'fingerprint');
  const numberKey = deriveKey(masterKey, 'number');
  const signatureKeys = new Map<string, Uint8Array>();
  // Purposes are names in our code, so there are few of them.
  const signatureKey = (purpose: string): Uint8Array => {
    const key = signatureKeys.get(purpose) ?? deriveKey(masterKey, `signature/${purpose}`);
    signatureKeys.set(purpose, key);
    return key;
  };
  const signed = (purpose: string, body: string): string =>
    `${body}.${hash(signatureKey(purpose), body).toString('base64url')}`;

  return {
    fingerprint: (body) => hash(fingerprintKey, canonicalJson(body)).toString('base64url'),
    sign: (purpose, text) => signed(purpose, Buffer.from(text).toString('base64url')),
    verify: (purpose, given) => {
      const body = given.slice(0, Math.max(given.indexOf('.'), 0));
      if (!isSame(given, signed(purpose, body))) return undefined;
      return Buffer.from(body, 'base64url').toString();
    },
    // 256 bits against the 64 of the largest number asked for: no number is likelier than another.
    number: (purpose, text, below) =>
      BigInt(`0x${hash(numberKey, JSON.stringify([purpose, text])).toString('hex')}`) % below,
  };
}

const hash = (key: Uint8Array, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
