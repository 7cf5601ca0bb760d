import { createHash, timingSafeEqual } from 'node:crypto';
import type { HashAlgorithm } from '@libs/contracts';
import { algorithmNamed } from '../hash/hash-algorithm.js';
import { valuesIn, type HashOrder } from '../hash/hash-orders.js';
import { isSameHash, messageHash, type Signing } from '../hash/message-hash.js';
import type { Form } from '../wire/form.js';
import type { Shop } from './shops.js';

/** What a message says of who sent it. */
export interface Claim {
  readonly form: Form;
  /** `pmt`, `pmtq`, `pmtc` or `pkg`: what the fields of the message begin with. */
  readonly prefix: string;
  readonly order: HashOrder;
  readonly authorization: string | undefined;
}

/** How a message was signed; one that came with a password has nothing to sign answers with. */
export interface Signature {
  readonly signing: (Signing & { readonly generation: number }) | undefined;
}

/**
 * The signature of a message, if it is the shop's: a password over HTTP Basic, or the hash by any
 * key that it may have been made with. An unknown shop is checked like a known one, so that the
 * time tells nothing.
 */
export function signatureOf(shop: Shop | undefined, claim: Claim): Signature | undefined {
  const password = passwordIn(claim.authorization);
  return password === undefined ? signedBy(shop, claim) : loggedInBy(shop, claim, password);
}

function loggedInBy(
  shop: Shop | undefined,
  { form, prefix }: Claim,
  { user, secret }: Password,
): Signature | undefined {
  const said = form.texts.get(`${prefix}_sellerid`) ?? user;
  const keys = shop === undefined ? [NOBODYS] : [...shop.keys.values()];
  const isRight = keys.map((key) => isSameSecret(secret, key)).includes(true);
  return isRight && shop?.sellerId === user && said === user ? { signing: undefined } : undefined;
}

function signedBy(shop: Shop | undefined, { form, prefix, order }: Claim): Signature | undefined {
  const given = form.texts.get(`${prefix}_hash`) ?? '';
  const algorithm = algorithmNamed(form.texts.get(`${prefix}_hashversion`) ?? 'MD5');
  const values = valuesIn(order, form.texts);
  const keys = keysFor(shop, form.texts.get(`${prefix}_keygeneration`));
  const found = keys.flatMap(([generation, secretKey]) =>
    form.hashCharsets.flatMap((charset) => {
      const signing = { algorithm: algorithm ?? 'SHA-512', charset, secretKey };
      const isRight = isSameHash(given, messageHash(values, signing));
      return isRight ? [{ ...signing, generation }] : [];
    }),
  );
  const [signing] = found;
  const isAllowed = algorithm !== undefined && mayUse(shop, algorithm);
  return shop !== undefined && isAllowed && signing !== undefined ? { signing } : undefined;
}

const mayUse = (shop: Shop | undefined, algorithm: HashAlgorithm): boolean =>
  shop?.algorithms?.includes(algorithm) ?? true;

/** The key of the generation that is named, `001` as `1`; without one, any that may be used. */
function keysFor(
  shop: Shop | undefined,
  generation: string | undefined,
): readonly (readonly [number, string])[] {
  if (shop === undefined) return [[0, NOBODYS]];
  const keys = [...shop.keys];
  if (generation === undefined || generation.trim() === '') return keys;
  return keys.filter(([each]) => each === Number(generation));
}

/** What the messages of unknown shops are checked with. */
const NOBODYS = '00000000000000000000';

interface Password {
  readonly user: string;
  readonly secret: string;
}

/** User and password of an `Authorization: Basic` header; `undefined` without one. */
export function passwordIn(authorization: string | undefined): Password | undefined {
  const coded = /^Basic +(?<coded>[\w+/=-]+) *$/iu.exec(authorization ?? '')?.groups?.['coded'];
  if (coded === undefined) return undefined;
  const [, user, secret] = /^([^:]*):(.*)$/su.exec(Buffer.from(coded, 'base64').toString()) ?? [];
  return user === undefined || secret === undefined ? undefined : { user, secret };
}

/** Hashed first, so that neither length nor contents show in the time. */
function isSameSecret(given: string, expected: string): boolean {
  const [a, b] = [given, expected].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
