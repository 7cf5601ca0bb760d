import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deriveKey, type MasterKey, type Purpose } from './master-key.js';

const CIPHER = 'aes-256-gcm';
/** The first byte of everything sealed: how the rest is made, should that ever change. */
const FORMAT = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What was sealed was changed, belongs elsewhere, or was sealed with another key. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
  constructor(readonly what: string) {
    super(`the seal of ${what} is broken: changed, moved, or made with another key`);
  }
}

/** Seals and opens texts with one key; what was sealed in one place does not open in another. */
export interface Sealer {
  seal(text: string, place: string): Uint8Array;
  /** Fails with `SealBroken`. */
  open(sealed: Uint8Array, place: string): string;
}

/** A sealer with a key made from the master key for one purpose. */
export function sealerFor(masterKey: MasterKey, purpose: Purpose): Sealer {
  const key = deriveKey(masterKey, purpose);
  return {
    seal: (text, place) => seal(key, Buffer.from(text), place),
    open: (sealed, place) => open(key, sealed, place).toString(),
  };
}

/** AES-256-GCM under a fresh nonce, bound to the place it is made for. */
export function seal(key: Uint8Array, plain: Uint8Array, place: string): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce);
  cipher.setAAD(Buffer.from(place));
  const body = [cipher.update(plain), cipher.final()];
  return Buffer.concat([Buffer.of(FORMAT), nonce, ...body, cipher.getAuthTag()]);
}

/** Fails with `SealBroken` unless all of it is as it was sealed, for the same place. */
export function open(key: Uint8Array, sealed: Uint8Array, place: string): Buffer {
  const bodyAt = 1 + NONCE_BYTES;
  const tagAt = sealed.length - TAG_BYTES;
  if (sealed[0] !== FORMAT || tagAt < bodyAt) throw new SealBroken(place);
  const nonce = sealed.subarray(1, bodyAt);
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(sealed.subarray(tagAt));
  const plain = decipher.update(sealed.subarray(bodyAt, tagAt));
  try {
    decipher.final();
  } catch {
    throw new SealBroken(place);
  }
  return plain;
}
