import { z } from 'zod';

/**
 * A Finnish reference number: 4 to 20 digits, the last a check digit over weights 7, 3, 1 from
 * the right (domain: Finnish identifiers). Kept as it came; `plainReference` drops leading zeros.
 */
export const ReferenceNumber = z
  .string()
  .regex(/^\d{4,20}$/u, 'must be 4 to 20 digits')
  .refine(isReferenceNumber, 'has a wrong check digit')
  .brand<'ReferenceNumber'>();
export type ReferenceNumber = z.infer<typeof ReferenceNumber>;

/** Any valid IBAN, without spaces (ISO 13616, mod 97 = 1). */
export const Iban = z
  .string()
  .regex(/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/u, 'must be an IBAN without spaces')
  .refine(isIban, 'has a wrong check digit')
  .brand<'Iban'>();
export type Iban = z.infer<typeof Iban>;

/** A Finnish IBAN: FI, two check digits and 14 digits (domain: Finnish identifiers). */
export const FinnishIban = Iban.refine((iban) => /^FI\d{16}$/u.test(iban), 'must be Finnish');

/** A Y-tunnus: seven digits, hyphen, check digit (domain: Finnish identifiers). */
export const BusinessId = z
  .string()
  .regex(/^\d{7}-\d$/u, 'must be seven digits, a hyphen and a check digit')
  .refine(isBusinessId, 'has a wrong check digit')
  .brand<'BusinessId'>();
export type BusinessId = z.infer<typeof BusinessId>;

/** The reference number made of a body of 3 to 19 digits: the body and its check digit. */
export function referenceOf(body: string): ReferenceNumber {
  return ReferenceNumber.parse(`${body}${referenceCheckDigit(body)}`);
}

/** Leading zeros carry no meaning: two references are the same when these are. */
export const plainReference = (reference: string): string => reference.replace(/^0+/u, '');

/** The RF form of a national reference (ISO 11649; domain: Finnish identifiers). */
export function creditorReference(reference: ReferenceNumber): string {
  const national = plainReference(reference);
  const check = 98 - modulo97(`${national}271500`);
  return `RF${String(check).padStart(2, '0')}${national}`;
}

function isReferenceNumber(reference: string): boolean {
  const plain = plainReference(reference);
  return plain.length >= 4 && Number(plain.at(-1)) === referenceCheckDigit(plain.slice(0, -1));
}

function referenceCheckDigit(body: string): number {
  const weights = [7, 3, 1];
  const total = [...body]
    .reverse()
    .reduce((left, digit, index) => left + Number(digit) * (weights[index % 3] ?? 0), 0);
  return (10 - (total % 10)) % 10;
}

function isIban(iban: string): boolean {
  return modulo97(lettersAsNumbers(iban.slice(4) + iban.slice(0, 4))) === 1;
}

function isBusinessId(businessId: string): boolean {
  const weights = [7, 9, 10, 5, 8, 4, 2];
  const rest = weights.reduce((left, weight, at) => left + weight * Number(businessId[at]), 0) % 11;
  if (rest === 1) return false;
  return Number(businessId.at(-1)) === (rest === 0 ? 0 : 11 - rest);
}

const lettersAsNumbers = (value: string): string =>
  value.replace(/[A-Z]/gu, (letter) => String(letter.charCodeAt(0) - 55));

const modulo97 = (digits: string): number =>
  [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0);
