import { passesLuhn } from '@libs/kernel';

/** Runs of 13 to 19 digits that pass the Luhn check; no card's number begins with a zero. */
export function cardNumbersIn(text: string): readonly string[] {
  return [...text.matchAll(/\b[1-9]\d{12,18}\b/gu)].map(([digits]) => digits).filter(passesLuhn);
}
