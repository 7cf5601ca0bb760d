import type { Address, Buyer } from '@libs/contracts';
import { Iban } from '@libs/kernel';

/**
 * What is personal in a run, so that a scan finds it wherever it lies: every name, street, town,
 * address, number, account, code and word that is made below, and nothing else, has such a part.
 */
export const PERSONAL =
  /Salainen|Salapolku|Salakylä|salainen\.example|\+35850555|FI\d\d5555|Luottamuksella|JJFI6543210/u;

const address = (number: number): Address => ({
  name: `Aino Salainen ${number}`,
  address: `Salapolku ${number}`,
  postalCode: '00100',
  city: 'Salakylä',
  country: 'FI',
});

/** Whom an order is sent to. */
export const deliveryOf = address;

/** Who buys; one in five has told no e-mail. */
export function buyerOf(number: number): Buyer {
  const phone = `+35850555${String(number).padStart(4, '0')}`;
  return { ...address(number), phone, ...(number % 5 !== 4 && { email: emailOf(number) }) };
}

export const emailOf = (number: number): string => `aino.${number}@salainen.example`;

/** The account of a buyer: 5555 and ten digits. */
export function ibanOf(number: number): Iban {
  const account = `5555${String(number).padStart(10, '0')}`;
  const check = 98n - (BigInt(`${account}151800`) % 97n);
  return Iban.parse(`FI${String(check).padStart(2, '0')}${account}`);
}

/** A tracking code of Posti. */
export const trackingOf = (number: number): string =>
  `JJFI6543210${String(number).padStart(10, '0')}`;

/** Words that people write to each other. */
export const wordsOf = (number: number): string => `Luottamuksella, ${number}`;
